package org.emilua.lua.library;

import org.emilua.luaj.Integers;

/** The conversions {@code %d %i %u %o %x %X}. */
final class IntegerFormat {

    private static final String LOWER = "0123456789abcdef";
    private static final String UPPER = "0123456789ABCDEF";
    private static final int MOST_DIGITS = 24;

    private IntegerFormat() {}

    /** {@code %d} and {@code %i}. */
    static void signed(TextBuilder result, FormatSpecification specification, long value) {
        byte[] digits = new byte[MOST_DIGITS];
        int count = value == 0 && specification.precision() == 0 ? 0 : unsignedDecimal(digits, Math.abs(value));
        append(result, specification, value < 0 ? "-" : specification.signOfPositive(), digits, count);
    }

    /** {@code -} and the digits of a negative value. */
    static void negative(TextBuilder result, long value) {
        byte[] digits = new byte[MOST_DIGITS];
        int count = unsignedDecimal(digits, Math.abs(value));
        result.append((byte) '-');
        result.append(digits, MOST_DIGITS - count, count);
    }

    /** {@code %u}, {@code %o}, {@code %x} and {@code %X}, of 64 bits. */
    static void unsigned(TextBuilder result, FormatSpecification specification, long value) {
        byte[] digits = new byte[MOST_DIGITS];
        String prefix = "";
        int count = 0;
        if (value != 0 || specification.precision() != 0) {
            count = switch (specification.conversion()) {
                case 'u' -> unsignedDecimal(digits, value);
                case 'o' -> ofPowerOfTwo(digits, value, 3, LOWER);
                case 'x' -> ofPowerOfTwo(digits, value, 4, LOWER);
                default -> ofPowerOfTwo(digits, value, 4, UPPER);
            };
        }
        if (specification.isAlternative()) {
            boolean isOctal = specification.conversion() == 'o';
            if (isOctal && specification.precision() <= count && (count == 0 || value != 0)) {
                count++;
                digits[MOST_DIGITS - count] = '0';
            }
            prefix = value == 0 ? "" : prefix(specification.conversion());
        }
        append(result, specification, prefix, digits, count);
    }

    private static String prefix(byte conversion) {
        return switch (conversion) {
            case 'x' -> "0x";
            case 'X' -> "0X";
            default -> "";
        };
    }

    /** Writes digits at the end of an array; returns how many. */
    private static int unsignedDecimal(byte[] digits, long value) {
        if (value >= 0) {
            Integers.write(value, digits, digits.length);
            return Integers.digits(value);
        }
        String text = Long.toUnsignedString(value);
        for (int i = 0; i < text.length(); i++) {
            digits[digits.length - text.length() + i] = (byte) text.charAt(i);
        }
        return text.length();
    }

    private static int ofPowerOfTwo(byte[] digits, long value, int bits, String characters) {
        int at = digits.length;
        long rest = value;
        do {
            digits[--at] = (byte) characters.charAt((int) rest & (1 << bits) - 1);
            rest >>>= bits;
        } while (rest != 0);
        return digits.length - at;
    }

    private static void append(TextBuilder result, FormatSpecification specification, String prefix, byte[] digits, int count) {
        int zeros = Math.max(specification.precision() - count, 0);
        int padding = specification.width() - prefix.length() - zeros - count;
        if (specification.fillsWithZeros() && specification.precision() < 0) {
            zeros = Math.max(padding, 0);
            padding = 0;
        }
        if (!specification.isLeft()) {
            result.fill(' ', padding);
        }
        result.append(prefix);
        result.fill('0', zeros);
        result.append(digits, digits.length - count, count);
        if (specification.isLeft()) {
            result.fill(' ', padding);
        }
    }
}
