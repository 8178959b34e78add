package org.emilua.itests.model;

import java.util.ArrayDeque;

/** A mutex (reference: mutex). It knows whether it is locked, not by whom. */
final class ModelMutex {

    private final ArrayDeque<ModelFiber> waiters = new ArrayDeque<>();
    private boolean locked;

    /** Takes the mutex: at once, without a switch, where it is free. Suspends, but is no interruption point. */
    void lock(ModelFiber fiber) throws Raised {
        fiber.checkMaySuspend();
        if (!locked) {
            locked = true;
            return;
        }
        waiters.add(fiber);
        fiber.block(new Wait("mutex", false, () -> waiters.remove(fiber)));
    }

    /** Hands the mutex to the first who waits for it, if there is one. Any fiber may do this. */
    void unlock(ModelFiber by) throws Raised {
        checkLocked(by);
        ModelFiber next = waiters.poll();
        if (next == null) {
            locked = false;
        } else {
            next.wake();
        }
    }

    void checkLocked(ModelFiber by) throws Raised {
        if (!locked) {
            throw by.raise(Value.EPERM);
        }
    }
}
