package org.emilua.api.engine;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What to run and how.
 *
 * @param enginePath what {@code system.arguments[1]} shows
 * @param script the script file as the user named it, or a directory with an {@code init.lua}
 * @param arguments what followed {@code --} on the command line
 * @param environment the program's environment variables
 * @param directory what relative paths are relative to
 * @param test whether modules run with {@code _CONTEXT == 'test'}
 * @param ownsProcess whether the program is what the process was started for, which lets {@code system.exit} use force
 * @param output where {@code print} writes, and where {@code system.out} does unless the program owns the process
 * @param errors where reports go
 * @param limits what each VM of the program may use; {@link VmLimits#NONE} for what the engine is configured with
 */
public record ProgramConfig(
        String enginePath,
        String script,
        List<String> arguments,
        Map<String, String> environment,
        Path directory,
        boolean test,
        boolean ownsProcess,
        ByteSink output,
        ByteSink errors,
        VmLimits limits) {

    private static final String LOCALE = "EMILUA_LOCALE";

    /** A program without limits of its own. */
    public ProgramConfig(
            String enginePath,
            String script,
            List<String> arguments,
            Map<String, String> environment,
            Path directory,
            boolean test,
            boolean ownsProcess,
            ByteSink output,
            ByteSink errors) {
        this(enginePath, script, arguments, environment, directory, test, ownsProcess, output, errors, VmLimits.NONE);
    }

    /**
     * The environment that the process was started with. {@code bin/emilua} may have given the JVM another locale; its variable
     * {@value #LOCALE} then says how it was before, {@code NAME=value}, or {@code NAME} where that was not set.
     */
    public static Map<String, String> environmentOfProcess() {
        return environment(System.getenv());
    }

    static Map<String, String> environment(Map<String, String> variables) {
        String locale = variables.get(LOCALE);
        if (locale == null) {
            return variables;
        }
        Map<String, String> before = new HashMap<>(variables);
        before.remove(LOCALE);
        String[] parts = locale.split("=", 2);
        if (parts.length == 2) {
            before.put(parts[0], parts[1]);
        } else {
            before.remove(parts[0]);
        }
        return Map.copyOf(before);
    }

    /** Takes bytes without keeping them. */
    @FunctionalInterface
    public interface ByteSink {

        /** Writes the bytes through to where they go. */
        void write(byte[] bytes, int offset, int length) throws java.io.IOException;
    }
}
