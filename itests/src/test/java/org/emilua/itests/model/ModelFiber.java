package org.emilua.itests.model;

import java.util.List;

/** A fiber (reference: Fibers, Interruption API; notes: Order of execution, Misuse of fibers, Interruption). */
final class ModelFiber {

    /** What becomes of the outcome: a fiber is joinable until somebody joins it for good or detaches it. */
    private enum Ownership { JOINABLE, JOINING, JOINED, DETACHED }

    final String name;
    final boolean main;

    private final ModelVm vm;
    private final Body body = new Body();
    private final Stage.Activity activity;

    /** The activity to go on with: the fiber's own, or that of the coroutine it is blocked in. */
    private Stage.Activity parked;

    private ModelCoroutine coroutine;
    private Wait waiting;
    private Ownership ownership = Ownership.JOINABLE;
    private ModelFiber joiner;
    private boolean done;
    private boolean forgotten;
    private List<Value> values = List.of();
    private Value failure;
    private boolean interrupted;
    private int interruptionDisabled;
    private int disabledByHandlers;
    private int suspensionForbidden;
    private int counter;

    ModelFiber(ModelVm vm, String name, boolean main, ModelVm.Code code) {
        this.vm = vm;
        this.name = name;
        this.main = main;
        activity = vm.stage().activity(() -> run(code), vm.stage()::director);
        parked = activity;
    }

    // ---- running

    private void run(ModelVm.Code code) {
        try {
            values = code.run();
        } catch (Raised e) {
            failure = e.value(); // as failed() was told
        }
        done = true;
        vm.fiberEnded(this);
        if (joiner != null) {
            ownership = Ownership.JOINED;
            joiner.wake();
        }
    }

    /** An error leaves the fiber's function: it is reported, if nobody can join, before the cleanup handlers run. */
    void failed(Value error) {
        failure = error;
        vm.fiberFailed(this);
        if (diedOfError()) {
            if (ownership == Ownership.DETACHED) {
                vm.panicked(this, failure);
            } else {
                checkHasHandle();
                vm.keepUnreported(this);
            }
        }
    }

    /** Nobody has the handle any more. */
    void forgotten() {
        forgotten = true;
        checkHasHandle();
    }

    private void checkHasHandle() {
        if (forgotten && ownership == Ownership.JOINABLE && diedOfError()) {
            throw new Unspecified("an error is reported when a handle is collected");
        }
    }

    /** Goes on until the fiber blocks, yields or ends. */
    void turn() {
        vm.stage().enter(parked);
    }

    /** The fiber's body, or that of the coroutine it is in. */
    Body body() {
        return coroutine == null ? body : coroutine.body();
    }

    private boolean diedOfError() {
        return failure != null && !failure.equals(Value.INTERRUPTED);
    }

    Stage.Activity currentActivity() {
        return coroutine == null ? activity : coroutine.activity();
    }

    ModelCoroutine coroutine() {
        return coroutine;
    }

    void coroutine(ModelCoroutine entered) {
        coroutine = entered;
    }

    // ---- suspension

    private void leave() {
        parked = currentActivity();
        parked.switchTo(vm.stage().director());
    }

    /** Waits; an interruption that cancels the wait is raised. */
    void block(Wait wait) throws Raised {
        if (!blockUnlessInterrupted(wait)) {
            throw raise(Value.INTERRUPTED);
        }
    }

    /** Waits; false if an interruption ended the wait. */
    boolean blockUnlessInterrupted(Wait wait) {
        waiting = wait;
        leave();
        return !wait.isCancelled();
    }

    /** What the fiber waits for is there: it runs after all that are ready now. */
    void wake() {
        waiting = null;
        vm.makeReady(this);
    }

    /** What the fiber is blocked in, or null. */
    Wait waiting() {
        return waiting;
    }

    /** {@code this_fiber.yield()}: all that are ready now run first. An interruption point. */
    void yieldTurn() throws Raised {
        checkMaySuspend();
        checkInterruption();
        vm.makeReady(this);
        leave();
    }

