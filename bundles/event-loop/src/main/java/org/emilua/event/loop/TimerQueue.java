package org.emilua.event.loop;

import java.util.Arrays;
import org.emilua.api.TimerTask;
import org.jspecify.annotations.Nullable;

/**
 * Timers ordered by deadline, and among equal deadlines by the order in which they were started. A binary heap in parallel
 * arrays, so that a timer costs no object of its own. Not safe for use by several threads at once.
 */
public final class TimerQueue {

    private static final int INITIAL_CAPACITY = 16;

    private @Nullable TimerTask[] tasks = new TimerTask[INITIAL_CAPACITY];
    private long[] deadlines = new long[INITIAL_CAPACITY];
    private long[] sequences = new long[INITIAL_CAPACITY];
    private int size;
    private long started;

    /** Whether no timer runs. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** The earliest deadline; meaningless where the queue is empty. */
    public long nextDeadline() {
        return deadlines[0];
    }

    /** Starts a timer that does not run. */
    public void add(TimerTask task, long deadline) {
        if (task.timerSlot() != TimerTask.IDLE) {
            throw new IllegalStateException("the timer runs already");
        }
        if (size == tasks.length) {
            int capacity = size * 2;
            tasks = Arrays.copyOf(tasks, capacity);
            deadlines = Arrays.copyOf(deadlines, capacity);
            sequences = Arrays.copyOf(sequences, capacity);
        }
        siftUp(size++, task, deadline, started++);
    }

    /** Revokes a timer; does nothing where it does not run. */
    public void remove(TimerTask task) {
        int slot = task.timerSlot();
        if (slot == TimerTask.IDLE) {
            return;
        }
        task.timerSlot(TimerTask.IDLE);
        int last = --size;
        TimerTask moved = at(last);
        long deadline = deadlines[last];
        long sequence = sequences[last];
        tasks[last] = null;
        if (slot == last) {
            return;
        }
        if (slot > 0 && isBefore(deadline, sequence, (slot - 1) >>> 1)) {
            siftUp(slot, moved, deadline, sequence);
        } else {
            siftDown(slot, moved, deadline, sequence);
        }
        if (tasks.length > INITIAL_CAPACITY * 64 && size < tasks.length / 4) {
            shrink();
        }
    }

    /** Takes the first task whose deadline is not after {@code now}, or null. */
    public @Nullable TimerTask pollExpired(long now) {
        if (size == 0 || deadlines[0] - now > 0) {
            return null;
        }
        TimerTask first = at(0);
        remove(first);
        return first;
    }

    private TimerTask at(int slot) {
        TimerTask task = tasks[slot];
        if (task == null) {
            throw new IllegalStateException("no timer at " + slot);
        }
        return task;
    }

    private void shrink() {
        int capacity = tasks.length / 2;
        tasks = Arrays.copyOf(tasks, capacity);
        deadlines = Arrays.copyOf(deadlines, capacity);
        sequences = Arrays.copyOf(sequences, capacity);
    }

    private boolean isBefore(long deadline, long sequence, int slot) {
        long difference = deadline - deadlines[slot];
        return difference < 0 || difference == 0 && sequence < sequences[slot];
    }

    private void siftUp(int from, TimerTask task, long deadline, long sequence) {
        int slot = from;
        while (slot > 0) {
            int parent = (slot - 1) >>> 1;
            if (!isBefore(deadline, sequence, parent)) {
                break;
            }
            move(parent, slot);
            slot = parent;
        }
        put(slot, task, deadline, sequence);
    }

    private void siftDown(int from, TimerTask task, long deadline, long sequence) {
        int slot = from;
        for (int child = 2 * slot + 1; child < size; child = 2 * slot + 1) {
            if (child + 1 < size && isBefore(deadlines[child + 1], sequences[child + 1], child)) {
                child++;
            }
            if (isBefore(deadline, sequence, child)) {
                break;
            }
            move(child, slot);
            slot = child;
        }
        put(slot, task, deadline, sequence);
    }

    private void move(int from, int to) {
        put(to, at(from), deadlines[from], sequences[from]);
    }

    private void put(int slot, TimerTask task, long deadline, long sequence) {
        tasks[slot] = task;
        deadlines[slot] = deadline;
        sequences[slot] = sequence;
        task.timerSlot(slot);
    }
}
