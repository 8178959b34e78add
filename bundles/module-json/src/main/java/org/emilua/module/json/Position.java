package org.emilua.module.json;

import org.emilua.api.error.ErrorCode;
import org.luaj.vm2.LuaValue;

/** Where in a text something is wrong, as the fields that error tables have. */
final class Position {

    private static final LuaValue POSITION = LuaValue.valueOf("position");
    private static final LuaValue LINE = LuaValue.valueOf("line");
    private static final LuaValue COLUMN = LuaValue.valueOf("column");

    private Position() {}

    /**
     * Adds a position to an error.
     *
     * @param text where the text is
     * @param start its first byte
     * @param at the offending byte, or the text's end
     */
    static ErrorCode add(ErrorCode error, byte[] text, int start, int at) {
        int line = 1;
        int column = 1;
        for (int i = start; i < at; i++) {
            if (text[i] == '\n') {
                line++;
                column = 1;
            } else if ((text[i] & 0xC0) != 0x80) { // a character's first byte
                column++;
            }
        }
        return error.with(POSITION, LuaValue.valueOf(at - start + 1))
                .with(LINE, LuaValue.valueOf(line))
                .with(COLUMN, LuaValue.valueOf(column))
                .withDetail("line " + line + ", column " + column);
    }
}
