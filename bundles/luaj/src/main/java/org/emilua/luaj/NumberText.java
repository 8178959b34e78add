package org.emilua.luaj;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How Lua writes and reads numbers: as LuaJIT does in the C locale, which is {@code printf("%.14g")} for writing. */
public final class NumberText {

    /** The bits of the NaN that {@link #parse} returns for what is no numeral: no arithmetic makes one of these bits. */
    public static final long NOT_A_NUMERAL = 0x7FF4_0BAD_0BAD_0BADL;

    private static final int PRECISION = 14;

    /** Integers from here on have more digits than are shown. */
    private static final long TOO_LONG = 100_000_000_000_000L;

    private NumberText() {}

    /** A number as {@code tostring} shows it. NaN has no sign: processors differ in the one that they give it. */
    public static String format(double number) {
        return new String(bytes(number), StandardCharsets.ISO_8859_1);
    }

    /** A number as {@code tostring} shows it, in ASCII. The array is the caller's. */
    public static byte[] bytes(double number) {
        long integer = (long) number;
        if (integer == number && integer < TOO_LONG && integer > -TOO_LONG && (integer != 0 || 1 / number > 0)) {
            return Integers.text(integer);
        }
        return other(number);
    }

    private static byte[] other(double number) {
        if (Double.isNaN(number)) {
            return new byte[] {'n', 'a', 'n'};
        }
        boolean negative = number < 0;
        if (Double.isInfinite(number)) {
            return negative ? new byte[] {'-', 'i', 'n', 'f'} : new byte[] {'i', 'n', 'f'};
        }
        if (number == 0) {
            return new byte[] {'-', '0'};
        }
        DecimalDigits digits = DecimalDigits.significant(Math.abs(number), PRECISION);
        int exponent = digits.point() - 1;
        return exponent < -4 || exponent >= PRECISION ? scientific(digits, negative) : plain(digits, negative);
    }

    private static byte[] plain(DecimalDigits digits, boolean negative) {
        int first = Math.min(digits.point() - 1, 0);
        int end = Math.max(digits.count(), digits.point());
        boolean pointed = end > digits.point();
        byte[] text = new byte[(negative ? 1 : 0) + end - first + (pointed ? 1 : 0)];
        int at = 0;
        if (negative) {
            text[at++] = '-';
        }
        for (int i = first; i < end; i++) {
            if (i == digits.point()) {
                text[at++] = '.';
            }
            text[at++] = digits.at(i);
        }
        return text;
    }

    private static byte[] scientific(DecimalDigits digits, boolean negative) {
        int exponent = digits.point() - 1;
        int exponentDigits = Math.max(2, Integers.digits(Math.abs(exponent)));
        boolean pointed = digits.count() > 1;
        byte[] text = new byte[(negative ? 1 : 0) + digits.count() + (pointed ? 1 : 0) + 2 + exponentDigits];
        int at = 0;
        if (negative) {
            text[at++] = '-';
        }
        for (int i = 0; i < digits.count(); i++) {
            if (i == 1) {
                text[at++] = '.';
            }
            text[at++] = digits.at(i);
        }
        text[at++] = 'e';
        text[at++] = (byte) (exponent < 0 ? '-' : '+');
        text[at] = '0';
        Integers.write(Math.abs(exponent), text, text.length);
        return text;
    }

    /**
     * Reads a numeral with optional white space around it, as {@code tonumber} does: decimal, hexadecimal, also with
     * fraction and binary exponent, or binary; {@code inf}, {@code infinity} and {@code nan} in any case. Rounds to the
     * nearest double.
     *
     * @return the number, or a NaN with the bits {@link #NOT_A_NUMERAL}
     */
    public static double parse(byte[] bytes, int offset, int length) {
        int start = offset;
        int end = offset + length;
        while (start < end && isSpace(bytes[start])) {
            start++;
        }
        while (end > start && isSpace(bytes[end - 1])) {
            end--;
        }
        if (start == end) {
            return Double.longBitsToDouble(NOT_A_NUMERAL);
        }
        boolean negative = bytes[start] == '-';
        if (negative || bytes[start] == '+') {
            start++;
        }
        double magnitude = magnitude(bytes, start, end);
        return negative && !Double.isNaN(magnitude) ? -magnitude : magnitude;
    }

    private static double magnitude(byte[] bytes, int start, int end) {
        if (end - start > 2 && bytes[start] == '0') {
            int letter = bytes[start + 1] | 0x20;
            if (letter == 'x') {
                return RadixNumeral.hexadecimal(bytes, start + 2, end);
            }
            if (letter == 'b') {
                return RadixNumeral.binary(bytes, start + 2, end);
            }
        }
        if (start < end && bytes[start] > '9') {
            return word(bytes, start, end);
        }
        return DecimalNumeral.parse(bytes, start, end);
    }

    /** C reads {@code inf}, {@code infinity} and {@code nan} in any case. */
    private static double word(byte[] bytes, int start, int end) {
        return switch (new String(bytes, start, Math.min(end - start, 9), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT)) {
            case "inf", "infinity" -> Double.POSITIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.longBitsToDouble(NOT_A_NUMERAL);
        };
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
