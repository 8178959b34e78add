package org.emilua.lua.code;

import org.emilua.lua.syntax.FunctionBody;
import org.luaj.vm2.LuaValue;

/**
 * One run of a function as the body of a coroutine, which needs no stack while it is suspended: where the function itself
 * calls {@code yield}, it keeps its variables here and returns the yielded values; the next call goes on behind that, with
 * its arguments as what {@code yield} returns. A yield inside of a call that the function makes is none of its business.
 * Belongs to its coroutine, except for the one that only makes others.
 */
public abstract class Resumption extends CompiledN {

    /** Where the next call goes on: 0 at the beginning, otherwise the number of the yield. */
    protected int point;

    protected Resumption(FunctionBody body) {
        super(body);
    }

    /** Another run of the function, from its beginning. */
    public abstract Resumption fresh();

    /** Whether the last call returned at a yield, and not because the function ended. */
    public final boolean isSuspended() {
        return point > 0;
    }

    /** Whether a value is the function that suspends coroutines. */
    public static boolean isYield(LuaValue function) {
        return Calls.code(function) instanceof YieldCode;
    }
}
