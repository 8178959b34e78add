package org.emilua.lua.library;

import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Whole numbers in any base, as {@code tonumber} reads them: white space around, a sign, {@code 0x} in base 16. */
final class Numerals {

    private static final double LARGEST = 0x1p64;
    private static final int HEXADECIMAL = 16;

    private Numerals() {}

    /** The number, or nil if the text is none. */
    static LuaValue parse(LuaString text, int base) {
        int at = text.m_offset;
        int end = at + text.m_length;
        byte[] bytes = text.m_bytes;
        while (at < end && isSpace(bytes[at])) {
            at++;
        }
        while (end > at && isSpace(bytes[end - 1])) {
            end--;
        }
        boolean negative = at < end && bytes[at] == '-';
        if (negative || at < end && bytes[at] == '+') {
            at++;
        }
        if (base == HEXADECIMAL && end - at > 2 && bytes[at] == '0' && (bytes[at + 1] | 0x20) == 'x') {
            at += 2;
        }
        return at == end ? LuaValue.NIL : digits(bytes, at, end, base, negative);
    }

    private static LuaValue digits(byte[] bytes, int from, int end, int base, boolean negative) {
        double number = 0;
        for (int i = from; i < end; i++) {
            int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], base);
            if (digit < 0) {
                return LuaValue.NIL;
            }
            number = number * base + digit;
        }
        if (number >= LARGEST) {
            number = LARGEST; // C's conversion ends there
        }
        return new LuaDouble(negative ? -number : number);
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
