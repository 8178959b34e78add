package org.emilua.lua.code;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Allocations;
import org.luaj.vm2.LuaTable;

/**
 * A Lua function with its environment and the variables it captured. A captured variable that changes is a {@link Cell},
 * one that does not is its value. The first ones have fields of their own.
 */
public final class Closure extends CodeFunction {

    private static final Object[] NONE_FURTHER = {};

    /** With what it captures, roughly; see {@link Allocations}. */
    private static final long OWN_BYTES = 64;

    /** The table of the function's globals. */
    public LuaTable environment;

    /** The first captured variables. */
    public @Nullable Object u0;

    public @Nullable Object u1;
    public @Nullable Object u2;
    public @Nullable Object u3;

    /** The captured variables from the fifth on. */
    public @Nullable Object[] further = NONE_FURTHER;

    /** A closure whose captured variables are still to be set. */
    public Closure(Code code, LuaTable environment) {
        super(code);
        this.environment = environment;
        if (Allocations.counted) {
            Allocations.count(this, OWN_BYTES);
        }
    }

    /** Makes room for {@code count} captured variables. */
    public Closure withUpvalues(int count) {
        if (count > 4) {
            further = new Object[count - 4];
        }
        return this;
    }

    /** A captured variable. */
    public @Nullable Object upvalue(int index) {
        return switch (index) {
            case 0 -> u0;
            case 1 -> u1;
            case 2 -> u2;
            case 3 -> u3;
            default -> further[index - 4];
        };
    }

    /** Sets a captured variable. */
    public void upvalue(int index, @Nullable Object captured) {
        switch (index) {
            case 0 -> u0 = captured;
            case 1 -> u1 = captured;
            case 2 -> u2 = captured;
            case 3 -> u3 = captured;
            default -> further[index - 4] = captured;
        }
    }

    @Override
    public String name() {
        return code instanceof LuaCode lua ? lua.body.name() : "function";
    }

    @Override
    public String tojstring() {
        return String.format("function: 0x%08x", System.identityHashCode(this));
    }
}
