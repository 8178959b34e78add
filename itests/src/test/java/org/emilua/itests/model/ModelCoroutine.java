package org.emilua.itests.model;

import java.util.List;

/**
 * A coroutine (reference: Internals, "User-coroutines"; notes: Coroutines). Its scopes and protected calls are its own;
 * interruption and all else are those of the fiber that resumed it, which blocks as a whole where the coroutine's code does.
 */
final class ModelCoroutine {

    final String name;

    private final Body body = new Body();
    private final Stage.Activity activity;
    private ModelFiber fiber;
    private ModelCoroutine resumer;
    private Stage.Activity resumerActivity;
    private List<Value> passed = List.of();
    private Raised failure;
    private boolean dead;

    ModelCoroutine(ModelVm vm, String name, ModelVm.Code code) {
        this.name = name;
        activity = vm.stage().activity(() -> run(code), () -> resumerActivity);
    }

    private void run(ModelVm.Code code) {
        try {
            passed = code.run();
        } catch (Raised e) {
            failure = e;
        }
        dead = true;
    }

    Body body() {
        return body;
    }

    Stage.Activity activity() {
        return activity;
    }

    /** What it was resumed with last. */
    List<Value> arguments() {
        return passed;
    }

    /** What coroutine.resume answers without running anything, or null where the coroutine can run. */
    Value obstacle(ModelFiber by) {
        if (dead) {
            return Value.of("cannot resume dead coroutine");
        }
        return fiber == by ? Value.of("cannot resume running coroutine") : null;
    }

    /** Whether another fiber is blocked in it. */
    boolean busyFor(ModelFiber by) {
        return fiber != null && fiber != by;
    }

    /** Runs the coroutine until it yields, returns or raises. What it raises comes out as it is. */
    List<Value> resume(ModelFiber by, List<Value> values) throws Raised {
        fiber = by;
        resumer = by.coroutine();
        resumerActivity = by.currentActivity();
        passed = values;
        by.coroutine(this);
        resumerActivity.switchTo(activity);
        by.coroutine(resumer);
        resumer = null;
        fiber = null;
        if (failure != null) {
            Raised raised = failure;
            failure = null;
            throw raised;
        }
        return passed;
    }

    /** Leaves the coroutine that a fiber is in; returns what it is resumed with. */
    static List<Value> yield(ModelFiber fiber, List<Value> values) throws Raised {
        ModelCoroutine current = fiber.coroutine();
        if (current == null) {
            throw fiber.raise(Value.BAD_COROUTINE);
        }
        if (current.body.inHandler()) {
            throw new Unspecified("a coroutine yields in a handler");
        }
        current.passed = values;
        current.activity.switchTo(current.resumerActivity);
        return current.passed;
    }

    String status(ModelFiber asker) {
        if (dead) {
            return "dead";
        }
        if (fiber == null) {
            return "suspended";
        }
        return asker.coroutine() == this ? "running" : "normal";
    }
}
