package org.emilua.launcher;

import java.io.Console;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One run of the engine in a framework of its own. Belongs to the main thread; signals end it from another. */
final class Session {

    /** The property by which the engine's services for the launcher are known. */
    private static final String LAUNCHER_FLAG = "emilua.launcher";

    /** What of addresses the messages of the JDK's exceptions show. */
    private static final String EXCEPTION_DETAILS = "jdk.includeInExceptions";

    private final Installation installation;
    private final Storage storage;
    private volatile @Nullable Runnable shutdown;

    Session(Installation installation, Storage storage) {
        this.installation = installation;
        this.storage = storage;
    }

    /** Runs a program to its end and returns its exit code. */
    int run(CommandLine commandLine) throws LaunchException {
        endOnSignal();
        skipSearches();
        BundleIndex index = installation.index("run");
        Host host = start(index);
        @SuppressWarnings("unchecked")
        Function<Map<String, Object>, Integer> engine = host.findService(Function.class, LAUNCHER_FLAG);
        if (engine == null) {
            installation.requireLibraries(index);
            throw new LaunchException("the engine did not start" + (Main.isDebugging() ? "" : "; EMILUA_DEBUG=1 tells why"), null);
        }
        return engine.apply(request(commandLine));
    }

    /** Spares the process what libraries would search or read for nothing; each of it takes milliseconds. */
    private static void skipSearches() {
        // Felix would search all jars for who adds framework extensions, and the JDK for another XML parser than its own.
        System.setProperty("felix.extensions.disable", "true");
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        // Before its first address the JDK would read all of java.security for this, which has the same value there.
        if (System.getProperty(EXCEPTION_DETAILS) == null) {
            System.setProperty(EXCEPTION_DETAILS, "hostInfoExclSocket");
        }
    }

    private Map<String, Object> request(CommandLine commandLine) {
        Map<String, Object> request = new HashMap<>();
        request.put("enginePath", installation.enginePath());
        request.put("script", commandLine.script());
        request.put("arguments", commandLine.arguments());
        request.put("directory", System.getProperty("user.dir"));
        request.put("test", commandLine.test());
        if (commandLine.concurrencyHint() > 0) {
            request.put("concurrencyHint", commandLine.concurrencyHint());
        }
        return request;
    }

    /** Serves the user until the shell's end. */
    int shell() throws LaunchException {
        endOnSignal();
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            System.setProperty("org.jline.terminal.dumb", "true"); // reads and writes plain lines, and does not complain
        }
        Thread.currentThread().setContextClassLoader(null); // or JLine would look for terminals there, not in its bundle
        System.setProperty("gosh.home", installation.home().toString()); // its profile is in etc
        Host host = start(installation.index("shell"));
        try {
            host.awaitStop();
            return 0;
        } catch (InterruptedException e) {
            throw new LaunchException("interrupted", e);
        }
    }

    private void endOnSignal() {
        Runtime.getRuntime().addShutdownHook(new Shutdown());
    }

    private Host start(BundleIndex index) throws LaunchException {
        System.setProperty("emilua.home", installation.home().toString()); // below it is the library folder, lib/lua
        Host host = Host.start(index.properties(), installation.bundles(), storage);
        host.register(Predicate.class, new ModuleProvisioner(installation, index, host), ModuleProvisioner.FLAG);
        host.add(index.bundles());
        shutdown = host.findService(Runnable.class, LAUNCHER_FLAG);
        return host;
    }

    /** What the JVM runs when a signal ends the process. */
    private final class Shutdown extends Thread {

        Shutdown() {
            super("emilua-shutdown");
        }

        @Override
        public void run() {
            Runnable request = shutdown;
            if (request != null) {
                request.run();
            }
            storage.delete();
        }
    }
}
