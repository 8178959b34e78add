package org.emilua.api;

import org.emilua.api.error.ErrorCode;
import org.emilua.api.error.Errno;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;

/**
 * One async operation that a fiber waits for. A subclass begins it in {@link #start} and ends it, once, with one of
 * {@link #complete}, {@link #fail} and {@link #abort}, from any thread and possibly before {@code start} returns, in which
 * case the fiber is not suspended at all. An operation that ended may be awaited again; it begins anew.
 *
 * <p>{@code start} and {@link #cancel} run on the VM's strand.
 *
 * @param <T> the result
 */
public abstract class Operation<T extends @Nullable Object> {

    /** Who waits for an operation: a fiber, as the runtime has it, or another operation. */
    public interface Waiter {

        /** The VM that the waiter belongs to. */
        Vm vm();

        /** Whether the calling thread is on the waiter's strand now. */
        boolean onStrand();

        /** Runs {@code task} on the waiter's strand. */
        void execute(Runnable task);

        /** The operation has an outcome. Called on the strand. */
        void wake(Operation<?> operation);
    }

    private enum State { IDLE, STARTED, COMPLETED, FAILED, ABORTED }

    private State state = State.IDLE;
    private @Nullable Waiter waiter;
    private @Nullable Object outcome;

    /** Begins the operation. */
    protected abstract void start();

    /**
     * Asks a started operation to end early. It must end soon by {@link #abort}, or by its result where that was there
     * already. An operation that cannot be cut short leaves the method empty.
     */
    protected abstract void cancel();

    /** Whether an interruption of the waiting fiber cancels this operation. */
    public boolean isInterruptible() {
        return true;
    }

    /**
     * Whether something outside the VM can still end this operation, so that the VM lives on for it. A wait for another
     * fiber's doing says no.
     */
    public boolean keepsVmAlive() {
        return true;
    }

    /** What the waiting fiber is doing, for reports: "lock of a mutex". */
    public String describe() {
        return getClass().getSimpleName();
    }

    /** Ends the operation with its result. */
    protected final void complete(T result) {
        settle(State.COMPLETED, result);
    }

    /** Ends the operation with an error. */
    protected final void fail(LuaError error) {
        settle(State.FAILED, error);
    }

    /**
     * Ends the operation because it was cancelled. The fiber sees {@code interrupted} where an interruption was the cause
     * and {@code operation_aborted} otherwise.
     */
    protected final void abort() {
        settle(State.ABORTED, null);
    }

    /** The VM of the waiting fiber. Only while the operation is pending. */
    protected final Vm vm() {
        return waiter().vm();
    }

    private Waiter waiter() {
        Waiter waiting = waiter;
        if (waiting == null) {
            throw new IllegalStateException("nobody waits for this operation");
        }
        return waiting;
    }

    /**
     * Begins another operation as a part of this one, which must be pending. {@link #partEnded} follows, before this method
     * returns where the part ends at once. This operation is then the one that may call {@link #requestCancel} on the part,
     * and {@link #takeOutcome} once it ended.
     */
    protected final void beginPart(Operation<?> part) {
        part.begin(new PartWaiter(this, waiter()));
    }

    /** An operation begun by {@link #beginPart} has an outcome. Called on the strand. */
    protected void partEnded(Operation<?> part) {}

    /** Whether the operation has begun and not ended. */
    protected final boolean isPending() {
        return state == State.STARTED;
    }

    /**
     * Whether nobody waits for the operation and nobody has an outcome of it to take. An owner of reusable operations must
     * not hand one out before.
     */
    protected final boolean isIdle() {
        return state == State.IDLE;
    }

    private void settle(State how, @Nullable Object what) {
        Waiter waiting = waiter;
        if (waiting == null) {
            return; // ended already, or never begun
        }
        if (waiting.onStrand()) {
            settleOnStrand(how, what);
        } else {
            waiting.execute(() -> settleOnStrand(how, what));
        }
    }

    private void settleOnStrand(State how, @Nullable Object what) {
        Waiter waiting = waiter;
        if (state != State.STARTED || waiting == null) {
            return;
        }
        state = how;
        outcome = what;
        waiter = null;
        waiting.wake(this);
    }

    /** Begins the operation for {@code waiter}, who alone calls what follows, on the strand: the runtime for a fiber. */
    public final void begin(Waiter waiter) {
        if (state == State.STARTED) {
            throw ErrorCode.of(Errno.EBUSY);
        }
        state = State.STARTED;
        outcome = null;
        this.waiter = waiter;
        try {
            start();
        } catch (RuntimeException | StackOverflowError e) {
            state = State.IDLE;
            this.waiter = null;
            throw e;
        }
    }

    /** Whether the operation has an outcome. Only the waiter calls this. */
    public final boolean isSettled() {
        return state != State.STARTED;
    }

    /** Whether the outcome is that the operation was cancelled. Only the waiter calls this. */
    public final boolean isAborted() {
        return state == State.ABORTED;
    }

    /** Asks for cancellation; does nothing where the operation is not pending. Only the waiter calls this. */
    public final void requestCancel() {
        if (state == State.STARTED) {
            cancel();
        }
    }

    /** Drops the outcome. Only the waiter calls this, after {@link #isSettled}. */
    public final void dropOutcome() {
        outcome = null;
        state = State.IDLE;
    }

    /** Takes the outcome. Only the waiter calls this, after {@link #isSettled}. */
    @SuppressWarnings({"unchecked", "NullAway"}) // complete() put a T there
    public final T takeOutcome() {
        Object taken = outcome;
        outcome = null;
        State how = state;
        state = State.IDLE;
        return switch (how) {
            case COMPLETED -> (T) taken;
            case FAILED -> throw (LuaError) taken;
            case ABORTED -> throw ErrorCode.aborted();
            default -> throw new IllegalStateException("outcome of an operation that has none");
        };
    }
}
