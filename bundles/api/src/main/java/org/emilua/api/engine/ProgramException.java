package org.emilua.api.engine;

/** A program could not start. The message is one line that names the culprit. */
public final class ProgramException extends Exception {

    private final int exitCode;

    /** A failure that lets the command line exit with {@code exitCode}. */
    public ProgramException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The exit code that fits the failure. */
    public int exitCode() {
        return exitCode;
    }
}
