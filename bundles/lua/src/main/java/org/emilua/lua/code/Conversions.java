package org.emilua.lua.code;

import org.emilua.luaj.NumberText;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Lua's implicit conversions between numbers and strings. */
public final class Conversions {

    private Conversions() {}

    /** The number that a value is or, a string, spells; {@code nil} for anything else. */
    public static LuaValue toNumber(LuaValue value) {
        if (value instanceof LuaNumber) {
            return value;
        }
        if (value instanceof LuaString string) {
            double number = NumberText.parse(string.m_bytes, string.m_offset, string.m_length);
            return Double.doubleToRawLongBits(number) == NumberText.NOT_A_NUMERAL ? LuaValue.NIL : LuaValue.valueOf(number);
        }
        return LuaValue.NIL;
    }

    /** A number as Lua shows it: C's {@code %.14g}. */
    public static LuaString toLuaString(double number) {
        byte[] text = NumberText.bytes(number);
        return new LuaString(text, 0, text.length);
    }
}
