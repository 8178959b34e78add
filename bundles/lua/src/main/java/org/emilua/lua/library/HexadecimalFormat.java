package org.emilua.lua.library;

import java.util.Locale;

/** The conversions {@code %a} and {@code %A}. The digit before the point is 1 for every number but zero. */
final class HexadecimalFormat {

    private static final int FRACTION_BITS = 52;
    private static final int FRACTION_DIGITS = 13;
    private static final long ONE = 1L << FRACTION_BITS;

    private HexadecimalFormat() {}

    /** Appends a finite number that is not negative behind its sign. */
    static void append(TextBuilder result, FormatSpecification specification, String sign, double magnitude) {
        long mantissa = 0;
        int exponent = 0;
        if (magnitude != 0) {
            exponent = Math.getExponent(magnitude);
            mantissa = Double.doubleToRawLongBits(magnitude) & ONE - 1;
            if (exponent >= Double.MIN_EXPONENT) {
                mantissa |= ONE;
            } else {
                int shift = Long.numberOfLeadingZeros(mantissa) - (Long.SIZE - 1 - FRACTION_BITS);
                mantissa <<= shift;
                exponent = Double.MIN_EXPONENT - shift;
            }
        }
        int places = specification.precision();
        if (places < 0) {
            places = shownDigits(mantissa);
        } else if (places < FRACTION_DIGITS) {
            mantissa = rounded(mantissa, (FRACTION_DIGITS - places) * 4);
        }
        String text = text(mantissa, places, exponent, specification.isAlternative());
        boolean upperCase = specification.isUpperCase();
        int padding = NumberFormat.begin(result, specification, sign + (upperCase ? "0X" : "0x"), text.length());
        result.append(upperCase ? text.toUpperCase(Locale.ROOT) : text);
        result.fill(' ', padding);
    }

    private static int shownDigits(long mantissa) {
        int zeros = Math.min(Long.numberOfTrailingZeros(mantissa) / 4, FRACTION_DIGITS);
        return FRACTION_DIGITS - zeros;
    }

    /** Rounds the last bits of a mantissa away, ties to even. */
    private static long rounded(long mantissa, int bits) {
        long unit = 1L << bits;
        long cut = mantissa & unit - 1;
        long kept = mantissa - cut;
        boolean up = cut > unit / 2 || cut == unit / 2 && (kept & unit) != 0;
        return up ? kept + unit : kept;
    }

    private static String text(long mantissa, int places, int exponent, boolean alwaysPointed) {
        StringBuilder text = new StringBuilder();
        text.append(mantissa >> FRACTION_BITS);
        if (places > 0 || alwaysPointed) {
            text.append('.');
        }
        for (int i = 1; i <= places; i++) {
            int digit = i > FRACTION_DIGITS ? 0 : (int) (mantissa >> FRACTION_BITS - 4 * i) & 15;
            text.append(Character.forDigit(digit, 16));
        }
        return text.append('p').append(exponent < 0 ? '-' : '+').append(Math.abs(exponent)).toString();
    }
}
