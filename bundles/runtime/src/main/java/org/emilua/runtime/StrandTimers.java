package org.emilua.runtime;

import org.emilua.api.TimerTask;
import org.emilua.event.loop.EventLoop;
import org.emilua.event.loop.TimerQueue;

/**
 * The timers of a VM. Its context's loop knows the earliest deadline only, so that timers start and stop without a word to
 * another thread. Runs on its VM's strand only, except for what it is as a {@link TimerTask}, which belongs to the loop.
 */
final class StrandTimers implements TimerTask {

    private final ExecutionContext context;
    private final Strand strand;
    private final TimerQueue queue = new TimerQueue();
    private boolean armed;
    private long wakeUp;
    private int timerSlot = IDLE;

    StrandTimers(ExecutionContext context, Strand strand) {
        this.context = context;
        this.strand = strand;
    }

    void start(TimerTask task, long deadline) {
        queue.add(task, deadline);
        if (!armed || deadline - wakeUp < 0) {
            arm(deadline);
        }
    }

    /** The loop may wake the strand for nothing then, which costs less than to tell it each time. */
    void stop(TimerTask task) {
        queue.remove(task);
    }

    /** The VM ends. */
    void close() {
        if (armed) {
            inLoop(() -> context.loop().stopTimer(this));
        }
    }

    private void arm(long deadline) {
        armed = true;
        wakeUp = deadline;
        inLoop(() -> context.loop().restartTimer(this, deadline));
    }

    private void inLoop(Runnable task) {
        EventLoop loop = context.loop();
        if (loop.isCurrent()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    @Override
    public void onDeadline() {
        if (context.isShared()) {
            strand.execute(this::fire);
        } else {
            fire();
        }
    }

    private void fire() {
        armed = false;
        long now = System.nanoTime();
        for (TimerTask due = queue.pollExpired(now); due != null; due = queue.pollExpired(now)) {
            try {
                due.onDeadline();
            } catch (RuntimeException e) { // must not cost the other timers their turn
                System.getLogger("org.emilua.runtime").log(System.Logger.Level.ERROR, "a timer failed", e);
            }
        }
        if (!queue.isEmpty() && (!armed || queue.nextDeadline() - wakeUp < 0)) {
            arm(queue.nextDeadline());
        }
    }

    @Override
    public int timerSlot() {
        return timerSlot;
    }

    @Override
    public void timerSlot(int slot) {
        timerSlot = slot;
    }
}
