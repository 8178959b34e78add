package org.emilua.launcher;

/** The command line is wrong. The message is one line that names the culprit. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
