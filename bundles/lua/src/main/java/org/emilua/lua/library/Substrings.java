package org.emilua.lua.library;

import org.luaj.vm2.Allocations;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Makes strings of parts of others: parts of one byte are made once, large ones share the bytes, others copy them. */
final class Substrings {

    /** Shorter parts are copied. */
    private static final int WORTH_SHARING = 256;

    /** A part that keeps an array alive is at least the array's length divided by this. */
    private static final int LEAST_SHARE = 4;

    private static final LuaString[] SINGLE = new LuaString[256];

    static {
        byte[] all = new byte[SINGLE.length];
        for (int i = 0; i < SINGLE.length; i++) {
            all[i] = (byte) i;
            SINGLE[i] = new LuaString(all, i, 1);
        }
    }

    private Substrings() {}

    /** The string of one byte. */
    static LuaString single(byte c) {
        return SINGLE[c & 0xff];
    }

    /** The bytes of a string from index {@code from}, counted from 0, to before {@code to}. */
    static LuaString of(LuaString string, int from, int to) {
        int length = to - from;
        if (length == 1) {
            return single(string.m_bytes[string.m_offset + from]);
        }
        return longer(string, from, length);
    }

    private static LuaString longer(LuaString string, int from, int length) {
        if (length <= 0) {
            return LuaValue.EMPTYSTRING;
        }
        if (length == string.m_length) {
            return string;
        }
        byte[] bytes = string.m_bytes;
        if (length >= WORTH_SHARING && length >= bytes.length / LEAST_SHARE) {
            return new LuaString(bytes, string.m_offset + from, length);
        }
        byte[] copy = Allocations.bytes(length);
        System.arraycopy(bytes, string.m_offset + from, copy, 0, length);
        return new LuaString(copy, 0, length);
    }
}
