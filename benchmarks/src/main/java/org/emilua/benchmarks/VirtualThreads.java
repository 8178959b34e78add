package org.emilua.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** The peer of the fiber benchmark: the same work with the JDK's virtual threads. Prints name and operations per second. */
public final class VirtualThreads {

    private interface Work {
        void run(int operations) throws InterruptedException;
    }

    private VirtualThreads() {}

    /** Runs all measurements. */
    public static void main(String[] args) throws InterruptedException {
        rate("spawn+join", 500_000, n -> {
            for (int i = 0; i < n; i++) {
                Thread.startVirtualThread(() -> {}).join();
            }
        });
        rate("yield", 2_000_000, n -> pair(() -> {
            for (int i = 0; i < n / 2; i++) {
                Thread.yield();
            }
        }));
        rate("mutex", 1_000_000, n -> {
            ReentrantLock lock = new ReentrantLock(true);
            pair(() -> {
                for (int i = 0; i < n / 2; i++) {
                    lock.lock();
                    try {
                        Thread.yield();
                    } finally {
                        lock.unlock();
                    }
                }
            });
        });
        rate("timer", 200_000, n -> {
            CountDownLatch done = new CountDownLatch(n);
            for (int i = 0; i < n; i++) {
                Thread.startVirtualThread(() -> {
                    try {
                        Thread.sleep(0, 100_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    done.countDown();
                });
            }
            done.await();
        });
    }

    private static void pair(Runnable body) throws InterruptedException {
        Thread a = Thread.startVirtualThread(body);
        Thread b = Thread.startVirtualThread(body);
        a.join();
        b.join();
    }

    private static void rate(String name, int operations, Work work) throws InterruptedException {
        work.run(operations / 10);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long before = System.nanoTime();
            work.run(operations);
            best = Math.min(best, System.nanoTime() - before);
        }
        System.out.printf("%-12s %d%n", name, (long) (operations * 1e9 / best));
    }
}
