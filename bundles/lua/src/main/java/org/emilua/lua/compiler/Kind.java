package org.emilua.lua.compiler;

/** How compiled code holds a variable or a value. */
enum Kind {
    /** A reference to a {@code LuaValue}. */
    BOXED,
    /** A {@code double}: always a number. */
    NUMBER,
    /** A {@code long}: always an integer that a double holds exactly. */
    INTEGER,
    /** A reference and a {@code double}: the number if the reference is null. For what is mostly, but not surely, a number. */
    DUAL,
    /** A reference to a {@code Cell}, which inner functions share. Variables only. */
    CELL;

    boolean isNumeric() {
        return this == NUMBER || this == INTEGER;
    }
}
