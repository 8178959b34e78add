package org.emilua.module.stream;

/**
 * Which bytes of a range are of a kind, found eight at a time and without a branch for each. Bit i of a mask's element k tells of the
 * byte at 64 k + i of the range; the bits behind the last byte are 0.
 */
final class ByteMask {

    private static final long OTHER_BITS = 0x7F * ByteWord.ONES;

    /** What takes bytes from a tab on to 128 and above, and what takes those behind a carriage return there. */
    private static final long FROM_TAB = (0x80 - '\t') * ByteWord.ONES;

    private static final long BEHIND_RETURN = (0x80 - '\r' - 1) * ByteWord.ONES;

    /** Multiplied with bytes of 0 and 1 it has the product's highest byte tell of all eight, of the first in the lowest bit. */
    private static final long GATHER = 0x0102_0408_1020_4080L;

    private ByteMask() {}

    /** The bytes that are no linear whitespace. */
    static long[] ofWords(byte[] bytes, int from, int to) {
        int length = to - from;
        long[] mask = new long[length + 63 >>> 6];
        int words = length + Long.BYTES - 1 >>> ByteWord.SHIFT;
        for (int i = 0; i < words; i++) {
            int at = i << ByteWord.SHIFT;
            mask[at >>> 6] |= gathered(~linearWhitespace(ByteWord.upToEnd(bytes, from + at))) << at;
        }
        return withoutRest(mask, length);
    }

    /** The bytes that equal one. */
    static long[] of(byte wanted, byte[] bytes, int from, int to) {
        long pattern = ByteWord.all(wanted);
        int length = to - from;
        long[] mask = new long[length + 63 >>> 6];
        int words = length + Long.BYTES - 1 >>> ByteWord.SHIFT;
        for (int i = 0; i < words; i++) {
            int at = i << ByteWord.SHIFT;
            mask[at >>> 6] |= gathered(zeros(ByteWord.upToEnd(bytes, from + at) ^ pattern)) << at;
        }
        return withoutRest(mask, length);
    }

    /** Has the high bit of each byte tell whether the byte is 0; the other bits are of no meaning. */
    private static long zeros(long word) {
        return ~((word & OTHER_BITS) + OTHER_BITS | word);
    }

    /** Has the high bit of each byte tell whether the byte is a blank or one of the control characters from tab to carriage return. */
    private static long linearWhitespace(long word) {
        long low = word & OTHER_BITS;
        return low + FROM_TAB & ~(low + BEHIND_RETURN | word) | zeros(word ^ ' ' * ByteWord.ONES);
    }

    private static long gathered(long highBits) {
        return ((highBits & ByteWord.HIGH_BITS) >>> 7) * GATHER >>> 56;
    }

    private static long[] withoutRest(long[] mask, int length) {
        if ((length & 63) != 0) {
            mask[length >>> 6] &= (1L << length) - 1;
        }
        return mask;
    }

    /** Where the first byte of the kind is from {@code from} on; {@code length} for nowhere. */
    static int next(long[] mask, int from, int length) {
        return next(mask, from, length, 0);
    }

    /** Where the first byte of another kind is from {@code from} on; {@code length} for nowhere. */
    static int nextOther(long[] mask, int from, int length) {
        return next(mask, from, length, -1);
    }

    private static int next(long[] mask, int from, int length, long inverted) {
        if (from >= length) {
            return length;
        }
        int element = from >>> 6;
        long bits = (mask[element] ^ inverted) & -1L << from;
        while (bits == 0 && ++element < mask.length) {
            bits = mask[element] ^ inverted;
        }
        return Math.min(length, (element << 6) + Long.numberOfTrailingZeros(bits));
    }

    /** How many bytes are of the kind. */
    static int count(long[] mask) {
        int count = 0;
        for (long bits : mask) {
            count += Long.bitCount(bits);
        }
        return count;
    }

    /** How many runs the bytes of the kind form. */
    static int runs(long[] mask) {
        int runs = 0;
        long before = 0;
        for (long bits : mask) {
            runs += Long.bitCount(bits & ~(bits << 1 | before));
            before = bits >>> 63;
        }
        return runs;
    }
}
