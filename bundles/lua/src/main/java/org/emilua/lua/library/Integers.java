package org.emilua.lua.library;

import org.emilua.lua.code.Arguments;
import org.luaj.vm2.LuaValue;

/** Arguments as C's {@code int}: cut towards zero; what does not fit, and NaN, is the least integer. */
final class Integers {

    private Integers() {}

    static int of(double number) {
        int integer = (int) number;
        return integer == number ? integer : ofOther(number, integer);
    }

    private static int ofOther(double number, int integer) {
        return number > -0x1p31 - 1 && number < 0x1p31 ? integer : Integer.MIN_VALUE;
    }

    /** An argument as an integer. */
    static int argument(LuaValue value, int index) {
        return of(Arguments.number(value, index));
    }

    /** An argument as an integer, {@code otherwise} if it is absent. */
    static int argument(LuaValue value, int index, int otherwise) {
        return Arguments.isAbsent(value) ? otherwise : argument(value, index);
    }
}
