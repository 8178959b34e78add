package org.emilua.lua.library;

import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Native1;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code string.lower} and {@code string.upper}: changes the case of ASCII letters in a range. */
final class LetterCase extends Native1 {

    private static final int CASE_BIT = 0x20;

    private final char first;
    private final char last;

    LetterCase(char first, char last) {
        this.first = first;
        this.last = last;
    }

    @Override
    public Varargs call1(LuaValue f, LuaValue s) {
        LuaString string = Arguments.string(s, 1);
        int end = string.m_offset + string.m_length;
        for (int i = string.m_offset; i < end; i++) {
            if (isAffected(string.m_bytes[i])) {
                return changed(string);
            }
        }
        return string;
    }

    private boolean isAffected(byte c) {
        return c >= first && c <= last;
    }

    private LuaString changed(LuaString string) {
        byte[] bytes = TextBuilder.allocate(string.m_length);
        for (int i = 0; i < bytes.length; i++) {
            byte c = string.m_bytes[string.m_offset + i];
            bytes[i] = isAffected(c) ? (byte) (c ^ CASE_BIT) : c;
        }
        return new LuaString(bytes, 0, bytes.length);
    }
}
