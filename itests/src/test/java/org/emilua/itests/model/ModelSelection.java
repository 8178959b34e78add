package org.emilua.itests.model;

import java.util.ArrayList;
import java.util.List;

/** A fiber's wait for one object of module sync, or for the first of several. */
final class ModelSelection {

    private final ModelFiber fiber;
    private final String what;
    private final List<Runnable> withdrawals = new ArrayList<>();
    private List<Value> result;
    private ModelFuture future;

    ModelSelection(ModelFiber fiber, String what) {
        this.fiber = fiber;
        this.what = what;
    }

    /** {@code sync.select} of a semaphore and a future: which, and what its own wait returns. An interruption point. */
    static List<Value> select(ModelFiber fiber, ModelSemaphore semaphore, ModelFuture future) throws Raised {
        fiber.checkMaySuspend();
        fiber.checkInterruption();
        if (semaphore.take(1)) {
            return List.of(Value.of(1));
        }
        ModelSelection selection = new ModelSelection(fiber, "select");
        if (future.isReady()) {
            selection.result = List.of(Value.of(2));
            selection.future = future;
        } else {
            semaphore.request(selection, 1);
            future.request(selection);
            selection.await();
        }
        List<Value> values = new ArrayList<>(selection.result);
        if (selection.future != null) {
            values.addAll(selection.future.outcome(fiber));
        }
        return values;
    }

    /** What takes the wait back from an object. */
    void add(Runnable withdrawal) {
        withdrawals.add(withdrawal);
    }

    /** Whoever is interrupted goes on before those that may then move up. */
    void await() throws Raised {
        fiber.block(new Wait(what, true, () -> {}, this::withdraw));
    }

    private void withdraw() {
        withdrawals.forEach(Runnable::run);
    }

    /** One of the objects ended the wait; the others forget it. */
    void end(List<Value> which, ModelFuture whose) {
        result = which;
        future = whose;
        fiber.wake();
        withdraw();
    }
}
