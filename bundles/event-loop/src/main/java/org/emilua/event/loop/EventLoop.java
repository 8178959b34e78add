package org.emilua.event.loop;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.emilua.api.CarrierThread;
import org.emilua.api.TimerTask;
import org.jspecify.annotations.Nullable;

/**
 * A thread that runs tasks in order, timers when they are due and readiness events as they come. Without a registered
 * descriptor it waits without a poll set, so that a program without IO loads none of it. It may be given {@link Workers},
 * to which it then leaves everything but waiting.
 */
public final class EventLoop implements Executor {

    /** How many tasks run before timers and descriptors get their turn. */
    private static final int TASKS_PER_TURN = 256;

    private static final long FOREVER = Long.MAX_VALUE;

    /** For how long the loop looks for tasks of other threads before it falls asleep: about what waking it up would take. */
    private static final long SPIN_NANOS = 30_000;

    /** How often in a row it looks in vain before it gives that up. */
    private static final int MOST_VAIN_SPINS = 16;

    private static final boolean MAY_SPIN = Runtime.getRuntime().availableProcessors() > 1;

    private final CarrierThread thread;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final ConcurrentLinkedQueue<Runnable> remoteTasks = new ConcurrentLinkedQueue<>();
    private final TimerQueue timers = new TimerQueue();
    private @Nullable Reactor reactor;
    private volatile @Nullable Workers workers;
    private boolean spinning;
    private int vainSpins;
    private volatile boolean waiting;
    private volatile boolean stopping;

    private EventLoop(String name) {
        thread = new ContextThread(this, this::run, name);
    }

    /** Starts a loop on a thread of its own, which does not keep the JVM alive. */
    public static EventLoop start(String name) {
        EventLoop loop = new EventLoop(name);
        loop.thread.start();
        return loop;
    }

    /** The loop that the calling thread runs or works for, or null. */
    public static @Nullable EventLoop currentOrNull() {
        return CarrierThread.current() instanceof ContextThread current ? current.loop : null;
    }

    /** The loop that the calling thread runs or works for. */
    public static EventLoop current() {
        EventLoop loop = currentOrNull();
        if (loop == null) {
            throw new IllegalStateException("this is not an event loop's thread");
        }
        return loop;
    }

    /** Whether the calling thread is this loop's. */
    public boolean isCurrent() {
        return CarrierThread.current() == thread;
    }

    /** Whether strands run on other threads than the loop's. Any thread may call. */
    public boolean hasWorkers() {
        return workers != null;
    }

    /**
     * Adds threads that run strands. With the first ones strands leave the loop's own thread for one thread more. On the
     * loop's thread, or on one of its workers.
     *
     * @throws OutOfMemoryError where the system does not give the threads; those it gave stay
     */
    public void addWorkers(int count) {
        Workers known = workers;
        if (known == null) {
            known = new Workers(this, thread.getName());
            known.add(1);
            workers = known;
        }
        known.add(count);
    }

    /**
     * Runs a strand's turn: behind the loop's tasks, or on a worker where there are any. Any thread may call. A turn that is
     * called on the loop's thread although there are workers was given before they were, and is to be given once more.
     */
    public void submit(Runnable turn) {
        Workers known = workers;
        if (known == null) {
            execute(turn);
        } else {
            known.submit(turn);
        }
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

    /** As {@link #startTimer}, for a timer that may run already. The loop's thread only. */
    public void restartTimer(TimerTask task, long deadline) {
        timers.remove(task);
        timers.add(task, deadline);
    }

    /**
     * Watches a descriptor for a strand. On the loop's thread, or on one of its workers.
     *
     * @param strand runs what is given to it where the listener may be called, at once if that is here
     * @throws IOException where the descriptor cannot be watched, as a regular file cannot
     */
    public Registration register(Executor strand, int descriptor, Registration.Mode mode, ReadinessListener listener)
            throws IOException {
        StrandRegistration registration = new StrandRegistration(this, strand, listener);
        if (isCurrent()) {
            registration.watched(reactor().register(descriptor, mode, registration));
        } else {
            call(() -> registration.watched(reactor().register(descriptor, mode, registration)));
        }
        return registration;
    }

    private Reactor reactor() throws IOException {
        Reactor polled = reactor;
        if (polled == null) {
            polled = Reactors.open(thread, this::mayWait);
            reactor = polled;
        }
        return polled;
    }

    /** Something that the loop's thread does for another one, which waits for it. */
    interface Errand {
        void run() throws IOException;
    }

    /** Runs an errand on the loop's thread, which is another one, and waits for its end. */
    void call(Errand errand) throws IOException {
        CompletableFuture<@Nullable IOException> outcome = new CompletableFuture<>();
        execute(() -> {
            try {
                errand.run();
                outcome.complete(null);
            } catch (IOException e) {
                outcome.complete(e);
            } catch (RuntimeException | Error e) {
                outcome.completeExceptionally(e);
            }
        });
        IOException failure = CarrierThread.apart(outcome::join);
        if (failure != null) {
            throw failure;
        }
    }

    /** Ends the loop after the task that runs now. Any thread may call. */
    public void stop() {
        stopping = true;
        Workers known = workers;
        if (known != null) {
            known.stop();
        }
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
            takeRemoteTasks(); // a worker may wait for what it asked for
            tasks.forEach(EventLoop::runSafely);
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
        } else if (spinning && taskComesWithin(Math.min(wait, SPIN_NANOS))) {
            return;
        }
        long begun = System.nanoTime();
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
        if (MAY_SPIN && !remoteTasks.isEmpty() && System.nanoTime() - begun < 2 * SPIN_NANOS) {
            spinning = true; // somebody talks with this loop, and looking for the next task costs less than to be woken for it
            vainSpins = 0;
        }
    }

    private boolean taskComesWithin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            if (!mayWait()) {
                vainSpins = 0;
                return true;
            }
            Thread.onSpinWait();
        }
        spinning = ++vainSpins < MOST_VAIN_SPINS;
        return false;
    }

    private boolean mayWait() {
        return remoteTasks.isEmpty() && !stopping;
    }

    /** A task that throws is a defect; it must not take the loop and everyone on it down. */
    static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            System.getLogger("org.emilua.event.loop").log(System.Logger.Level.ERROR, "a task of the event loop failed", e);
        }
    }

    /** A thread that runs a loop, or strands for one. */
    static class ContextThread extends CarrierThread {

        private final EventLoop loop;

        ContextThread(EventLoop loop, Runnable body, String name) {
            super(body, name);
            this.loop = loop;
            setDaemon(true);
        }
    }
}
