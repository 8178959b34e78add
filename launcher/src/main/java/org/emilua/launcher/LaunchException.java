package org.emilua.launcher;

import org.jspecify.annotations.Nullable;

/** The engine cannot start. The message is one line that names the culprit. */
final class LaunchException extends Exception {

    private static final long serialVersionUID = 1;

    LaunchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
