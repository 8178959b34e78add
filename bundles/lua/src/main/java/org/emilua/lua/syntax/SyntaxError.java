package org.emilua.lua.syntax;

/** What is wrong with a chunk's text, in Lua's words and with its position. */
public final class SyntaxError extends Exception {

    private static final long serialVersionUID = 1;

    SyntaxError(String message) {
        super(message, null, false, false);
    }

    /** The message with {@code chunk:line:} in front, as a {@link ByteText}. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
