package org.emilua.lua.code;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** A loop of an interpreted function, compiled: it takes the function's variables from the frame and puts them back. */
public abstract class LoopCode {

    /**
     * Runs the loop from a turn on. What {@code a}, {@code b} and {@code c} are depends on the loop: the next number, the limit
     * and the step; iterator, state and control; or nothing.
     *
     * @return null to go on behind the loop, the label of a goto, or the values of a return
     */
    public abstract @Nullable Object run(Closure f, Frame frame, LuaValue a, LuaValue b, LuaValue c);
}
