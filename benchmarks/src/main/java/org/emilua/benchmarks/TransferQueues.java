package org.emilua.benchmarks;

import java.util.concurrent.LinkedTransferQueue;

/** Two threads that send an object to and fro, each waiting until the other has taken it: what actors could reach at the most. */
public final class TransferQueues {

    private static final int ROUNDS = 5;

    private TransferQueues() {}

    /** Prints the best round trips per second; argument 1 is how many make a round. */
    public static void main(String[] arguments) throws InterruptedException {
        int trips = Integer.parseInt(arguments[0]);
        LinkedTransferQueue<Integer> there = new LinkedTransferQueue<>();
        LinkedTransferQueue<Integer> back = new LinkedTransferQueue<>();
        Thread partner = new Thread(() -> echo(there, back));
        partner.setDaemon(true);
        partner.start();
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long before = System.nanoTime();
            for (int i = 0; i < trips; i++) {
                there.transfer(i);
                back.take();
            }
            best = Math.max(best, trips / ((System.nanoTime() - before) / 1e9));
        }
        System.out.println((long) best);
    }

    private static void echo(LinkedTransferQueue<Integer> from, LinkedTransferQueue<Integer> to) {
        try {
            while (true) {
                to.transfer(from.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
