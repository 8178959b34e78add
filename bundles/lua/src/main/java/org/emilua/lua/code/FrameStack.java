package org.emilua.lua.code;

import org.jspecify.annotations.Nullable;

/**
 * The calls of interpreted functions that a fiber or coroutine is in. Who switches between them tells
 * {@link org.emilua.lua.LuaState} which one runs and, for a coroutine, which one resumed it. Belongs to its VM's strand.
 */
public final class FrameStack {

    private @Nullable Frame top;
    private @Nullable FrameStack resumer;

    /** Says who resumed the coroutine whose stack this is. */
    public void resumedBy(@Nullable FrameStack other) {
        resumer = other;
    }

    /** The stack of who resumed the coroutine; null for a fiber. */
    @Nullable FrameStack resumer() {
        return resumer;
    }

    @Nullable Frame top() {
        return top;
    }

    /** Enters a call. */
    public void push(Frame frame) {
        frame.below = top;
        top = frame;
    }

    /** Leaves the call that was entered last, and with it any that did not leave by itself. */
    public void pop(Frame frame) {
        top = frame.below;
    }
}
