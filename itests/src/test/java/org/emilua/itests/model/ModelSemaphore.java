package org.emilua.itests.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** A semaphore of module sync: whoever waits is served in order, whatever others want. */
final class ModelSemaphore {

    /** How many permits there are at most. */
    static final int MOST = 3;

    private record Request(ModelSelection by, int permits) {}

    private final ArrayDeque<Request> waiting = new ArrayDeque<>();
    private int available = 1;

    /** Takes permits if they are there and nobody waits. */
    boolean take(int permits) {
        if (permits > available || !waiting.isEmpty()) {
            return false;
        }
        available -= permits;
        return true;
    }

    /** An interruption point, also where the permits are there. */
    void acquire(ModelFiber fiber, int permits) throws Raised {
        fiber.checkMaySuspend();
        fiber.checkInterruption();
        if (!take(permits)) {
            ModelSelection wait = new ModelSelection(fiber, "semaphore");
            request(wait, permits);
            wait.await();
        }
    }

    /** Gives permits to those who wait, as long as they suffice for the first. */
    void release(ModelFiber by, int permits) throws Raised {
        if (available + permits > MOST) {
            throw by.raise(Value.EOVERFLOW);
        }
        available += permits;
        serve();
    }

    void request(ModelSelection by, int permits) {
        Request request = new Request(by, permits);
        waiting.add(request);
        by.add(() -> {
            waiting.remove(request);
            serve();
        });
    }

    private void serve() {
        List<ModelSelection> served = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.peek().permits <= available) {
            Request first = waiting.remove();
            available -= first.permits;
            served.add(first.by);
        }
        served.forEach(by -> by.end(List.of(Value.of(1)), null));
    }

    int available() {
        return available;
    }
}
