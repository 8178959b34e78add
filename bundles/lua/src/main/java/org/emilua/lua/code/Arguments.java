package org.emilua.lua.code;

import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Reads arguments of library functions as Lua's auxiliary library does. An argument that a call left out is
 * {@link LuaValue#NONE}; each check raises {@code bad argument} with the argument's index.
 */
public final class Arguments {

    private Arguments() {}

    /** The argument at an index of an argument list, {@code NONE} past its end. */
    public static LuaValue at(Varargs args, int index) {
        return index <= args.narg() ? args.arg(index) : LuaValue.NONE;
    }

    /** Whether an argument is nil or left out. */
    public static boolean isAbsent(LuaValue value) {
        return value == LuaValue.NIL || value == LuaValue.NONE;
    }

    /** Any value, but not none. */
    public static LuaValue any(LuaValue value, int index) {
        if (value == LuaValue.NONE) {
            throw Errors.argument(index, "value expected");
        }
        return value;
    }

    /** A number, or a string that converts to one. */
    public static double number(LuaValue value, int index) {
        if (value instanceof LuaDouble number) {
            return number.v;
        }
        LuaValue number = Conversions.toNumber(value);
        if (number instanceof LuaNumber) {
            return number.todouble();
        }
        throw Errors.argumentType(index, "number", value);
    }

    /** A number, or {@code otherwise} for an absent argument. */
    public static double number(LuaValue value, int index, double otherwise) {
        return isAbsent(value) ? otherwise : number(value, index);
    }

    /** A number cut to an integer towards zero. Out of range it saturates, as on ARM; processors differ in that. NaN is 0. */
    public static long integer(LuaValue value, int index) {
        return (long) number(value, index);
    }

    /** An integer, or {@code otherwise} for an absent argument. */
    public static long integer(LuaValue value, int index, long otherwise) {
        return isAbsent(value) ? otherwise : integer(value, index);
    }

    /** A string; a number becomes one. */
    public static LuaString string(LuaValue value, int index) {
        if (value instanceof LuaString string) {
            return string;
        }
        if (value instanceof LuaNumber) {
            return Conversions.toLuaString(value.todouble());
        }
        throw Errors.argumentType(index, "string", value);
    }

    /** A string, or {@code otherwise} for an absent argument. */
    public static LuaString string(LuaValue value, int index, LuaString otherwise) {
        return isAbsent(value) ? otherwise : string(value, index);
    }

    /** A table. */
    public static LuaTable table(LuaValue value, int index) {
        if (value instanceof LuaTable table) {
            return table;
        }
        throw Errors.argumentType(index, "table", value);
    }

    /** A function. */
    public static LuaFunction function(LuaValue value, int index) {
        if (value instanceof LuaFunction function) {
            return function;
        }
        throw Errors.argumentType(index, "function", value);
    }
}
