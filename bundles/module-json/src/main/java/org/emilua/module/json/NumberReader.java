package org.emilua.module.json;

import java.nio.charset.StandardCharsets;
import org.emilua.api.error.ErrorCode;
import org.luaj.vm2.LuaDouble;

/** Reads the numbers of a text to the nearest double, ties to even. */
final class NumberReader {

    /** So many digits fit into 64 bits without sign. */
    private static final int MOST_DIGITS = 19;

    /** Exponents beyond this decide by themselves, however many digits there are. */
    private static final int LARGEST_EXPONENT = Integer.MAX_VALUE / 20;

    private final byte[] in;
    private final int start;
    private final int end;
    private int at;
    private long mantissa;

    /** How many digits {@link #mantissa} has or would have; zeros in front of the others do not count. */
    private int digits;

    NumberReader(byte[] in, int start, int end) {
        this.in = in;
        this.start = start;
        this.end = end;
    }

    /** Behind the number read last. */
    int end() {
        return at;
    }

    /** The number that begins at {@code from}, with a minus sign or a digit. */
    LuaDouble read(int from) {
        boolean negative = in[from] == '-';
        at = negative ? from + 1 : from;
        mantissa = 0;
        digits = 0;
        if (at < end && in[at] == '0') {
            at++;
            if (isDigit()) {
                throw wrong(LexerError.INVALID_NUMBER);
            }
        } else {
            digits();
        }
        int scale = 0;
        if (at < end && in[at] == '.') {
            int point = ++at;
            digits();
            scale = point - at;
        }
        if (at < end && (in[at] | 0x20) == 'e') {
            scale += exponent();
        }
        double magnitude = digits <= MOST_DIGITS ? NearestDouble.of(mantissa, scale) : Double.NaN;
        if (Double.isNaN(magnitude)) {
            magnitude = Math.abs(Double.parseDouble(new String(in, from, at - from, StandardCharsets.ISO_8859_1)));
        }
        if (magnitude == Double.POSITIVE_INFINITY) {
            throw Position.add(DomError.NUMBER_OVERFLOW.raised(), in, start, from);
        }
        return new LuaDouble(negative ? -magnitude : magnitude);
    }

    private boolean isDigit() {
        return at < end && in[at] >= '0' && in[at] <= '9';
    }

    /** Reads digits, at least one. */
    private void digits() {
        byte[] text = in;
        long value = mantissa;
        int count = digits;
        int i = at;
        for (; i < end; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            value = 10 * value + digit;
            count += value != 0 || count > 0 ? 1 : 0;
        }
        if (i == at) {
            throw wrong(LexerError.INVALID_NUMBER);
        }
        mantissa = value;
        digits = count;
        at = i;
    }

    private int exponent() {
        at++;
        boolean negative = at < end && in[at] == '-';
        if (negative || at < end && in[at] == '+') {
            at++;
        }
        if (!isDigit()) {
            throw wrong(LexerError.INVALID_NUMBER);
        }
        int value = 0;
        for (; isDigit(); at++) {
            value = Math.min(10 * value + in[at] - '0', LARGEST_EXPONENT);
        }
        return negative ? -value : value;
    }

    private ErrorCode wrong(LexerError error) {
        return Position.add((at == end ? LexerError.UNEXPECTED_END : error).raised(), in, start, at);
    }
}
