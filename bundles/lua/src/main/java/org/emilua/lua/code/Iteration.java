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

    /** Whether a numeric loop has another turn. */
    public static boolean goesOn(double i, double limit, double step) {
        return step > 0 ? i <= limit : limit <= i;
    }

    /** The last integer that a loop over integers upwards reaches at most. */
    public static long last(double limit) {
        return limit < LARGEST ? (long) Math.floor(Math.max(limit, -LARGEST)) : limit >= LARGEST ? 1L << 53 : Long.MIN_VALUE;
    }

    /** The last integer that a loop over integers downwards reaches at most. */
    public static long lastDown(double limit) {
        return limit > -LARGEST ? (long) Math.ceil(Math.min(limit, LARGEST)) : limit <= -LARGEST ? -(1L << 53) : Long.MAX_VALUE;
    }

    // ---- generic loops over tables

    /** The table that a loop walks through with {@code next}, if that can be done place by place; or null. */
    public static @Nullable LuaTable walked(LuaValue iterator, LuaValue state) {
        return iterator == NextFunction.NEXT && state instanceof LuaTable table && table.isPlain() ? table : null;
    }

    /** The place that a loop through a table is at. */
    public static int place(@Nullable LuaTable walked, LuaValue control) {
        return walked == null ? -1 : walked.placeOf(control);
    }

    /** The number of a key at a place of a table, {@code named} being null if the place itself tells. */
    public static double keyNumber(@Nullable LuaValue named, int place) {
        return named == null ? place + 1 : Operations.numberOf(named);
    }

    /** The list whose elements a loop takes by {@code ipairs}; or null. */
    public static @Nullable LuaTable listed(LuaValue iterator, LuaValue state, LuaValue control) {
        return iterator == NextFunction.ELEMENTS && state instanceof LuaTable table && control instanceof LuaNumber ? table : null;
    }

    /** The element of a list, nil behind the last. */
    public static LuaValue element(LuaTable list, double index) {
        LuaValue value = list.entry(index);
        return value == null ? LuaValue.NIL : value;
    }
}
