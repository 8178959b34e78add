package org.emilua.runtime;

import java.lang.ref.WeakReference;
import org.emilua.api.Operation;
import org.emilua.api.engine.Engine;
import org.emilua.api.error.Categories;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.ErrorCode;
import org.emilua.lua.LuaLanguage;
import org.emilua.lua.code.Calls;
import org.emilua.lua.code.FrameStack;
import org.emilua.lua.code.StackOverflow;
import org.emilua.lua.code.Traceback;
import org.emilua.runtime.monitor.EngineEvents;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A fiber: a Lua function that runs by turns with the other fibers of its VM and is suspended while it waits (reference:
 * Fibers, Interruption API). It refers to its handle weakly, so that a handle that nobody holds any more counts as
 * detached. Runs on its VM's strand only.
 */
final class Fiber extends WeakReference<@Nullable FiberHandle> implements Runnable, Operation.Waiter {

    /** Gets the fiber's outcome when it ends. */
    interface Owner {
        void fiberEnded(Fiber fiber);
    }

    /** What becomes of the fiber's outcome. */
    private enum Ownership { JOINABLE, JOINING, JOINED, DETACHED }

    final EmiluaVm vm;
    final LuaFunction function;
    final @Nullable ModuleContext module;
    final int sequence;

    private final Suspendable body;
    private FrameStack frames;
    private @Nullable Varargs values;
    private @Nullable LuaError failure;
    private @Nullable Operation<?> waitingFor;
    private long waitingSince;
    private @Nullable Owner owner;
    private @Nullable LuaTable local;
    private @Nullable Scopes scopes;
    private @Nullable LuaCoroutine coroutine;
    private Ownership ownership = Ownership.JOINABLE;
    private boolean done;
    private boolean interrupted;
    private boolean interruptionDelivered;
    private boolean interruptionCaught;
    private int interruptionDisabled;
    private int suspensionForbidden;
    private int suspensionLocked;

    /** The neighbours in the VM's list of fibers that are not done. */
    @Nullable Fiber previous;

    @Nullable Fiber next;

    /** A fiber with a handle, which is the only way to join it. Without a handle it is detached from the start. */
    Fiber(EmiluaVm vm, LuaFunction function, Varargs arguments, @Nullable ModuleContext module, @Nullable FiberHandle handle) {
        super(handle, handle == null ? null : vm.collectedHandles());
        this.vm = vm;
        this.function = function;
        this.values = arguments;
        this.module = module;
        this.sequence = vm.nextFiberSequence();
        frames = handle == null ? new FrameStack(function) : new FrameStack(vm.luaState().frames());
        if (handle == null) {
            ownership = Ownership.DETACHED;
        }
        body = vm.continuations().fiber(this);
    }

    String id() {
        return vm.idOf(sequence);
    }

    // ---- running

    /** Lets the fiber run until it suspends or ends. */
    void resume() {
        vm.luaState().frames(frames);
        body.resume();
        if (done) {
            ended();
        }
    }

    /** Runs the fiber, which the VM does not know and which cannot suspend, at once. Nobody is told of its errors. */
    void runAside() {
        ownership = Ownership.JOINED;
        suspensionForbidden = 1;
        suspensionLocked = 1;
        vm.luaState().frames(frames);
        body.resume();
    }

    /** The fiber's body, inside its continuation. */
    @Override
    public void run() {
        Varargs arguments = values != null ? values : LuaValue.NONE;
        values = null;
        try {
            values = ProtectedCall.run(Calls.code(function), function, arguments);
        } catch (LuaError e) {
            failed(e);
        }
        ProtectedCall.closeScope(vm, 0);
        done = true;
    }

    /** An error has left the fiber's function. Its report does not wait for the cleanup handlers (reference: Internals, "Dead fibers"). */
    private void failed(LuaError error) {
        failure = error;
        interruptionCaught = isInterruption(error);
        vm.fiberFailed(this);
        if (interruptionCaught || ownership == Ownership.JOINED) {
            return;
        }
        if (ownership == Ownership.DETACHED || ownership == Ownership.JOINABLE && get() == null) {
            report(error);
        } else {
            vm.keepUnreported(this);
        }
    }

    private void ended() {
        if (EngineEvents.areRecorded()) {
            EngineEvents.fiberEnded(vm.id(), id(), failure != null);
        }
        vm.fiberEnded(this);
        Owner waiting = owner;
        if (waiting != null) {
            waiting.fiberEnded(this);
        }
    }

    private void report(LuaError error) {
        ownership = Ownership.DETACHED;
        vm.fiberPanicked(this, error);
    }

    /** The handle is gone, or the VM ends: nobody will ask for the outcome any more. */
    void disowned() {
        LuaError error = failure;
        if (ownership == Ownership.JOINABLE && error != null && !interruptionCaught) {
            report(error);
        }
    }

