package org.emilua.runtime;

import org.emilua.api.error.CoreError;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.lua.code.CoroutineBody;
import org.emilua.lua.code.FrameStack;
import org.emilua.lua.code.Traceback;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A Lua coroutine: a continuation inside the continuation of whichever fiber resumes it. A fiber that suspends inside a
 * coroutine takes it along (reference: Internals, "User-coroutines"). Runs on its VM's strand only.
 */
final class LuaCoroutine extends LuaValue implements CoroutineBody {

    private final EmiluaVm vm;
    private final LuaFunction function;
    private final Suspendable body;
    private final FrameStack frames = new FrameStack();
    private @Nullable Fiber fiber;
    private @Nullable LuaCoroutine resumer;
    private @Nullable Scopes scopes;
    private Varargs transfer = NONE;
    private @Nullable LuaError failure;
    private boolean dead;

    LuaCoroutine(EmiluaVm vm, LuaFunction function) {
        this.vm = vm;
        this.function = function;
        body = vm.continuations().coroutine(this);
    }

    /**
     * Runs the coroutine until it yields or returns.
     *
     * @return what it yielded or returned
     * @param handled whether the resumer handles its errors
     * @throws LuaError what it raised
     */
    Varargs resume(Fiber by, Varargs arguments, boolean handled) {
        checkResumable(by);
        FrameStack outer = by.frames();
        frames.resumedBy(outer);
        frames.shelter(handled);
        by.frames(frames);
        fiber = by;
        resumer = by.coroutine();
        by.coroutine(this);
        transfer = arguments;
        try {
            body.resume();
        } finally {
            by.frames(outer);
            frames.resumedBy(null);
            by.coroutine(resumer);
            resumer = null;
            fiber = null;
        }
        Varargs passed = transfer;
        transfer = NONE;
        LuaError error = failure;
        if (error != null) {
            failure = null;
            throw error;
        }
        return passed;
    }

    private void checkResumable(Fiber by) {
        if (dead) {
            throw new LuaError(valueOf("cannot resume dead coroutine"));
        }
        if (fiber == by) {
            throw new LuaError(valueOf("cannot resume non-suspended coroutine"));
        }
        if (fiber != null) {
            throw ErrorCode.of(Errno.EPERM);
        }
    }

    /** Whether its body has ended. */
    boolean isDead() {
        return dead;
    }

    /** Whether it runs in another fiber, which is blocked. */
    boolean isBusyFor(Fiber by) {
        return fiber != null && fiber != by;
    }

    /** The coroutine's body, inside its continuation. */
    @Override
    public void run() {
        Varargs arguments = transfer;
        transfer = NONE;
        try {
            transfer = ProtectedCall.call(vm, function, arguments);
        } catch (LuaError e) {
            failure = e;
        }
        dead = true;
    }

    /** Leaves the coroutine that {@code by} is in. */
    static Varargs yield(Fiber by, Varargs values) {
        LuaCoroutine current = by.coroutine();
        if (current == null) {
            throw Traceback.raised(ErrorCode.of(CoreError.BAD_COROUTINE));
        }
        current.transfer = values;
        try {
            current.vm.continuations().suspendCoroutine();
        } catch (IllegalStateException e) { // a native frame is on the stack
            throw new LuaError(valueOf("attempt to yield across a native call boundary: " + e.getMessage()));
        }
        Varargs arguments = current.transfer;
        current.transfer = NONE;
        return arguments;
    }

    String status(Fiber asker) {
        if (dead) {
            return "dead";
        }
        if (fiber == null) {
            return "suspended";
        }
        return asker.coroutine() == this ? "running" : "normal";
    }

    Scopes scopes() {
        Scopes own = scopes;
        if (own == null) {
            own = new Scopes();
            scopes = own;
        }
        return own;
    }

    @Nullable Scopes scopesOrNull() {
        return scopes;
    }

    @Override
    public int type() {
        return TTHREAD;
    }

    @Override
    public String typename() {
        return "thread";
    }

    @Override
    public boolean isthread() {
        return true;
    }
}
