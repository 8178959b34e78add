package org.emilua.lua.code;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * The calls of interpreted functions that a fiber or coroutine is in. Who switches between them tells
 * {@link org.emilua.lua.LuaState} which one runs and, for a coroutine, which one resumed it. Belongs to its VM's strand.
 */
public final class FrameStack {

    private @Nullable Frame top;
    private @Nullable FrameStack resumer;
    private @Nullable Protection protection;
    private boolean sheltered;
    private @Nullable Frame overflowed;
    private @Nullable LuaTable home;
    private @Nullable LuaTable globals;

    /** The stack of who calls Lua functions from outside of any fiber. */
    public FrameStack() {}

    /** The stack of a fiber that nobody else in the VM begins: it runs {@code function}. */
    public FrameStack(LuaFunction function) {
        home = function instanceof Closure closure ? closure.environment : null;
    }

    /** The stack of a fiber or coroutine that begins with the globals of another one, its creator. */
    public FrameStack(FrameStack creator) {
        home = creator.home;
        globals = creator.globals;
    }

    /** The globals of the fiber or coroutine: those that were set, otherwise those of the outermost function; null without any. */
    public @Nullable LuaTable globals() {
        if (globals != null || home != null) {
            return globals != null ? globals : home;
        }
        Closure outermost = outermost();
        return outermost == null ? null : outermost.environment;
    }

    /** The globals that {@code setfenv(0, globals)} set for the fiber or coroutine; null before that. */
    public @Nullable LuaTable setGlobals() {
        return globals;
    }

    /** Sets the globals of chunks that the fiber or coroutine loads, and of functions that have none of their own. */
    public void globals(LuaTable table) {
        globals = table;
    }

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

    // ---- protected calls

    /** Enters a protected call; a {@code handler} sees errors where they are raised. */
    public Protection protect(@Nullable LuaValue handler) {
        Protection entered = new Protection(protection, handler);
        protection = entered;
        return entered;
    }

    /** Leaves a protected call, and any in it that did not leave by themselves. */
    public void leave(Protection left) {
        protection = left.outer;
    }

    /** Says whether somebody handles the errors that end the coroutine whose stack this is. */
    public void shelter(boolean handled) {
        sheltered = handled;
    }

    /** The innermost protected call; null without one. */
    @Nullable Protection protection() {
        return protection;
    }

    /** Whether any protected call or resumer gets an error that is raised now. */
    boolean isProtected() {
        FrameStack above = resumer;
        return protection != null || sheltered || above != null && above.isProtected();
    }

    // ---- calls

    /** The interpreted function of the outermost call, those of resumers included; null outside of any. */
    private @Nullable Closure outermost() {
        Closure found = null;
        for (FrameStack stack = this; stack != null; stack = stack.resumer) {
            for (Frame frame = stack.top; frame != null; frame = frame.below) {
                found = frame.closure;
            }
        }
        return found;
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

    /** A call is left because the JVM's stack is exhausted. */
    public void overflowed(Frame frame) {
        if (overflowed == null) {
            overflowed = frame;
        }
    }

    /** The first call that was left so since this was asked last. */
    @Nullable Frame takeOverflowed() {
        Frame first = overflowed;
        overflowed = null;
        return first;
    }
}
