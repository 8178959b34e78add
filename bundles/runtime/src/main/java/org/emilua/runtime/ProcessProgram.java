package org.emilua.runtime;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.emilua.api.engine.Engine;
import org.emilua.api.engine.ProgramConfig;
import org.emilua.api.engine.ProgramException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Runs the program that a process was started for. The launcher, which shares no classes with bundles, finds this service
 * by the JDK's types: the function runs a program to its end and returns the exit code, the runnable ends it early.
 */
@Component(service = {Function.class, Runnable.class}, property = "emilua.launcher=true")
public final class ProcessProgram implements Function<Map<String, Object>, Integer>, Runnable {

    private static final long SHUTDOWN_MILLIS = 2_000;

    private final Engine engine;
    private volatile boolean stopping;

    /** Called by Declarative Services. */
    @Activate
    public ProcessProgram(@Reference Engine engine) {
        this.engine = engine;
    }

    /**
     * Runs a program on the process's standard streams and waits for its end.
     *
     * @param request {@code enginePath}, {@code script} and {@code directory}, strings; {@code arguments}, a list of
     *     strings; {@code test}, a boolean
     * @return the exit code; where the program could not start it is that of the failure, which was reported by then
     */
    @Override
    public Integer apply(Map<String, Object> request) {
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        FileOutputStream err = new FileOutputStream(FileDescriptor.err);
        try {
            int exitCode = engine.start(config(request, out, err)).exitCode().join();
            while (stopping) {
                LockSupport.park(this); // the process ends by a signal, and with that signal's exit code
            }
            return exitCode;
        } catch (ProgramException e) {
            report(err, String.valueOf(e.getMessage()));
            return e.exitCode();
        }
    }

    private static ProgramConfig config(Map<String, Object> request, FileOutputStream out, FileOutputStream err) {
        String enginePath = String.valueOf(request.get("enginePath"));
        String script = String.valueOf(request.get("script"));
        List<String> arguments = new ArrayList<>(List.of(enginePath, script));
        if (request.get("arguments") instanceof List<?> given) {
            for (Object argument : given) {
                arguments.add(String.valueOf(argument));
            }
        }
        Path directory = Path.of(String.valueOf(request.get("directory")));
        boolean test = Boolean.TRUE.equals(request.get("test"));
        return new ProgramConfig(
                enginePath, script, arguments, ProgramConfig.environmentOfProcess(), directory, test, true, out::write, err::write);
    }

    private static void report(FileOutputStream err, String message) {
        try {
            err.write((message + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (java.io.IOException e) {
            System.getLogger("org.emilua.runtime").log(System.Logger.Level.DEBUG, "standard error is gone", e);
        }
    }

    /** Ends all programs of the process. */
    @Override
    public void run() {
        stopping = true;
        engine.shutdown(SHUTDOWN_MILLIS);
    }
}
