package org.emilua.launcher;

import jdk.jfr.FlightRecorder;

/** The program behind {@code bin/emilua} and {@code bin/emilua-shell}. */
public final class Main {

    private static final int FAILURE = 1;
    private static final int USAGE_ERROR = 2;

    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] words) {
        int exitCode;
        try {
            exitCode = perform(CommandLine.parse(words));
        } catch (UsageException e) {
            System.err.println("emilua: " + e.getMessage() + "; 'emilua --help' tells more");
            exitCode = USAGE_ERROR;
        } catch (LaunchException e) {
            report(e);
            exitCode = FAILURE;
        } catch (RuntimeException | Error e) {
            report(new LaunchException("cannot start: " + e, e));
            exitCode = FAILURE;
        }
        System.out.flush();
        if (isRecorded()) {
            System.exit(exitCode); // the recording is written in the course of it
        }
        Runtime.getRuntime().halt(exitCode); // an orderly exit would wait for threads that wait in system calls
    }

    private static boolean isRecorded() {
        return ModuleLayer.boot().findModule("jdk.jfr").isPresent() && FlightRecorder.isInitialized();
    }

    private static int perform(CommandLine commandLine) throws LaunchException {
        return switch (commandLine.action()) {
            case HELP -> print(CommandLine.HELP);
            case VERSION -> print("emilua " + Main.class.getPackage().getImplementationVersion() + "\n");
            case RUN, SHELL -> {
                checkEnvironment();
                Installation installation = Installation.locate();
                Storage storage = Storage.create();
                try {
                    yield commandLine.action() == CommandLine.Action.SHELL
                            ? new Session(installation, storage).shell()
                            : new Session(installation, storage).run(commandLine);
                } finally {
                    storage.delete();
                }
            }
        };
    }

    /** Tells of variables that have no effect as they are. */
    private static void checkEnvironment() {
        String levels = System.getenv(LogLevels.VARIABLE);
        if (levels != null) {
            LogLevels.parse(levels).problems().forEach(problem -> System.err.println("emilua: " + problem));
        }
        String problem = StandardError.problem(System.getenv(StandardError.COLOURS));
        if (problem != null) {
            System.err.println("emilua: " + problem);
        }
    }

    private static int print(String text) {
        System.out.print(text);
        return 0;
    }

    /** Tells the user in one line why something does not start, and with {@code EMILUA_DEBUG=1} all about it. */
    static void report(LaunchException problem) {
        System.err.println("emilua: " + problem.getMessage());
        if (isDebugging()) {
            problem.printStackTrace();
        }
    }

    static boolean isDebugging() {
        return "1".equals(System.getenv("EMILUA_DEBUG"));
    }
}
