package org.emilua.lua.library;

import org.emilua.lua.code.Errors;
import org.emilua.lua.syntax.ByteText;

/** What stands behind a {@code %} in a format: flags, width, precision, conversion. Reads one after the other. */
final class FormatSpecification {

    private static final String CONVERSIONS = "diuoxXeEfFgGaAcspq";

    private final byte[] format;
    private final int formatEnd;
    private int at;

    private boolean left;
    private boolean plus;
    private boolean space;
    private boolean alternative;
    private boolean zeros;
    private int width;
    private int precision;
    private byte conversion;

    /**
     * A reader of specifications.
     *
     * @param formatEnd the index behind the format
     */
    FormatSpecification(byte[] format, int formatEnd) {
        this.format = format;
        this.formatEnd = formatEnd;
    }

    /** Reads the specification whose {@code %} stands at an index; raises an error if there is no such conversion. */
    void read(int percent) {
        at = percent + 1;
        readFlags();
        width = Math.max(number(), 0);
        precision = -1;
        if (peek() == '.') {
            at++;
            precision = Math.max(number(), 0);
        }
        conversion = peek();
        if (conversion <= 0 || CONVERSIONS.indexOf(conversion) < 0) {
            throw invalid(percent);
        }
        at++;
    }

    private void readFlags() {
        left = false;
        plus = false;
        space = false;
        alternative = false;
        zeros = false;
        while (true) {
            switch (peek()) {
                case '-' -> left = true;
                case '+' -> plus = true;
                case ' ' -> space = true;
                case '#' -> alternative = true;
                case '0' -> zeros = true;
                default -> {
                    return;
                }
            }
            at++;
        }
    }

    /** The next byte, 0 at the end. */
    private byte peek() {
        return at < formatEnd ? format[at] : 0;
    }

    /** A number of at most two digits, -1 if there is no digit. */
    private int number() {
        int value = -1;
        for (int i = 0; i < 2 && peek() >= '0' && peek() <= '9'; i++) {
            value = Math.max(value, 0) * 10 + peek() - '0';
            at++;
        }
        return value;
    }

    private RuntimeException invalid(int percent) {
        boolean shown = (peek() & 0xff) >= ' ';
        return Errors.raiseBytes("invalid option '" + ByteText.of(format, percent, at - percent + (shown ? 1 : 0)) + "' to 'format'");
    }

    /** The index behind the specification. */
    int end() {
        return at;
    }

    /** The letter of the conversion. */
    byte conversion() {
        return conversion;
    }

    /** Whether the conversion's letter is a capital. */
    boolean isUpperCase() {
        return conversion < 'a';
    }

    /** Whether the result stands at the left of its field. */
    boolean isLeft() {
        return left;
    }

    /** {@code #}: prefixes, decimal points and zeros that may be left out are not. */
    boolean isAlternative() {
        return alternative;
    }

    /** Whether a number is filled up with zeros. */
    boolean fillsWithZeros() {
        return zeros && !left;
    }

    /** The least number of bytes of the result. */
    int width() {
        return width;
    }

    /** The precision, -1 if none is given. */
    int precision() {
        return precision;
    }

    /** Whether a space stands in the place of a missing sign. */
    boolean isSpaced() {
        return space;
    }

    /** What stands before a number that is not negative: a plus sign, a space, or nothing. */
    String signOfPositive() {
        return plus ? "+" : space ? " " : "";
    }
}
