package org.emilua.lua.library;

/** C's conversions from double to integers, as x86-64 makes them out of range too. */
final class Numbers {

    private static final double TWO_TO_63 = 0x1p63;
    private static final double TWO_TO_64 = 0x1p64;

    private Numbers() {}

    /** A number cut towards zero; the smallest integer if it is out of range or no number. */
    static long toLong(double number) {
        return number < TWO_TO_63 ? (long) number : Long.MIN_VALUE;
    }

    /** A number cut towards zero to 32 bits; the smallest integer if it is out of range or no number. */
    static int toInt(double number) {
        return number > Integer.MIN_VALUE - 1.0 && number < 0x1p31 ? (int) number : Integer.MIN_VALUE;
    }

    /** As {@link #toLong}, but numbers from 2^63 to 2^64 become the unsigned integers that they are. */
    static long toUnsignedLong(double number) {
        return number >= TWO_TO_63 ? toLong(number - TWO_TO_64) : toLong(number);
    }
}
