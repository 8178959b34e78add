package org.emilua.event.loop;

import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.emilua.api.CarrierThread;
import org.jspecify.annotations.Nullable;

/**
 * Threads that run the strands of one loop. Each has a queue of its own, for the strands that became ready while it ran one; a
 * thread that has nothing to do steals from the others. Safe to use from any thread.
 */
final class Workers {

    /** How often a worker looks at what came from outside before it looks at its own queue. */
    private static final int OUTSIDE_EVERY = 61;

    /** How long an idle worker leaves a single ready strand to the worker that made it ready, at first and at the most. */
    private static final long WATCH_NANOS = 50_000;

    private static final long LONGEST_WATCH_NANOS = 2_000_000;

    private final EventLoop loop;
    private final String name;
    private final List<Worker> workers = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Runnable> outside = new ConcurrentLinkedQueue<>();
    private final AtomicInteger idle = new AtomicInteger();
    private volatile @Nullable Worker watcher;
    private volatile boolean stopping;

    Workers(EventLoop loop, String name) {
        this.loop = loop;
        this.name = name;
    }

    /** Starts more threads. */
    synchronized void add(int count) {
        for (int i = 0; i < count; i++) {
            Worker worker = new Worker(workers.size() + 1);
            workers.add(worker); // before it may go idle, or nobody could wake it
            try {
                worker.start();
            } catch (OutOfMemoryError e) {
                workers.remove(worker);
                throw e;
            }
        }
    }

    /** Has a turn run by one of the threads. */
    void submit(Runnable turn) {
        if (CarrierThread.current() instanceof Worker worker && worker.owner() == this) {
            if (worker.push(turn) > 1 || watcher == null) {
                wakeOne();
            }
        } else {
            outside.add(turn);
            wakeOne();
        }
    }

    /** Ends the threads after the turns that they run now. */
    void stop() {
        stopping = true;
        workers.forEach(LockSupport::unpark);
    }

    private void wakeOne() {
        VarHandle.fullFence(); // what was queued is to be seen by who goes idle from now on
        if (idle.get() == 0) {
            return;
        }
        for (Worker worker : workers) {
            if (worker.parked) {
                worker.parked = false;
                LockSupport.unpark(worker);
                return;
            }
        }
    }

    private final class Worker extends EventLoop.ContextThread {

        private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
        private volatile boolean parked;
        private int turns;
        private long watch = WATCH_NANOS;

        Worker(int number) {
            super(loop, () -> {}, name + "-" + number);
        }

        Workers owner() {
            return Workers.this;
        }

        /** Adds a turn to the thread's own queue; returns how many it has then. */
        synchronized int push(Runnable turn) {
            queue.add(turn);
            return queue.size();
        }

        private synchronized @Nullable Runnable pollOwn() {
            return queue.poll();
        }

        @Override
        public void run() {
            while (!stopping) {
                Runnable turn = next();
                if (turn == null) {
                    waitForWork();
                } else {
                    EventLoop.runSafely(turn);
                }
            }
        }

        private @Nullable Runnable next() {
            Runnable turn = ++turns % OUTSIDE_EVERY == 0 ? outside.poll() : null;
            if (turn == null) {
                turn = pollOwn();
            }
            if (turn == null) {
                turn = fromOutside();
            }
            return turn == null ? stolen() : turn;
        }

        private @Nullable Runnable fromOutside() {
            Runnable turn = outside.poll();
            if (turn != null && !outside.isEmpty()) {
                wakeOne();
            }
            return turn;
        }

        /** Takes the older half of another worker's queue. */
        private @Nullable Runnable stolen() {
            int count = workers.size();
            for (int i = 0, first = turns; i < count; i++) {
                Worker victim = workers.get(Math.floorMod(first + i, count));
                Runnable turn = victim == this ? null : victim.giveTo(this);
                if (turn != null) {
                    return turn;
                }
            }
            return null;
        }

        private @Nullable Runnable giveTo(Worker thief) {
            Runnable[] taken;
            synchronized (this) {
                taken = new Runnable[(queue.size() + 1) / 2];
                for (int i = 0; i < taken.length; i++) {
                    taken[i] = queue.remove();
                }
            }
            for (int i = 1; i < taken.length; i++) {
                if (thief.push(taken[i]) > 1) {
                    wakeOne();
                }
            }
            return taken.length == 0 ? null : taken[0];
        }

        /**
         * Parks until somebody has work. While others run, one idle worker looks about now and then: a worker that made a
         * single strand ready wakes nobody for it, because most often it runs that strand next itself.
         */
        private void waitForWork() {
            parked = true;
            idle.incrementAndGet();
            Runnable turn = next(); // what was queued before anybody could see this thread idle
            if (turn == null && !stopping) {
                park();
            }
            parked = false;
            idle.decrementAndGet();
            if (turn != null) {
                watch = WATCH_NANOS;
                EventLoop.runSafely(turn);
            }
        }

        private void park() {
            if (watcher == null && idle.get() < workers.size()) {
                watcher = this;
                LockSupport.parkNanos(Workers.this, watch);
                watcher = null;
                watch = Math.min(watch * 2, LONGEST_WATCH_NANOS);
            } else {
                LockSupport.park(Workers.this);
                watch = WATCH_NANOS;
            }
        }
    }
}
