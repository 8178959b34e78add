package org.emilua.runtime;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.emilua.api.TimerTask;

/**
 * A VM's share of one processor: it saves up time while it does not run, for a tenth of a second at the most, and pauses when
 * that is used up. Runs on its VM's strand only, except for {@link #isOverdue}.
 */
final class CpuShare implements TimerTask {

    private static final double PERCENT = 100;
    private static final long PERIOD_NANOS = 100_000_000;
    private static final long NOT_RUNNING = Long.MAX_VALUE;

    /** How long the VM may run at once, whatever its share: on a busy machine nobody uses up a share. */
    private static final long SLICE_NANOS = 20_000_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Runnable resume;
    private final double share;
    private final double most;
    private double saved;
    private long savedAt = System.nanoTime();
    private long cpuAtBegin;
    private long sliceEnds;
    private volatile long overdueAt = NOT_RUNNING;
    private int timerSlot = IDLE;

    /** A share of so many percent; {@code resume} is called when a pause has ended. */
    CpuShare(int percent, Runnable resume) {
        this.resume = resume;
        share = percent / PERCENT;
        most = share * PERIOD_NANOS;
        saved = most;
    }

    /** The VM begins to run on this thread. */
    void turnBegins() {
        long now = System.nanoTime();
        save(now);
        cpuAtBegin = THREADS.getCurrentThreadCpuTime();
        sliceEnds = now + SLICE_NANOS;
        overdueAt = Math.min(sliceEnds, now + (long) saved);
    }

    /** The VM leaves this thread. */
    void turnEnds() {
        overdueAt = NOT_RUNNING;
        saved -= THREADS.getCurrentThreadCpuTime() - cpuAtBegin;
        save(System.nanoTime());
    }

    private void save(long now) {
        saved = Math.min(most, saved + (now - savedAt) * share);
        savedAt = now;
    }

    /** Whether the VM runs, and has run for long enough or may have used up its time. Any thread. */
    boolean isOverdue() {
        return System.nanoTime() > overdueAt;
    }

    /** Whether the VM, which runs, has run for long enough or used up its time; if not, it is overdue later. */
    boolean isOver() {
        long now = System.nanoTime();
        double left = saved + (now - savedAt) * share - (THREADS.getCurrentThreadCpuTime() - cpuAtBegin);
        overdueAt = Math.min(sliceEnds, now + (long) left);
        return left <= 0 || now >= sliceEnds;
    }

    /** For how many nanoseconds the VM has to pause now. */
    long pause() {
        save(System.nanoTime());
        return saved > 0 ? 0 : (long) ((most / 2 - saved) / share);
    }

    /** Whether a pause has begun and not ended. */
    boolean isPausing() {
        return timerSlot != IDLE;
    }

    @Override
    public void onDeadline() {
        resume.run();
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
