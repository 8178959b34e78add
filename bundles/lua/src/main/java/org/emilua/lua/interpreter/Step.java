package org.emilua.lua.interpreter;

import org.emilua.lua.code.Frame;
import org.jspecify.annotations.Nullable;

/** A statement that can be executed. Shared by all VMs: it holds no state. */
abstract class Step {

    /** What a {@code break} leaves behind. */
    static final Object BREAK = new Object();

    /**
     * Executes the statement.
     *
     * @return null to go on with the next one, {@link #BREAK}, the label of a goto, or the values of a return
     */
    abstract @Nullable Object execute(Frame frame);
}
