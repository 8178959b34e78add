package org.emilua.luaj;

/** Reads hexadecimal and binary numerals behind their prefix, without sign. */
final class RadixNumeral {

    private static final double REFUSED = Double.longBitsToDouble(NumberText.NOT_A_NUMERAL);

    private static final int BINARY_DIGITS = 64;
    private static final int MANTISSA_BITS = 53;

    /** The mantissas below it take another hexadecimal digit. */
    private static final long ROOM_FOR_DIGIT = 1L << 58;

    /** Beyond it every number is infinite or zero. */
    private static final long EXPONENT_BOUND = 1 << 16;

    private RadixNumeral() {}

    /** Hexadecimal digits with optional fraction and binary exponent, from {@code start} to {@code end}. */
    static double hexadecimal(byte[] bytes, int start, int end) {
        long mantissa = 0;
        long exponent = 0;
        boolean some = false;
        boolean behindPoint = false;
        int at = start;
        for (; at < end; at++) {
            int digit = hexadecimalDigit(bytes[at]);
            if (digit >= 0) {
                some = true;
                if (mantissa < ROOM_FOR_DIGIT) {
                    mantissa = mantissa << 4 | digit;
                    exponent -= behindPoint ? 4 : 0;
                } else {
                    mantissa |= digit != 0 ? 1 : 0; // far below the last bit that counts; keeps a tie from being one
                    exponent += behindPoint ? 0 : 4;
                }
            } else if (bytes[at] == '.' && !behindPoint) {
                behindPoint = true;
            } else {
                break;
            }
        }
        if (!some) {
            return REFUSED;
        }
        if (at < end) {
            int power = (bytes[at] | 0x20) == 'p'
                    ? DecimalNumeral.signedInteger(bytes, at + 1, end)
                    : DecimalNumeral.EXPONENT_LIMIT;
            if (power == DecimalNumeral.EXPONENT_LIMIT) {
                return REFUSED;
            }
            exponent += power;
        }
        return scaled(mantissa, exponent);
    }

    private static int hexadecimalDigit(byte c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int letter = c | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    /** {@code mantissa * 2^exponent}, rounded once, to the nearest with ties to even; {@code mantissa} is not negative. */
    private static double scaled(long mantissa, long exponent) {
        if (mantissa == 0) {
            return 0;
        }
        int bits = Long.SIZE - Long.numberOfLeadingZeros(mantissa);
        long top = exponent + bits - 1;
        if (top > EXPONENT_BOUND) {
            return Double.POSITIVE_INFINITY;
        }
        long kept = Math.min(MANTISSA_BITS, top - Double.MIN_EXPONENT + MANTISSA_BITS);
        if (kept < 0) {
            return 0;
        }
        int dropped = (int) Math.max(bits - kept, 0);
        long rounded = mantissa;
        if (dropped > 0) {
            long half = 1L << dropped - 1;
            long cut = mantissa & (half << 1) - 1;
            rounded = mantissa >> dropped;
            if (cut > half || cut == half && (rounded & 1) == 1) {
                rounded++;
            }
        }
        return Math.scalb((double) rounded, (int) exponent + dropped);
    }

    /** Binary digits from {@code start} to {@code end}. */
    static double binary(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && bytes[at] == '0') {
            at++;
        }
        if (end - at > BINARY_DIGITS) {
            return REFUSED;
        }
        long mantissa = 0;
        for (; at < end; at++) {
            if (bytes[at] != '0' && bytes[at] != '1') {
                return REFUSED;
            }
            mantissa = mantissa << 1 | bytes[at] - '0';
        }
        return mantissa >= 0 ? scaled(mantissa, 0) : scaled(mantissa >>> 1 | mantissa & 1, 1);
    }
}
