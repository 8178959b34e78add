package org.emilua.lua.library;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds a run of bytes in another. Looks for its first and last byte together and compares what lies between; where that
 * fails expensively too often, goes on with a rolling hash, whose time is bounded by the length of what is searched.
 */
final class ByteSearch {

    /** So many bytes may be compared in vain for each byte that is searched. */
    private static final int VAIN_SHARE = 4;

    private static final long ALLOWANCE = 1024;

    /** The hash is a polynomial modulo this prime, 2^61 - 1, at a point that programs cannot know. */
    private static final long PRIME = (1L << 61) - 1;

    private static final long POINT = ThreadLocalRandom.current().nextLong(1 << 20, PRIME - 1);

    /** Eight bytes at once; the first one is the lowest. */
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private ByteSearch() {}

    /** The index of {@code wanted} between {@code from} and {@code end}, -1 if it is not there. */
    static int find(byte[] bytes, int from, int end, byte[] wanted, int offset, int length) {
        if (length == 0) {
            return from;
        }
        if (length > end - from) {
            return -1;
        }
        return length == 1
                ? indexOf(bytes, from, end, wanted[offset])
                : findLonger(bytes, from, end, wanted, offset, length);
    }

    /** The index of a byte between {@code from} and {@code end}, -1 if it is not there. */
    static int indexOf(byte[] bytes, int from, int end, byte wanted) {
        int at = from;
        int lastWord = end - Long.BYTES;
        if (at <= lastWord) {
            long pattern = (wanted & 0xff) * ONES;
            for (; at <= lastWord; at += Long.BYTES) {
                long different = (long) WORDS.get(bytes, at) ^ pattern;
                long zeros = different - ONES & ~different & HIGH_BITS;
                if (zeros != 0) {
                    return at + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
                }
            }
        }
        for (; at < end; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    private static int findLonger(byte[] bytes, int from, int end, byte[] wanted, int offset, int length) {
        byte first = wanted[offset];
        byte last = wanted[offset + length - 1];
        long inVain = 0;
        int lastStart = end - length;
        for (int at = from; at <= lastStart; at++) {
            at = indexOf(bytes, at, lastStart + 1, first);
            if (at < 0) {
                return -1;
            }
            if (bytes[at + length - 1] != last) {
                continue;
            }
            int same = Arrays.mismatch(bytes, at, at + length, wanted, offset, offset + length);
            if (same < 0) {
                return at;
            }
            inVain += same;
            if (inVain > ALLOWANCE + (long) (at - from) * VAIN_SHARE) {
                return findByHash(bytes, at + 1, end, wanted, offset, length);
            }
        }
        return -1;
    }

    private static int findByHash(byte[] bytes, int from, int end, byte[] wanted, int offset, int length) {
        if (length > end - from) {
            return -1;
        }
        long sought = hash(wanted, offset, length);
        long hash = hash(bytes, from, length);
        long weightOfFirst = power(length - 1);
        for (int at = from; ; at++) {
            if (hash == sought && Arrays.equals(bytes, at, at + length, wanted, offset, offset + length)) {
                return at;
            }
            if (at + length >= end) {
                return -1;
            }
            long rest = hash + PRIME - product(weightOfFirst, bytes[at] & 0xff);
            hash = reduced(product(reduced(rest), POINT) + (bytes[at + length] & 0xff));
        }
    }

    private static long hash(byte[] bytes, int offset, int length) {
        long hash = 0;
        for (int i = offset; i < offset + length; i++) {
            hash = reduced(product(hash, POINT) + (bytes[i] & 0xff));
        }
        return hash;
    }

    private static long power(int exponent) {
        long result = 1;
        long square = POINT;
        for (int rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result = product(result, square);
            }
            square = product(square, square);
        }
        return result;
    }

    /** The product of two remainders. */
    private static long product(long a, long b) {
        long low = a * b;
        return reduced((low & PRIME) + (Math.multiplyHigh(a, b) << 3 | low >>> 61));
    }

    private static long reduced(long value) {
        return value >= PRIME ? value - PRIME : value;
    }
}
