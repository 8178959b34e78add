package org.emilua.runtime;

import java.util.ArrayList;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.ErrorCode;
import org.luaj.vm2.LuaValue;

/**
 * The cleanup handlers of one body of code, a fiber's or a coroutine's, and the scope among them that is open (reference:
 * Interruption API, "The scope() facility"). Runs on its VM's strand only.
 */
final class Scopes {

    private final ArrayList<LuaValue> handlers = new ArrayList<>(4);
    private int base;
    private int running;

    /** Opens a scope; what it returns goes to {@link #leave}. */
    int enter() {
        int outer = base;
        base = handlers.size();
        return outer;
    }

    /** Closes the innermost scope, whose handlers have run. */
    void leave(int outer) {
        while (handlers.size() > base) {
            handlers.removeLast();
        }
        base = outer;
    }

    void push(LuaValue handler) {
        handlers.add(handler);
    }

    /** Whether the innermost scope has a handler left. */
    boolean hasHandler() {
        return handlers.size() > base;
    }

    void handlerBegins() {
        running++;
    }

    void handlerEnded() {
        running--;
    }

    /** How many handlers have begun and not ended, each within the one before. */
    int running() {
        return running;
    }

    /** Takes the handler that was pushed last. */
    LuaValue pop() {
        if (!hasHandler()) {
            throw ErrorCode.of(CoreError.UNMATCHED_SCOPE_CLEANUP);
        }
        return handlers.removeLast();
    }
}
