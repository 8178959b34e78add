package org.emilua.lua.library;

import java.util.Arrays;
import org.emilua.lua.code.Errors;
import org.luaj.vm2.LuaString;

/** Bytes that become a string. */
final class TextBuffer {

    private static final int LARGEST = Integer.MAX_VALUE - 16;

    private byte[] bytes;
    private int length;

    TextBuffer(int room) {
        bytes = new byte[room];
    }

    int length() {
        return length;
    }

    TextBuffer append(LuaString text) {
        return append(text.m_bytes, text.m_offset, text.m_length);
    }

    TextBuffer append(byte[] from, int offset, int count) {
        makeRoom(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
        return this;
    }

    TextBuffer append(int character) {
        makeRoom(1);
        bytes[length++] = (byte) character;
        return this;
    }

    /** Characters that are bytes, all below 256. */
    TextBuffer append(String text) {
        int count = text.length();
        makeRoom(count);
        for (int i = 0; i < count; i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    private void makeRoom(int count) {
        if (count > bytes.length - length) {
            if (count > LARGEST - length) {
                throw Errors.raise("resulting string too large");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(LARGEST, Math.max(2L * bytes.length, length + (long) count)));
        }
    }

    /** The string; the buffer is used up. */
    LuaString toLuaString() {
        boolean fits = bytes.length - length <= bytes.length / 4;
        return LuaString.valueUsing(fits ? bytes : Arrays.copyOf(bytes, length), 0, length);
    }
}
