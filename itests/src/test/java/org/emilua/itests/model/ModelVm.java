package org.emilua.itests.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A VM (notes: Order of execution, Uncaught errors): a queue of fibers that are ready, a clock that only moves when none is,
 * and what standard output and standard error would show.
 */
final class ModelVm {

    /** Something that a fiber or a coroutine runs. */
    interface Code {
        List<Value> run() throws Raised;
    }

    /** Runs message handlers. */
    interface Handlers {
        Value handle(Body.Protection protection, Value error);
    }

    private record Sleeper(ModelFiber fiber, int deadline) {}

    /** Above the time that any program takes; more is a mistake in the model. */
    private static final int MAX_TURNS = 20_000;

    private final Stage stage = new Stage();
    private final Handlers handlers;
    private final List<ModelFiber> fibers = new ArrayList<>();
    private final ArrayDeque<ModelFiber> ready = new ArrayDeque<>();
    private final List<Sleeper> sleepers = new ArrayList<>();
    private final Set<ModelFiber> unreported = new LinkedHashSet<>();
    private final List<String> trace = new ArrayList<>();
    private final List<String> atEnd = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private ModelFiber current;
    private int now;
    private int turns;
    private int exitCode;
    private boolean ended;

    ModelVm(Handlers handlers) {
        this.handlers = handlers;
    }

    Stage stage() {
        return stage;
    }

    /** The fiber that runs. */
    ModelFiber current() {
        return current;
    }

    // ---- the scheduler

    /** A new fiber, behind all that are ready: whoever spawned it runs on. */
    void start(ModelFiber fiber) {
        fibers.add(fiber);
        makeReady(fiber);
    }

    void makeReady(ModelFiber fiber) {
        ready.add(fiber);
    }

    /**
     * Runs until nothing is left that could happen. A VM that ended before that has no more turns for anybody, and unjoined
     * errors are reported all the same.
     */
    Expectation run() {
        try {
            while (!ended && (!ready.isEmpty() || timePasses())) {
                current = ready.remove();
                if (++turns > MAX_TURNS) {
                    throw new Unspecified("takes too long");
                }
                current.turn();
            }
            unreported.stream().filter(ModelFiber::joinable).forEach(fiber -> atEnd.add(panic(fiber, fiber.failure())));
            if (!ended) {
                reportDeadlocks();
            }
        } finally {
            stage.close();
        }
        return new Expectation(List.copyOf(trace), atEnd.stream().sorted().toList(), exitCode, ended, turns, now, counts);
    }

    private void reportDeadlocks() {
        for (ModelFiber fiber : fibers) {
            if (fiber.waiting() != null) {
                atEnd.add("deadlock " + fiber.name + ' ' + fiber.waiting().what());
            }
        }
    }

    private boolean timePasses() {
        Sleeper next = null;
        for (Sleeper sleeper : sleepers) {
            next = next == null || sleeper.deadline < next.deadline ? sleeper : next;
        }
        if (next == null) {
            return false;
        }
        sleepers.remove(next);
        now = next.deadline;
        next.fiber.wake();
        return true;
    }

    /** {@code time.sleep}: an interruption point that always suspends. */
    void sleep(ModelFiber fiber, int ticks) throws Raised {
        fiber.checkMaySuspend();
        fiber.checkInterruption();
        Sleeper sleeper = new Sleeper(fiber, now + ticks);
        if (sleepers.stream().anyMatch(other -> other.deadline == sleeper.deadline)) {
            throw new Unspecified("two fibers wake up at the same time");
        }
        sleepers.add(sleeper);
        fiber.block(new Wait("sleep", true, () -> sleepers.remove(sleeper)));
    }

    // ---- errors

    /** An error is raised in a fiber. A message handler sees it before any scope is left. */
    Raised raise(ModelFiber fiber, Value value) {
        Raised raised = new Raised(value);
        count("raised " + value.text().replaceAll("'.*'|^\\d+$", "values"));
        Body.Protection protection = fiber.body().protection();
        if (protection != null && protection.handler != null) {
            protection.outcome = handlers.handle(protection, value);
            protection.handled = raised;
        }
        return raised;
    }

    /** An error has left the fiber's function. If the fiber is the main one, the VM ends with it, or with what its handlers wait for. */
    void fiberFailed(ModelFiber fiber) {
        if (fiber.main) {
            exitCode = 1;
        }
    }

    /** The main fiber's death by an error ends the VM. */
    void fiberEnded(ModelFiber fiber) {
        if (fiber.main && fiber.failure() != null) {
            ended = true;
        }
    }

    void panicked(ModelFiber fiber, Value error) {
        trace.add(panic(fiber, error));
    }

    private String panic(ModelFiber fiber, Value error) {
        count("panics");
        return "panic " + fiber.name + ' ' + error.message();
    }

    void keepUnreported(ModelFiber fiber) {
        unreported.add(fiber);
    }

    void forgetUnreported(ModelFiber fiber) {
        unreported.remove(fiber);
    }

    /** A cleanup handler failed: nothing runs any more. */
    void terminate() {
        trace.add("terminated");
        exitCode = 1;
        ended = true;
        current.currentActivity().switchTo(stage.director());
    }

    // ---- the trace

    void say(int number, String text) {
        trace.add(current.name + ' ' + number + text);
    }

    void count(String event) {
        counts.merge(event, 1, Integer::sum);
    }
}
