package org.emilua.luaj;

import java.nio.charset.StandardCharsets;

/** Reads decimal numerals without sign. */
final class DecimalNumeral {

    /** Exponents of this magnitude are refused, as LuaJIT does. */
    static final int EXPONENT_LIMIT = 1 << 20;

    /** A mantissa below this takes one more digit without overflow. */
    private static final long ROOM_FOR_DIGIT = Long.MAX_VALUE / 10 - 1;

    /** More digits than that never decide about more than a tie. */
    private static final int DECISIVE = 800;

    private static final long LARGEST_EXACT = 1L << 53;
    private static final int LARGEST_POWER = 22;

    private static final double REFUSED = Double.longBitsToDouble(NumberText.NOT_A_NUMERAL);

    private DecimalNumeral() {}

    /** The number that is spelt from {@code start} to {@code end}. */
    static double parse(byte[] bytes, int start, int end) {
        long mantissa = 0;
        boolean some = false;
        int scale = 0;
        boolean complete = true;
        boolean behindPoint = false;
        int at = start;
        for (; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                some = true;
                if (mantissa < ROOM_FOR_DIGIT) {
                    mantissa = mantissa * 10 + digit;
                    scale -= behindPoint ? 1 : 0;
                } else {
                    complete = false;
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
        int exponent = at < end ? exponent(bytes, at, end) : 0;
        if (exponent == EXPONENT_LIMIT) {
            return REFUSED;
        }
        scale += exponent;
        if (complete && mantissa <= LARGEST_EXACT) {
            if (scale == 0 || mantissa == 0) {
                return mantissa;
            }
            if (scale > 0 && scale <= LARGEST_POWER) {
                return mantissa * DecimalDigits.power(scale);
            }
            if (scale < 0 && scale >= -LARGEST_POWER) {
                return mantissa / DecimalDigits.power(-scale);
            }
        }
        return exact(bytes, start, at, exponent);
    }

    /** A mantissa from {@code start} to {@code end} with any number of digits. */
    private static double exact(byte[] bytes, int start, int end, int exponent) {
        byte[] digits = new byte[Math.min(end - start, DECISIVE) + 1];
        int count = 0;
        long scale = exponent;
        boolean behindPoint = false;
        for (int at = start; at < end; at++) {
            byte c = bytes[at];
            if (c == '.') {
                behindPoint = true;
                continue;
            }
            scale -= behindPoint ? 1 : 0;
            if (count < DECISIVE) {
                digits[count] = c;
                count += count > 0 || c != '0' ? 1 : 0;
            } else {
                scale++;
                digits[DECISIVE] = c == '0' && digits[DECISIVE] != '1' ? (byte) '0' : (byte) '1';
            }
        }
        if (count == DECISIVE && digits[DECISIVE] != 0) {
            count++;
            scale--;
        }
        return Double.parseDouble(new String(digits, 0, count, StandardCharsets.ISO_8859_1) + 'E' + scale);
    }

    private static int exponent(byte[] bytes, int start, int end) {
        return (bytes[start] | 0x20) == 'e' ? signedInteger(bytes, start + 1, end) : EXPONENT_LIMIT;
    }

    /** An integer with optional sign up to {@code end}; {@link #EXPONENT_LIMIT} if there is none or it is too large. */
    static int signedInteger(byte[] bytes, int start, int end) {
        int at = start;
        boolean negative = at < end && bytes[at] == '-';
        if (negative || at < end && bytes[at] == '+') {
            at++;
        }
        if (at == end) {
            return EXPONENT_LIMIT;
        }
        int value = 0;
        for (; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return EXPONENT_LIMIT;
            }
            value = value * 10 + digit;
            if (value >= EXPONENT_LIMIT) {
                return EXPONENT_LIMIT;
            }
        }
        return negative ? -value : value;
    }
}
