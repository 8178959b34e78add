package org.emilua.runtime;

import java.util.Objects;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.lua.LuaLanguage;
import org.emilua.lua.code.Calls;
import org.emilua.lua.code.Code;
import org.emilua.lua.code.CoroutineBody;
import org.emilua.lua.code.FrameStack;
import org.emilua.lua.code.Resumption;
import org.emilua.lua.code.Traceback;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Allocations;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A Lua coroutine: a continuation inside the continuation of whichever fiber resumes it. A fiber that suspends inside a
 * coroutine takes it along (reference: Internals, "User-coroutines"). If its function has become code that needs no stack at its
 * yields, the continuation ends there, and the coroutine goes on in a new one: that is cheaper than to leave and enter one that
 * keeps its frames. Runs on its VM's strand only.
 */
final class LuaCoroutine extends LuaValue implements CoroutineBody {

    /** What a suspended coroutine uses of the heap, roughly. */
    private static final long OWN_BYTES = 600;

    /** How many coroutines may be in each other. The way back from an error takes time for each, more the deeper it is. */
    private static final int MAX_DEPTH = 10_000;

    private final EmiluaVm vm;
    private final LuaFunction function;
    private final FrameStack frames;
    private @Nullable Fiber fiber;
    private @Nullable Scopes scopes;
    private @Nullable Code code;
    private @Nullable Suspendable stack;
    private Varargs transfer = NONE;
    private @Nullable LuaError failure;
    private int depth;
    private boolean dead;

    LuaCoroutine(EmiluaVm vm, LuaFunction function) {
        this.vm = vm;
        this.function = function;
        frames = new FrameStack(vm.luaState().frames());
        if (Allocations.counted) {
            Allocations.count(this, OWN_BYTES);
        }
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
        LuaCoroutine around = by.coroutine();
        depth = around != null ? around.depth + 1 : 1;
        if (depth > MAX_DEPTH) {
            throw new LuaError(valueOf("C stack overflow"));
        }
        enter();
        Suspendable calls = stack();
        FrameStack outer = by.frames();
        by.frames(outer); // whoever has no stack left for this must not begin
        fiber = by;
        transfer = arguments;
        by.disableInterruption(handlersRunning());
        try {
            frames.resumedBy(outer);
            frames.shelter(handled);
            by.frames(frames);
            by.coroutine(this);
            calls.resume();
        } catch (StackOverflowError e) { // not even enough left to tell of it
            dead = true;
            throw e;
        } finally {
            fiber = null;
            by.backIn(around, outer); // where no stack is left for it, whoever catches the error does it
            frames.resumedBy(null);
            by.cleanupHandlersEnded(handlersRunning());
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

    /** How many cleanup handlers the coroutine was left in: interruption is disabled for whichever fiber goes on with them. */
    private int handlersRunning() {
        return scopes != null ? scopes.running() : 0;
    }

    private void checkResumable(Fiber by) {
        if (dead) {
            throw new LuaError(valueOf("cannot resume dead coroutine"));
        }
        if (fiber == by) {
            throw new LuaError(valueOf("cannot resume running coroutine"));
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

    /** Chooses the code when the coroutine begins; counts how often it goes on with code that needs its stack. */
    private void enter() {
        Code known = code;
        if (known instanceof Resumption) {
            return;
        }
        Resumption better = LuaLanguage.instance().entered(function);
        if (known == null) {
            code = better != null ? better.fresh() : Calls.code(function);
        }
    }

    /** The continuation with the calls that the coroutine was left in, or a new one if it was left in none. */
    private Suspendable stack() {
        Suspendable left = stack;
        if (left == null) {
            left = vm.continuations().coroutine(this);
            stack = left;
        }
        return left;
    }

    /** The coroutine's body, from its beginning or its last yield without stack, inside a continuation. */
    @Override
    public void run() {
        Varargs values = transfer;
        transfer = NONE;
        LuaError error = null;
        Code body = Objects.requireNonNull(code);
        try {
            values = ProtectedCall.run(body, function, values);
        } catch (LuaError e) {
            error = e;
        }
        if (error != null || !(body instanceof Resumption resumption && resumption.isSuspended())) {
            ProtectedCall.closeScope(vm, 0);
            dead = true;
        }
        stack = null;
        transfer = values;
        failure = error;
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
