package org.emilua.module.json;

/**
 * Writes doubles with the fewest digits that are read as the same double again, in the form of ECMAScript's
 * {@code Number::toString}; only minus zero keeps its sign.
 */
final class NumberWriter {

    /** From here on an integer may have digits that do not matter. */
    private static final long EXACT_INTEGERS = 1L << 53;

    private static final int LONGEST = 32;

    private static final int MILLION = 1_000_000;
    private static final int PLACES = 6;

    /** Decimals of 15 digits are all told apart by their nearest doubles: one of them that is read as a number is the shortest. */
    private static final double FEW_DIGITS = 1e15;

    /** Numbers with more digits before the point have an exponent. */
    private static final int MOST_BEFORE_POINT = 21;

    private static final int MOST_ZEROS_BEHIND_POINT = 5;

    private final byte[] digits = new byte[LONGEST];
    private int count;
    private int point;

    /** Appends a finite number. */
    void append(TextBuffer out, double number) {
        byte[] to = out.room(LONGEST);
        int at = out.length();
        long integer = (long) number;
        if (integer == number && integer > -EXACT_INTEGERS && integer < EXACT_INTEGERS) {
            at = integer != 0 || 1 / number > 0 ? integer(to, at, integer) : minusZero(to, at);
        } else {
            if (number < 0) {
                to[at++] = '-';
            }
            double millionths = Math.rint(Math.abs(number) * MILLION);
            if (millionths < FEW_DIGITS && millionths / MILLION == Math.abs(number)) {
                out.length(decimal(to, at, (long) millionths));
                return;
            }
            split(Double.toString(Math.abs(number)));
            at = point > MOST_BEFORE_POINT || point < -MOST_ZEROS_BEHIND_POINT ? scientific(to, at) : plain(to, at);
        }
        out.length(at);
    }

    /** A number of millionths, not all of them whole ones. */
    private static int decimal(byte[] to, int from, long millionths) {
        long whole = millionths / MILLION;
        int at = digits(to, from, whole);
        int rest = (int) (millionths - whole * MILLION);
        int places = PLACES;
        while (rest % 10 == 0) {
            rest /= 10;
            places--;
        }
        to[at++] = '.';
        int end = at + places;
        for (int i = end - 1; i >= at; i--) {
            to[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return end;
    }

    private static int integer(byte[] to, int from, long value) {
        int at = from;
        if (value < 0) {
            to[at++] = '-';
        }
        return digits(to, at, Math.abs(value));
    }

    /** Writes the digits of an integer that is not negative; returns what is behind them. */
    private static int digits(byte[] to, int from, long value) {
        int end = from + 1;
        for (long limit = 10; value >= limit; limit *= 10) {
            end++;
        }
        int at = end;
        long rest = value;
        while (rest > Integer.MAX_VALUE) {
            long tenth = rest / 10;
            to[--at] = (byte) ('0' + (rest - tenth * 10));
            rest = tenth;
        }
        int small = (int) rest;
        while (at > from) {
            int tenth = small / 10;
            to[--at] = (byte) ('0' + (small - tenth * 10));
            small = tenth;
        }
        return end;
    }

    private static int minusZero(byte[] to, int from) {
        to[from] = '-';
        to[from + 1] = '0';
        to[from + 2] = '.';
        to[from + 3] = '0';
        return from + 4;
    }

    /** Takes the digits of a Java numeral, which are the fewest; the number is {@code 0.d1d2d3... * 10^point}. */
    private void split(String numeral) {
        count = 0;
        point = 0;
        boolean behindPoint = false;
        int at = 0;
        for (; at < numeral.length() && numeral.charAt(at) != 'E'; at++) {
            char c = numeral.charAt(at);
            if (c == '.') {
                behindPoint = true;
            } else if (count > 0 || c != '0') {
                digits[count++] = (byte) c;
                point += behindPoint ? 0 : 1;
            } else if (behindPoint) {
                point--;
            }
        }
        while (digits[count - 1] == '0') {
            count--;
        }
        if (at < numeral.length()) {
            point += Integer.parseInt(numeral, at + 1, numeral.length(), 10);
        }
    }

    private int plain(byte[] to, int from) {
        int at = from;
        for (int i = Math.min(point - 1, 0); i < Math.max(count, point); i++) {
            if (i == point) {
                to[at++] = '.';
            }
            to[at++] = i >= 0 && i < count ? digits[i] : (byte) '0';
        }
        return at;
    }

    private int scientific(byte[] to, int from) {
        int at = from;
        for (int i = 0; i < count; i++) {
            if (i == 1) {
                to[at++] = '.';
            }
            to[at++] = digits[i];
        }
        int exponent = point - 1;
        to[at++] = 'e';
        to[at++] = (byte) (exponent < 0 ? '-' : '+');
        return digits(to, at, Math.abs(exponent));
    }
}