    static boolean isInterruption(LuaError error) {
        return ErrorCode.matches(error.getMessageObject(), Categories.CORE, CoreError.INTERRUPTED.code());
    }

    boolean isDone() {
        return done;
    }

    @Nullable LuaError failure() {
        return failure;
    }

    /** The calls that the fiber, or the coroutine that it is in, is to go on with. */
    void frames(FrameStack running) {
        frames = running;
        vm.luaState().frames(running);
    }

    FrameStack frames() {
        return frames;
    }

    // ---- suspension

    /** The one way in which a fiber waits; see {@link org.emilua.api.Vm#await}. */
    <T extends @Nullable Object> T await(Operation<T> operation) {
        checkMaySuspend();
        if (operation.isInterruptible()) {
            checkInterruption();
        }
        operation.begin(this);
        if (!operation.isSettled()) {
            waitFor(operation);
        }
        return operation.takeOutcome();
    }

    private void waitFor(Operation<?> operation) {
        boolean external = operation.keepsVmAlive();
        waitingFor = operation;
        waitingSince = System.nanoTime();
        if (external) {
            vm.operationStarted();
        }
        try {
            suspend(operation);
        } catch (IllegalStateException e) { // a native frame is on the stack, a class initializer's for example
            waitingFor = null;
            operation.requestCancel();
            throw new LuaError(LuaValue.valueOf("the fiber cannot be suspended here: " + e.getMessage()));
        } catch (StackOverflowError e) {
            waitingFor = null;
            operation.requestCancel();
            throw e;
        } finally {
            if (external) {
                vm.operationEnded();
            }
        }
        if (interruptionDelivered) {
            interruptionDelivered = false;
            if (operation.isAborted()) {
                operation.dropOutcome();
                throw ErrorCode.of(CoreError.INTERRUPTED);
            }
        }
    }

    /** Lets all fibers that are ready run before this one goes on. */
    void yieldTurn() {
        checkMaySuspend();
        checkInterruption();
        vm.makeReady(this);
        try {
            suspend(null);
        } catch (StackOverflowError e) { // the turn that it was to get would end a later wait of it
            vm.withdraw(this);
            throw e;
        }
    }

    private void suspend(@Nullable Operation<?> operation) {
        if (!EngineEvents.areRecorded()) {
            vm.suspendCurrentFiber();
            return;
        }
        String waitsFor = operation == null ? "its turn" : operation.describe();
        long since = System.nanoTime();
        EngineEvents.fiberSuspended(vm.id(), id(), waitsFor);
        vm.suspendCurrentFiber();
        EngineEvents.fiberResumed(vm.id(), id(), waitsFor, System.nanoTime() - since);
    }

    @Override
    public EmiluaVm vm() {
        return vm;
    }

    @Override
    public boolean onStrand() {
        return vm.isOnStrand();
    }

    @Override
    public void execute(Runnable task) {
        vm.execute(task);
    }

    @Override
    public void wake(Operation<?> operation) {
        if (waitingFor == operation) {
            waitingFor = null;
            vm.makeReady(this);
        }
    }

    /** What the fiber waits for, or null. */
    @Nullable Operation<?> waitingFor() {
        return waitingFor;
    }

    /** What the fiber does now, and where. */
    Engine.FiberInfo inspect() {
        boolean isMain = vm.mainFiber() == this;
        Operation<?> operation = waitingFor;
        if (vm.isCurrent(this)) {
            return new Engine.FiberInfo(id(), isMain, Engine.State.RUNNING, "", 0, Traceback.ofCurrent());
        }
        String calls = Traceback.ofSuspended(frames, body.walker());
        String known = calls.isEmpty() ? "\t" + LuaLanguage.instance().describe(function) + "\n" : calls;
        if (operation == null) {
            return new Engine.FiberInfo(id(), isMain, Engine.State.READY, "", 0, known);
        }
        long millis = (System.nanoTime() - waitingSince) / 1_000_000;
        return new Engine.FiberInfo(id(), isMain, Engine.State.WAITING, operation.describe(), millis, known);
    }

    void checkMaySuspend() {
        if (suspensionForbidden > 0) {
            throw ErrorCode.of(CoreError.FORBID_SUSPEND_BLOCK);
        }
    }

    void forbidSuspend() {
        suspensionForbidden++;
    }

    void allowSuspend() {
        if (suspensionForbidden == suspensionLocked) {
            throw ErrorCode.of(CoreError.SUSPENSION_ALREADY_ALLOWED);
        }
        suspensionForbidden--;
    }

