package org.emilua.lua.library;

import java.util.Arrays;
import org.emilua.lua.code.Errors;
import org.luaj.vm2.Allocations;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Collects the bytes of a new string. */
final class TextBuilder {

    /** The most bytes that a string can have. */
    static final int LONGEST = Integer.MAX_VALUE - 16;

    /** Fewer bytes are faster copied one by one. */
    private static final int FEW = 8;

    private byte[] bytes;
    private int length;

    /** A builder with room for so many bytes; it grows when that is not enough. */
    TextBuilder(long capacity) {
        bytes = allocate(Math.min(capacity, LONGEST));
    }

    /** An array for a string of {@code length} bytes; raises an error if there is no room for it. */
    static byte[] allocate(long length) {
        if (length > LONGEST) {
            throw Errors.raise("resulting string too large");
        }
        try {
            return Allocations.bytes((int) length);
        } catch (OutOfMemoryError e) {
            throw Errors.raise("not enough memory");
        }
    }

    /** How many bytes there are. */
    int length() {
        return length;
    }

    void append(byte c) {
        if (length == bytes.length) {
            grow(1);
        }
        bytes[length++] = c;
    }

    void append(byte[] source, int offset, int count) {
        if (count > bytes.length - length) {
            grow(count);
        }
        if (count < FEW) {
            for (int i = 0; i < count; i++) {
                bytes[length + i] = source[offset + i];
            }
        } else {
            System.arraycopy(source, offset, bytes, length, count);
        }
        length += count;
    }

    void append(LuaString string) {
        append(string.m_bytes, string.m_offset, string.m_length);
    }

    /** Appends the characters of a short ASCII text. */
    void append(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            append((byte) ascii.charAt(i));
        }
    }

    /** Appends a byte {@code count} times; nothing if that is negative. */
    void fill(char c, int count) {
        if (count > 0) {
            int from = extend(count);
            Arrays.fill(bytes, from, length, (byte) c);
        }
    }

    /** Appends {@code count} bytes that the caller fills in through {@link #array}; returns the index of the first. */
    int extend(int count) {
        if (count > bytes.length - length) {
            grow(count);
        }
        int from = length;
        length += count;
        return from;
    }

    /** Where the bytes are, until the next one is appended. */
    byte[] array() {
        return bytes;
    }

    private void grow(int count) {
        long needed = (long) length + count;
        byte[] larger = allocate(needed > LONGEST ? needed : Math.min(LONGEST, Math.max(needed, bytes.length * 2L)));
        System.arraycopy(bytes, 0, larger, 0, length);
        bytes = larger;
    }

    private byte[] trimmed() {
        byte[] copy = Allocations.bytes(length);
        System.arraycopy(bytes, 0, copy, 0, length);
        return copy;
    }

    /** The string of all bytes. The builder must not be used afterwards. */
    LuaString toLuaString() {
        if (length == 0) {
            return LuaValue.EMPTYSTRING;
        }
        boolean full = length >= bytes.length - bytes.length / 4;
        return new LuaString(full ? bytes : trimmed(), 0, length);
    }
}
