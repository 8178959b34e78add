package org.emilua.api;

/** What a timer calls. One object stands in the timer queue at most once. Belongs to its VM's strand. */
public interface TimerTask {

    /** The slot of a task that is not in the queue. */
    int IDLE = -1;

    /** Called when the deadline has passed; the task is out of the queue by then. */
    void onDeadline();

    /** Where the queue keeps the task, {@link #IDLE} at first. */
    int timerSlot();

    /** Remembers where the queue keeps the task; only the queue calls it. */
    void timerSlot(int slot);
}