    /** See {@link org.emilua.api.Vm#callWithoutSuspension}. The function cannot lift what forbids the suspension. */
    Varargs callWithoutSuspension(LuaFunction called, Varargs arguments) {
        int outer = suspensionLocked;
        suspensionLocked = ++suspensionForbidden;
        try {
            LuaCoroutine call = new LuaCoroutine(vm, called);
            Varargs returned = call.resume(this, arguments, false);
            if (!call.isDead()) {
                throw ErrorCode.of(CoreError.BAD_COROUTINE);
            }
            return returned;
        } catch (StackOverflowError e) {
            throw StackOverflow.error(e);
        } finally {
            suspensionForbidden--;
            suspensionLocked = outer;
        }
    }

    // ---- interruption

    /** Raises {@code interrupted} where an interruption is pending and enabled: an interruption point. */
    void checkInterruption() {
        if (interrupted && interruptionDisabled == 0) {
            throw Traceback.raised(ErrorCode.of(CoreError.INTERRUPTED));
        }
    }

    void disableInterruption() {
        disableInterruption(1);
    }

    void disableInterruption(int times) {
        interruptionDisabled += times;
    }

    void restoreInterruption() {
        if (interruptionDisabled == 0) {
            throw ErrorCode.of(CoreError.INTERRUPTION_ALREADY_ALLOWED);
        }
        interruptionDisabled--;
    }

    /** As many cleanup handlers, each of which began with {@link #disableInterruption}, have ended. They may have restored more. */
    void cleanupHandlersEnded(int count) {
        int left = interruptionDisabled - count;
        interruptionDisabled = left > 0 ? left : 0;
    }

    /** Asks the fiber to end at its next interruption point; the operation it waits for is cancelled. */
    void interrupt() {
        if (done || ownership == Ownership.JOINED || ownership == Ownership.DETACHED) {
            return;
        }
        interrupted = true;
        Operation<?> operation = waitingFor;
        if (operation != null && operation.isInterruptible() && interruptionDisabled == 0 && !interruptionDelivered) {
            interruptionDelivered = true;
            operation.requestCancel();
        }
    }

    // ---- ownership of the outcome

    boolean isJoinable() {
        return ownership == Ownership.JOINABLE;
    }

    /** Whether the fiber died of an interruption; known to whoever joined it. */
    boolean interruptionCaught() {
        if (ownership != Ownership.JOINED) {
            throw ErrorCode.of(org.emilua.api.error.Errno.EINVAL);
        }
        return interruptionCaught;
    }

    void detach() {
        if (ownership != Ownership.JOINABLE) {
            throw ErrorCode.of(org.emilua.api.error.Errno.EINVAL);
        }
        ownership = Ownership.DETACHED;
        LuaError error = failure;
        if (error != null && !interruptionCaught) {
            vm.forgetUnreported(this);
            report(error);
        }
    }

    void joining(JoinOperation operation) {
        ownership = Ownership.JOINING;
        owner = operation;
    }

    /** Gives the outcome of a fiber without handle to {@code taker}. */
    void ownedBy(Owner taker) {
        ownership = Ownership.JOINED;
        owner = taker;
    }

    void joinAbandoned() {
        ownership = Ownership.JOINABLE;
        owner = null;
    }

    /** The values that the fiber returned, nothing where it was interrupted. Raises the error it died of. */
    Varargs takeOutcome() {
        ownership = Ownership.JOINED;
        owner = null;
        vm.forgetUnreported(this);
        LuaError error = failure;
        Varargs returned = values;
        values = null;
        if (error != null && !interruptionCaught) {
            throw error;
        }
        return returned != null ? returned : LuaValue.NONE;
    }

    // ---- what the code of the fiber sees

    LuaTable local() {
        LuaTable table = local;
        if (table == null) {
            table = new LuaTable();
            local = table;
        }
        return table;
    }

    @Nullable LuaCoroutine coroutine() {
        return coroutine;
    }

    void coroutine(@Nullable LuaCoroutine entered) {
        coroutine = entered;
    }

    /** Goes back to a body that called others: of a coroutine, or (null) the fiber's own, and its calls. */
    void backIn(@Nullable LuaCoroutine left, FrameStack calls) {
        coroutine = left;
        frames(calls);
    }

    /** The cleanup handlers of the body that runs now: the innermost coroutine's, else the fiber's. */
    Scopes scopes() {
        LuaCoroutine inner = coroutine;
        if (inner != null) {
            return inner.scopes();
        }
        Scopes own = scopes;
        if (own == null) {
            own = new Scopes();
            scopes = own;
        }
        return own;
    }

    /** As {@link #scopes}, null where no scope was ever used. */
    @Nullable Scopes scopesOrNull() {
        LuaCoroutine inner = coroutine;
        return inner != null ? inner.scopesOrNull() : scopes;
    }
}
