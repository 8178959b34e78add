package org.emilua.lua.code;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** What loops of compiled functions need. */
public final class Iteration {

    private static final double LARGEST = 1L << 53;

    private Iteration() {}

    /** A loop's start, limit or step as a number; a string that spells one will do. */
    public static double number(LuaValue value, String part) {
        if (value instanceof LuaDouble number) {
            return number.v;
        }
        if (Conversions.toNumber(value) instanceof LuaNumber number) {
            return number.todouble();
        }
        throw Errors.loop(part);
    }

    /** The last integer that a loop over integers upwards reaches at most. */
    public static long last(double limit) {
        return limit < LARGEST ? (long) Math.floor(Math.max(limit, -LARGEST)) : limit >= LARGEST ? 1L << 53 : Long.MIN_VALUE;
    }

    /** The last integer that a loop over integers downwards reaches at most. */
    public static long lastDown(double limit) {
        return limit > -LARGEST ? (long) Math.ceil(Math.min(limit, LARGEST)) : limit <= -LARGEST ? -(1L << 53) : Long.MAX_VALUE;
    }

    /** The table that a generic loop walks through with {@code next}, if it can be walked through place by place; or null. */
    public static @Nullable LuaTable walked(LuaValue iterator, LuaValue state, LuaValue control) {
        return iterator == NextFunction.NEXT && control == LuaValue.NIL && state instanceof LuaTable table && table.isPlain()
                ? table
                : null;
    }
}
