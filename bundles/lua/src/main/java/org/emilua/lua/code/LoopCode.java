package org.emilua.lua.code;

import org.jspecify.annotations.Nullable;

/** A loop of an interpreted function, compiled: it takes the function's variables from the frame and puts them back. */
public abstract class LoopCode {

    /**
     * Runs the loop to its end.
     *
     * @return null to go on behind it, or the values of a return
     */
    public abstract @Nullable Object run(Closure f, Frame frame);
}
