package org.emilua.event.loop;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.emilua.api.CarrierThread;
import org.emilua.api.TimerTask;
import org.jspecify.annotations.Nullable;

/**
 * A thread that runs tasks in order, timers when they are due and readiness events as they come. Without a registered
 * descriptor it waits without a poll set, so that a program without IO loads none of it.
 */
public final class EventLoop implements Executor {

    /** How many tasks run before timers and descriptors get their turn. */
    private static final int TASKS_PER_TURN = 256;

    private static final long FOREVER = Long.MAX_VALUE;

    private final CarrierThread thread;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final ConcurrentLinkedQueue<Runnable> remoteTasks = new ConcurrentLinkedQueue<>();
    private final TimerQueue timers = new TimerQueue();
    private @Nullable Reactor reactor;
    private volatile boolean waiting;
    private volatile boolean stopping;

    private EventLoop(String name) {
        thread = new LoopThread(this, name);
    }

    /** Starts a loop on a thread of its own, which does not keep the JVM alive. */
    public static EventLoop start(String name) {
        EventLoop loop = new EventLoop(name);
        loop.thread.setDaemon(true);
        loop.thread.start();
        return loop;
    }

    /** The loop that the calling thread runs, or null. */
    public static @Nullable EventLoop currentOrNull() {
        return Thread.currentThread() instanceof LoopThread current ? current.loop : null;
    }

    /** The loop that the calling thread runs. */
    public static EventLoop current() {
        EventLoop loop = currentOrNull();
        if (loop == null) {
            throw new IllegalStateException("not an event loop's thread: " + Thread.currentThread().getName());
        }
        return loop;
    }

    /** Whether the calling thread is this loop's. */
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** The loop's thread. */
    public CarrierThread thread() {
        return thread;
    }

    /** Runs {@code task} on the loop, behind all tasks given before. Any thread may call. */
    @Override
    public void execute(Runnable task) {
        if (isCurrent()) {
            tasks.add(task);
            return;
        }
        remoteTasks.add(task);
        if (waiting) {
            wakeup();
        }
    }

    /** Calls {@code task} when {@link System#nanoTime()} reaches {@code deadline}. The loop's thread only. */
    public void startTimer(TimerTask task, long deadline) {
        timers.add(task, deadline);
    }

    /** Revokes a timer. The loop's thread only. */
    public void stopTimer(TimerTask task) {
        timers.remove(task);
    }

    /**
     * Watches a descriptor. The loop's thread only.
     *
     * @throws IOException where the descriptor cannot be watched, as a regular file cannot
     */
    public Registration register(int descriptor, Registration.Mode mode, ReadinessListener listener) throws IOException {
        Reactor polled = reactor;
        if (polled == null) {
            polled = Reactors.open(thread, this::mayWait);
            reactor = polled;
        }
        return polled.register(descriptor, mode, listener);
    }

    /** Ends the loop after the task that runs now. Any thread may call. */
    public void stop() {
        stopping = true;
        wakeup();
    }

    private void wakeup() {
        Reactor polled = reactor;
        if (polled != null) {
            polled.wakeup();
        }
        LockSupport.unpark(thread);
    }

    private void run() {
        try {
            while (!stopping) {
                takeRemoteTasks();
                runTasks();
                fireTimers();
                waitForEvents();
            }
        } finally {
            Reactor polled = reactor;
            if (polled != null) {
                polled.close();
            }
        }
    }

    private void takeRemoteTasks() {
        for (Runnable task = remoteTasks.poll(); task != null; task = remoteTasks.poll()) {
            tasks.add(task);
        }
    }

    private void runTasks() {
        for (int i = 0; i < TASKS_PER_TURN && !stopping; i++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            runSafely(task);
        }
    }

    private void fireTimers() {
        if (timers.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        for (TimerTask due = timers.pollExpired(now); due != null; due = timers.pollExpired(now)) {
            runSafely(due::onDeadline);
        }
    }

    private void waitForEvents() {
        Reactor polled = reactor;
        if (!tasks.isEmpty()) {
            if (polled != null) {
                polled.poll(0);
            }
            return;
        }
        long wait = timers.isEmpty() ? FOREVER : timers.nextDeadline() - System.nanoTime();
        if (wait <= 0) {
            wait = 0;
        }
        waiting = true;
        try {
            if (!mayWait()) {
                wait = 0; // the other side may have looked at 'waiting' too early
            }
            if (polled != null) {
                polled.poll(wait);
            } else if (wait > 0) {
                LockSupport.parkNanos(this, wait);
            }
        } finally {
            waiting = false;
        }
    }

    private boolean mayWait() {
        return remoteTasks.isEmpty() && !stopping;
    }

    /** A task that throws is a defect; it must not take the loop and everyone on it down. */
    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            System.getLogger("org.emilua.event.loop").log(System.Logger.Level.ERROR, "a task of the event loop failed", e);
        }
    }

    private static final class LoopThread extends CarrierThread {
        private final EventLoop loop;

        LoopThread(EventLoop loop, String name) {
            super(loop::run, name);
            this.loop = loop;
        }
    }
}
