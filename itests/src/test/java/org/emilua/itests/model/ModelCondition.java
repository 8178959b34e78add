package org.emilua.itests.model;

import java.util.ArrayDeque;

/** A condition variable (reference: condition_variable). */
final class ModelCondition {

    private final ArrayDeque<ModelFiber> waiters = new ArrayDeque<>();

    /**
     * Releases the mutex and waits for a notification, and then for the mutex. An interruption point: a pending interruption
     * is raised before the mutex is released; one that comes later, when the mutex has been taken again.
     */
    void await(ModelFiber fiber, ModelMutex mutex) throws Raised {
        mutex.checkLocked(fiber);
        fiber.checkMaySuspend();
        fiber.checkInterruption();
        waiters.add(fiber);
        mutex.unlock(fiber);
        boolean notified = fiber.blockUnlessInterrupted(new Wait("condition", true, () -> waiters.remove(fiber)));
        mutex.lock(fiber);
        if (!notified) {
            throw fiber.raise(Value.INTERRUPTED);
        }
    }

    /** Wakes who has waited longest. It does not switch. */
    void notifyOne() {
        ModelFiber first = waiters.poll();
        if (first != null) {
            first.wake();
        }
    }

    void notifyEveryone() {
        while (!waiters.isEmpty()) {
            notifyOne();
        }
    }
}
