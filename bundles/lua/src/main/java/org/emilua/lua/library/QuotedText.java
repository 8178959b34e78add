package org.emilua.lua.library;

import org.luaj.vm2.LuaString;

/** The conversion {@code %q}: a string as a literal that a Lua program can read back. */
final class QuotedText {

    private QuotedText() {}

    /** Appends a string with quotes around it and what could not stand between them escaped. */
    static void append(TextBuilder result, LuaString string) {
        result.append((byte) '"');
        int end = string.m_offset + string.m_length;
        for (int i = string.m_offset; i < end; i++) {
            byte c = string.m_bytes[i];
            if (c == '"' || c == '\\' || c == '\n') {
                result.append((byte) '\\');
                result.append(c);
            } else if (c >= 0 && c < ' ' || c == 127) {
                appendCode(result, c, i + 1 < end && isDigit(string.m_bytes[i + 1]));
            } else {
                result.append(c);
            }
        }
        result.append((byte) '"');
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    /** A byte as {@code \} and its number, of three digits if a digit follows. */
    private static void appendCode(TextBuilder result, byte c, boolean digitFollows) {
        result.append((byte) '\\');
        String code = Integer.toString(c);
        if (digitFollows) {
            result.fill('0', 3 - code.length());
        }
        result.append(code);
    }
}
