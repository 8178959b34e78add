package org.emilua.lua.library;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The JVM's heap, which all VMs share. A program may ask for a collection; all of them together get a second's worth at
 * once, and after that a twentieth of the time, so that none slows down the others by asking again and again.
 */
final class Collector {

    private static final int SHARE = 20;
    private static final long BURST_NANOSECONDS = SHARE * 1_000_000_000L;
    private static final double KILOBYTE = 1024;

    /** The {@link System#nanoTime} at which the collections so far have used up no more than their share. */
    private static final AtomicLong PAID_AT = new AtomicLong(System.nanoTime());

    private Collector() {}

    /** How much of the heap is in use. */
    static double kilobytes() {
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / KILOBYTE;
    }

    /** Collects garbage if there is time left for it, and waits until the finalizers know which of their proxies are gone. */
    static void collect(Finalizers finalizers) {
        long start = System.nanoTime();
        if (PAID_AT.get() - start > BURST_NANOSECONDS) {
            return;
        }
        finalizers.awaitCollection(System::gc);
        long cost = (System.nanoTime() - start) * SHARE;
        PAID_AT.updateAndGet(paid -> Math.max(paid - start, 0) + start + cost);
    }
}
