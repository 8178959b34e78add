package org.emilua.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the VMs that have a share of the processor, and interrupts one that runs beyond it without suspending. Its thread is there
 * only while such VMs are. Safe to use from any thread.
 */
final class LimitWatch {

    private static final long INTERVAL_MILLIS = 5;

    private final Set<EmiluaVm> watched = ConcurrentHashMap.newKeySet();
    private @Nullable Thread thread;

    synchronized void add(EmiluaVm vm) {
        watched.add(vm);
        if (thread == null) {
            Thread started = new Thread(this::run, "emilua-limits");
            started.setDaemon(true);
            started.start();
            thread = started;
        }
    }

    void remove(EmiluaVm vm) {
        watched.remove(vm);
    }

    private void run() {
        while (!isOver()) {
            for (EmiluaVm vm : watched) {
                vm.preemptIfOverdue();
            }
            try {
                Thread.sleep(INTERVAL_MILLIS);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts this thread", e);
            }
        }
    }

    private synchronized boolean isOver() {
        if (!watched.isEmpty()) {
            return false;
        }
        thread = null;
        return true;
    }
}