    void checkMaySuspend() throws Raised {
        if (suspensionForbidden > 0) {
            throw raise(Value.FORBID_SUSPEND_BLOCK);
        }
    }

    void forbidSuspend() {
        suspensionForbidden++;
    }

    void allowSuspend() throws Raised {
        if (suspensionForbidden == 0) {
            throw raise(Value.SUSPENSION_ALREADY_ALLOWED);
        }
        suspensionForbidden--;
    }

    // ---- interruption

    /** An interruption point: raises what {@link #interrupt} left pending. It stays pending. */
    void checkInterruption() throws Raised {
        if (interrupted && interruptionDisabled == 0) {
            throw raise(Value.INTERRUPTED);
        }
    }

    void disableInterruption() {
        interruptionDisabled++;
    }

    void restoreInterruption() throws Raised {
        if (interruptionDisabled == 0) {
            throw raise(Value.INTERRUPTION_ALREADY_ALLOWED);
        }
        if (interruptionDisabled == disabledByHandlers) {
            throw new Unspecified("a cleanup handler enables interruption");
        }
        interruptionDisabled--;
    }

    /** A cleanup handler begins, with interruption disabled; what it returns goes to {@link #handlerEnded}. */
    int handlerBegins() {
        int outer = disabledByHandlers;
        interruptionDisabled++;
        disabledByHandlers = interruptionDisabled;
        return outer;
    }

    void handlerEnded(int outer) {
        interruptionDisabled--;
        disabledByHandlers = outer;
    }

    /**
     * {@code interrupt()}: once interrupted, always interrupted. What the fiber waits for is cancelled if it can be and
     * interruption is enabled. Nothing happens to a fiber that ended, or was joined or detached.
     */
    void interrupt() {
        if (done || ownership == Ownership.JOINED || ownership == Ownership.DETACHED) {
            return;
        }
        interrupted = true;
        if (waiting != null && waiting.isInterruptible() && interruptionDisabled == 0) {
            vm.count("interrupted in a wait for " + waiting.what());
            Wait ended = waiting;
            ended.cancel();
            wake();
            ended.cancelled();
        }
    }

    // ---- the handle

    /** {@code join()}: the values that {@code target} returned; none if it died of an interruption; or its error. */
    List<Value> join(ModelFiber target) throws Raised {
        if (target == this) {
            throw raise(Value.EDEADLK);
        }
        target.checkJoinable(this);
        checkMaySuspend();
        checkInterruption();
        if (!target.done) {
            target.ownership = Ownership.JOINING;
            target.joiner = this;
            block(new Wait("join", true, target::joinAbandoned));
        }
        target.ownership = Ownership.JOINED;
        vm.forgetUnreported(target);
        if (target.diedOfError()) {
            throw raise(target.failure);
        }
        return target.values;
    }

    private void joinAbandoned() {
        ownership = Ownership.JOINABLE;
        joiner = null;
        checkHasHandle();
    }

    private void checkJoinable(ModelFiber by) throws Raised {
        if (ownership != Ownership.JOINABLE) {
            throw by.raise(Value.EINVAL);
        }
    }

    /** {@code detach()}: an error that left the fiber's function already is reported now. */
    void detach(ModelFiber by) throws Raised {
        checkJoinable(by);
        ownership = Ownership.DETACHED;
        if (diedOfError()) {
            vm.forgetUnreported(this);
            vm.panicked(this, failure);
        }
    }

    boolean joinable() {
        return ownership == Ownership.JOINABLE;
    }

    boolean interruptionCaught(ModelFiber by) throws Raised {
        if (ownership != Ownership.JOINED) {
            throw by.raise(Value.EINVAL);
        }
        return Value.INTERRUPTED.equals(failure);
    }

    /** The error that nobody asked for. */
    Value failure() {
        return failure;
    }

    /** Nobody will ever have the handle. */
    void detachedFromTheStart() {
        ownership = Ownership.DETACHED;
    }

    // ---- the rest

    /** How often the fiber was asked this. */
    int count() {
        return ++counter;
    }

    /** Raises a value in this fiber: a message handler sees it first. */
    Raised raise(Value value) {
        return vm.raise(this, value);
    }
}
