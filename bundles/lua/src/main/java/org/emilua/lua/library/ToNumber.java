package org.emilua.lua.library;

import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Conversions;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Native2;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code tonumber}. In a base other than 10 a numeral is an integer below 2^64, larger ones become the largest, with an
 * optional sign, an optional {@code 0x} in base 16, and white space around it.
 */
final class ToNumber extends Native2 {

    private static final int DECIMAL = 10;

    @Override
    public Varargs call2(LuaValue f, LuaValue value, LuaValue base) {
        int radix = Integers.argument(base, 2, DECIMAL);
        if (radix == DECIMAL) {
            return Conversions.toNumber(Arguments.any(value, 1));
        }
        LuaString text = Arguments.string(value, 1);
        if (radix < Character.MIN_RADIX || radix > Character.MAX_RADIX) {
            throw Errors.argument(2, "base out of range");
        }
        return parse(text, radix);
    }

    private static LuaValue parse(LuaString text, int radix) {
        byte[] bytes = text.m_bytes;
        int zero = text.indexOf((byte) 0, 0);
        int end = text.m_offset + (zero < 0 ? text.m_length : zero);
        int at = skipSpace(bytes, text.m_offset, end);
        while (end > at && isSpace(bytes[end - 1])) {
            end--;
        }
        boolean negative = at < end && bytes[at] == '-';
        if (negative || at < end && bytes[at] == '+') {
            at++;
        }
        if (radix == 16 && at + 1 < end && bytes[at] == '0' && (bytes[at + 1] | 0x20) == 'x') {
            at += 2;
        }
        if (at >= end) {
            return LuaValue.NIL;
        }
        long number = 0;
        boolean overflown = false;
        for (; at < end; at++) {
            int digit = Character.digit(bytes[at] & 0xFF, radix);
            if (digit < 0) {
                return LuaValue.NIL;
            }
            overflown |= Long.compareUnsigned(number, Long.divideUnsigned(-1L - digit, radix)) > 0;
            number = overflown ? -1L : number * radix + digit;
        }
        return new LuaDouble(negative ? -unsigned(number) : unsigned(number));
    }

    /** The nearest double to an unsigned integer. */
    private static double unsigned(long number) {
        return number >= 0 ? number : ((number >>> 1) | (number & 1)) * 2.0;
    }

    private static int skipSpace(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && isSpace(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r';
    }
}
