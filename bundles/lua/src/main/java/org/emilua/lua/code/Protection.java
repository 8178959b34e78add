package org.emilua.lua.code;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/**
 * A protected call that a fiber or coroutine is in. Its handler, if it has one, runs where an error is raised, so that it
 * finds the calls that led there. Belongs to its VM's strand.
 */
public final class Protection {

    private static final LuaValue FAILED = LuaValue.valueOf("error in error handling");

    final @Nullable Protection outer;
    private final @Nullable LuaValue handler;
    private @Nullable LuaError handled;
    private LuaValue outcome = LuaValue.NIL;
    private boolean handling;

    Protection(@Nullable Protection outer, @Nullable LuaValue handler) {
        this.outer = outer;
        this.handler = handler;
    }

    /** An error is raised: the handler sees it now. */
    void raised(LuaError error) {
        LuaValue function = handler;
        if (function == null || handling || handled == error) {
            return;
        }
        handling = true;
        try {
            outcome = Calls.first(Calls.code(function).call1(function, valueOf(error)));
        } catch (LuaError | StackOverflowError e) {
            outcome = FAILED;
        } finally {
            handling = false;
        }
        handled = error;
    }

    /** What the handler made of an error that arrived at the protected call; it runs now if it did not run yet. */
    public LuaValue outcome(LuaError error) {
        raised(error);
        return outcome;
    }

    private static LuaValue valueOf(LuaError error) {
        LuaValue value = error.getMessageObject();
        return value == null ? LuaValue.NIL : value;
    }
}
