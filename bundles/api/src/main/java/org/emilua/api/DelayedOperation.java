package org.emilua.api;

import org.jspecify.annotations.Nullable;

/** An operation with a deadline: call {@link #startTimer} from {@link #start}; {@link #onDeadline} follows. */
public abstract class DelayedOperation<T extends @Nullable Object> extends Operation<T> implements TimerTask {

    private int timerSlot = IDLE;

    /** Lets {@link #onDeadline} be called at {@code deadline}, measured by {@link System#nanoTime()}. */
    protected final void startTimer(long deadline) {
        vm().startTimer(this, deadline);
    }

    /** Revokes the timer. Only while the operation is pending. */
    protected final void stopTimer() {
        if (timerSlot != IDLE) {
            vm().stopTimer(this);
        }
    }

    @Override
    protected void cancel() {
        stopTimer();
        abort();
    }

    @Override
    public final int timerSlot() {
        return timerSlot;
    }

    @Override
    public final void timerSlot(int slot) {
        timerSlot = slot;
    }
}
