package org.emilua.itests.model;

import java.util.ArrayDeque;

/** A latch of module sync: it opens for good when it is counted down to zero. */
final class ModelLatch {

    /** What it begins with. */
    static final int COUNT = 3;

    private final ArrayDeque<ModelFiber> waiting = new ArrayDeque<>();
    private int count = COUNT;

    void countDown(ModelFiber by, int steps) throws Raised {
        checkSteps(by, steps);
        count(steps);
    }

    private void checkSteps(ModelFiber by, int steps) throws Raised {
        if (steps > count) {
            throw by.raise(Value.EPERM);
        }
    }

    private void count(int steps) {
        count -= steps;
        while (isOpen() && !waiting.isEmpty()) {
            waiting.remove().wake();
        }
    }

    boolean isOpen() {
        return count == 0;
    }

    /** Counts down and waits; an interruption takes both back. An interruption point. */
    void arrive(ModelFiber fiber, int steps) throws Raised {
        checkSteps(fiber, steps);
        await(fiber, steps);
    }

    /** An interruption point, also where the latch is open. */
    void await(ModelFiber fiber) throws Raised {
        await(fiber, 0);
    }

    private void await(ModelFiber fiber, int steps) throws Raised {
        fiber.checkMaySuspend();
        fiber.checkInterruption();
        count(steps);
        if (!isOpen()) {
            waiting.add(fiber);
            fiber.block(new Wait("latch", true, () -> {
                waiting.remove(fiber);
                count += steps;
            }));
        }
    }
}
