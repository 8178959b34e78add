package org.emilua.itests.model;

import java.util.ArrayList;
import java.util.List;

/** A future of module sync with its promise: an outcome that is set once, for all who wait and will ask. */
final class ModelFuture {

    private final List<ModelSelection> waiting = new ArrayList<>();
    private List<Value> values;
    private Value error;

    boolean isReady() {
        return values != null || error != null;
    }

    /** What was set. */
    List<Value> outcome(ModelFiber fiber) throws Raised {
        if (error != null) {
            throw fiber.raise(error);
        }
        return values;
    }

    /** An interruption point, also where the outcome is there. */
    List<Value> get(ModelFiber fiber) throws Raised {
        fiber.checkMaySuspend();
        fiber.checkInterruption();
        if (!isReady()) {
            ModelSelection wait = new ModelSelection(fiber, "future");
            request(wait);
            wait.await();
        }
        return outcome(fiber);
    }

    void request(ModelSelection by) {
        waiting.add(by);
        by.add(() -> waiting.remove(by));
    }

    /** Sets the values, or the error. */
    void set(ModelFiber by, List<Value> given, Value failure) throws Raised {
        if (isReady()) {
            throw by.raise(Value.EPERM);
        }
        values = given;
        error = failure;
        List<ModelSelection> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(one -> one.end(List.of(Value.of(2)), this));
    }
}
