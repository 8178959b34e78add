package org.emilua.module.stream;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of an array as a number, the first one in its lowest bits. */
final class ByteWord {

    /** So many bytes are one, as a shift. */
    static final int SHIFT = 3;

    /** A byte of 1, eight times. */
    static final long ONES = 0x0101_0101_0101_0101L;

    static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private ByteWord() {}

    /** A byte, eight times. */
    static long all(byte value) {
        return (value & 0xFF) * ONES;
    }

    /** The bytes from {@code at} on, which the array must have. */
    static long at(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** The bytes from {@code at} on as far as the array has them; the rest is 0. */
    static long upToEnd(byte[] bytes, int at) {
        int last = bytes.length - Long.BYTES;
        if (at <= last) {
            return at(bytes, at);
        }
        return last < 0 ? ofFew(bytes, at) : at(bytes, last) >>> (at - last) * Byte.SIZE;
    }

    private static long ofFew(byte[] bytes, int at) {
        long word = 0;
        for (int i = bytes.length - 1; i >= at; i--) {
            word = word << Byte.SIZE | bytes[i] & 0xFF;
        }
        return word;
    }
}
