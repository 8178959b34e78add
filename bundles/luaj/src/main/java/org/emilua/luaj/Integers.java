package org.emilua.luaj;

/** Writes integers as ASCII digits. */
public final class Integers {

    private Integers() {}

    /** How many decimal digits a value that is not negative has. */
    public static int digits(long value) {
        int count = 1;
        for (long limit = 10; count < 19 && value >= limit; limit *= 10) {
            count++;
        }
        return count;
    }

    /** Writes the decimal digits of a value that is not negative so that the last one stands before {@code end}. */
    public static void write(long value, byte[] target, int end) {
        int at = end;
        long rest = value;
        while (rest > Integer.MAX_VALUE) {
            long tenth = rest / 10;
            target[--at] = (byte) ('0' + (rest - tenth * 10));
            rest = tenth;
        }
        int small = (int) rest;
        do {
            int tenth = small / 10;
            target[--at] = (byte) ('0' + (small - tenth * 10));
            small = tenth;
        } while (small != 0);
    }

    /** A value as text. */
    static byte[] text(long value) {
        boolean negative = value < 0;
        long magnitude = Math.abs(value);
        byte[] text = new byte[digits(magnitude) + (negative ? 1 : 0)];
        write(magnitude, text, text.length);
        if (negative) {
            text[0] = '-';
        }
        return text;
    }
}
