package org.emilua.lua.library;

import java.util.Locale;
import org.emilua.luaj.DecimalDigits;
import org.emilua.luaj.Integers;

/** The conversions of doubles: {@code %f %e %g}, {@code %a} by {@link HexadecimalFormat}, and their capitals. */
final class NumberFormat {

    private static final int USUAL_PRECISION = 6;

    private NumberFormat() {}

    /** Appends a number by its conversion. */
    static void append(TextBuilder result, FormatSpecification specification, double number) {
        boolean negative = Double.doubleToRawLongBits(number) < 0;
        String sign = negative ? "-" : specification.signOfPositive();
        double magnitude = Math.abs(number);
        if (Double.isNaN(number)) {
            appendWord(result, specification, specification.isSpaced() ? " " : "", "nan");
        } else if (Double.isInfinite(number)) {
            appendWord(result, specification, sign, "inf");
        } else {
            appendFinite(result, specification, sign, magnitude);
        }
    }

    private static void appendWord(TextBuilder result, FormatSpecification specification, String sign, String word) {
        int padding = specification.width() - sign.length() - word.length();
        if (!specification.isLeft()) {
            result.fill(' ', padding);
        }
        result.append(sign);
        result.append(specification.isUpperCase() ? word.toUpperCase(Locale.ROOT) : word);
        if (specification.isLeft()) {
            result.fill(' ', padding);
        }
    }

    private static void appendFinite(TextBuilder result, FormatSpecification specification, String sign, double magnitude) {
        int precision = specification.precision() < 0 ? USUAL_PRECISION : specification.precision();
        switch (specification.conversion()) {
            case 'f', 'F' -> appendFixed(result, specification, sign, DecimalDigits.places(magnitude, precision), precision);
            case 'e', 'E' ->
                    appendScientific(
                            result, specification, sign, DecimalDigits.significant(magnitude, precision + 1), precision);
            case 'g', 'G' -> appendGeneral(result, specification, sign, magnitude, Math.max(precision, 1));
            default -> HexadecimalFormat.append(result, specification, sign, magnitude);
        }
    }

    private static void appendGeneral(
            TextBuilder result, FormatSpecification specification, String sign, double magnitude, int precision) {
        DecimalDigits digits = DecimalDigits.significant(magnitude, precision);
        int exponent = digits.point() - 1;
        boolean keepsZeros = specification.isAlternative();
        if (exponent < -4 || exponent >= precision) {
            appendScientific(
                    result, specification, sign, digits, keepsZeros ? precision - 1 : Math.max(digits.count() - 1, 0));
        } else {
            appendFixed(
                    result,
                    specification,
                    sign,
                    digits,
                    keepsZeros ? precision - digits.point() : Math.max(digits.count() - digits.point(), 0));
        }
    }

    /** A number with its digits, {@code places} of them behind the decimal point. */
    private static void appendFixed(
            TextBuilder result, FormatSpecification specification, String sign, DecimalDigits digits, int places) {
        int first = Math.min(digits.point() - 1, 0);
        boolean pointed = places > 0 || specification.isAlternative();
        int length = digits.point() - first + places + (pointed ? 1 : 0);
        int padding = begin(result, specification, sign, length);
        int at = result.extend(length);
        byte[] target = result.array();
        for (int i = first; i < digits.point(); i++) {
            target[at++] = digits.at(i);
        }
        if (pointed) {
            target[at++] = '.';
        }
        for (int i = digits.point(); i < digits.point() + places; i++) {
            target[at++] = digits.at(i);
        }
        result.fill(' ', padding);
    }

    /** A number with one digit before the decimal point, {@code places} behind it, and a power of ten. */
    private static void appendScientific(
            TextBuilder result, FormatSpecification specification, String sign, DecimalDigits digits, int places) {
        int exponent = digits.point() - 1;
        int exponentDigits = Math.max(2, Integers.digits(Math.abs(exponent)));
        boolean pointed = places > 0 || specification.isAlternative();
        int length = 1 + (pointed ? 1 : 0) + places + 2 + exponentDigits;
        int padding = begin(result, specification, sign, length);
        int at = result.extend(length);
        byte[] target = result.array();
        target[at++] = digits.at(0);
        if (pointed) {
            target[at++] = '.';
        }
        for (int i = 1; i <= places; i++) {
            target[at++] = digits.at(i);
        }
        target[at++] = (byte) (specification.isUpperCase() ? 'E' : 'e');
        target[at++] = (byte) (exponent < 0 ? '-' : '+');
        target[at] = '0';
        Integers.write(Math.abs(exponent), target, at + exponentDigits);
        result.fill(' ', padding);
    }

    /**
     * Appends what stands before a number of a length: spaces, the sign, zeros.
     *
     * @return how many spaces have to follow the number
     */
    static int begin(TextBuilder result, FormatSpecification specification, String sign, int length) {
        int padding = specification.width() - sign.length() - length;
        if (!specification.isLeft() && !specification.fillsWithZeros()) {
            result.fill(' ', padding);
        }
        result.append(sign);
        if (specification.fillsWithZeros()) {
            result.fill('0', padding);
        }
        return specification.isLeft() ? padding : 0;
    }
}
