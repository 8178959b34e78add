package org.emilua.runtime;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.emilua.api.Vm;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Allocations;

/**
 * Estimates how much of the heap a VM's values use. Of what is allocated, every so many bytes the object at hand is remembered
 * weakly, and stands for all of them: what the garbage collector has taken counts no more, whatever it was reachable from, the stacks
 * of suspended fibers included. Runs on its VM's strand only.
 */
final class MemoryMeter {

    /** Into how many parts a limit is divided by what is remembered. */
    private static final int SAMPLES = 1024;

    private static final long LEAST_INTERVAL = 4 << 10;

    /** The part of the limit by which a VM may exceed it before it is looked at again. */
    private static final int TOLERANCE = 8;

    /** The part of the whole heap by which a VM's values and its garbage may exceed the limit in any case. */
    private static final int DANGEROUS_PART = 16;

    /** The part of all time that collections for the sake of limits may take. */
    private static final int TIME_SHARE = 20;

    private static final long BURST_NANOSECONDS = TIME_SHARE * 1_000_000_000L;

    /** The {@link System#nanoTime} at which the collections so far have used up no more than their share. */
    private static final AtomicLong PAID_AT = new AtomicLong(System.nanoTime());

    /** A remembered object, with the bytes that it stands for. */
    private static final class Sample extends WeakReference<@Nullable Object> {

        private final long weight;

        Sample(Object object, long weight) {
            super(object);
            this.weight = weight;
        }
    }

    private final EmiluaVm vm;
    private final long limit;
    private final long interval;
    private final List<Sample> samples = new ArrayList<>();
    private long unsampled;
    private long used;
    private long checkAt;
    private int paused;

    MemoryMeter(EmiluaVm vm, long limit) {
        this.vm = vm;
        this.limit = limit;
        interval = Math.max(LEAST_INTERVAL, limit / SAMPLES);
        checkAt = limit;
        install();
    }

    /** Has allocations counted for the VMs that have meters, from the first one on. */
    private static void install() {
        if (!Allocations.counted) {
            Allocations.countWith(new OfCurrentVm());
        }
    }

    /** Finds the VM that allocates. */
    private static final class OfCurrentVm implements Allocations.Counter {

        @Override
        public void allocated(Object object, long bytes) {
            MemoryMeter meter = current();
            if (meter != null) {
                meter.count(object, bytes);
            }
        }

        @Override
        public void announced(long bytes) {
            MemoryMeter meter = current();
            if (meter != null) {
                meter.announce(bytes);
            }
        }

        private static @Nullable MemoryMeter current() {
            return Vm.currentOrNull() instanceof EmiluaVm vm ? vm.memory() : null;
        }
    }

    /** What is allocated now is for another VM; ended by {@link #resume}. */
    void pause() {
        paused++;
    }

    void resume() {
        paused--;
    }

    /** An object of so many bytes is there, or grew by them. */
    void count(Object object, long bytes) {
        unsampled += bytes;
        if (unsampled < interval || paused > 0) {
            return;
        }
        samples.add(new Sample(object, unsampled));
        used += unsampled;
        unsampled = 0;
        if (used > checkAt) {
            check(0);
        }
    }

    private void announce(long bytes) {
        if (used + bytes > limit && paused == 0) {
            check(bytes);
        }
    }

    /** Ends the VM if what it uses and wants exceeds the limit, garbage not counted. */
    private void check(long wanted) {
        forgetCollected();
        if (used + wanted > limit && (wanted > limit || mayCollect())) {
            collect();
            if (used + wanted > limit) {
                checkAt = Long.MAX_VALUE; // once is enough
                vm.exceededMemory(used + wanted, limit);
                return;
            }
        }
        checkAt = Math.max(limit, used + limit / TOLERANCE);
    }

    private void forgetCollected() {
        samples.removeIf(sample -> sample.refersTo(null));
        used = 0;
        for (Sample sample : samples) {
            used += sample.weight;
        }
    }

    /** Whether it is time for a collection, or what may be garbage is a danger to the others. */
    private boolean mayCollect() {
        return PAID_AT.get() - System.nanoTime() <= BURST_NANOSECONDS
                || used > limit + Math.max(limit, Runtime.getRuntime().maxMemory() / DANGEROUS_PART);
    }

    private void collect() {
        long start = System.nanoTime();
        System.gc();
        long cost = (System.nanoTime() - start) * TIME_SHARE;
        PAID_AT.updateAndGet(paid -> Math.max(paid - start, 0) + start + cost);
        forgetCollected();
    }
}
