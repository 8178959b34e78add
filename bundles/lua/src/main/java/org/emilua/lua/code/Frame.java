package org.emilua.lua.code;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** One call of a function that is interpreted: its variables and where it is. */
public final class Frame {

    /** The function. */
    public final Closure closure;

    /** The variables by their slots: values, and cells of captured ones that change. */
    public final @Nullable Object[] slots;

    /** The arguments behind the parameters. */
    public final Varargs varargs;

    /** The expression or statement that the function is at, as far as errors need to know; null before the first. */
    public @Nullable Object site;

    /** How often loops of this call began anew. */
    public int turns;

    /** The call of an interpreted function that this one is inside of. */
    @Nullable Frame below;

    /** A call that begins. */
    public Frame(Closure closure, int slots, Varargs varargs) {
        this.closure = closure;
        this.slots = new Object[slots];
        this.varargs = varargs;
    }

    /** A variable that has no cell. */
    public LuaValue value(int slot) {
        Object value = slots[slot];
        return value == null ? LuaValue.NIL : (LuaValue) value;
    }
}
