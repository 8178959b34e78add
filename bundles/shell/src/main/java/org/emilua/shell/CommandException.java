package org.emilua.shell;

import org.jspecify.annotations.Nullable;

/** A command failed. The shell shows the text of the exception, which is one line for the user. */
final class CommandException extends Exception {

    private static final long serialVersionUID = 1;

    CommandException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
