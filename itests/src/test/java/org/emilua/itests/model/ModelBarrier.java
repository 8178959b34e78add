package org.emilua.itests.model;

import java.util.ArrayList;
import java.util.List;

/** A barrier of module sync: fibers wait until as many have arrived as are expected, phase after phase. */
final class ModelBarrier {

    /** How many are expected at first. */
    static final int EXPECTED = 2;

    private static final class Arrival {
        private final ModelFiber fiber;
        private List<Value> outcome;
        private boolean blocked;

        Arrival(ModelFiber fiber) {
            this.fiber = fiber;
        }
    }

    private List<Arrival> arrived = new ArrayList<>();
    private int expected = EXPECTED;

    private void checkNotDeserted(ModelFiber by) throws Raised {
        if (expected == 0) {
            throw by.raise(Value.EPERM);
        }
    }

    /** Which arrival of the phase it was, and whether the last. An interruption point; an interrupted arrival was none. */
    List<Value> meet(ModelFiber fiber) throws Raised {
        checkNotDeserted(fiber);
        fiber.checkMaySuspend();
        fiber.checkInterruption();
        Arrival arrival = new Arrival(fiber);
        arrived.add(arrival);
        complete();
        if (arrival.outcome == null) {
            arrival.blocked = true;
            fiber.block(new Wait("barrier", true, () -> arrived.remove(arrival)));
        }
        return arrival.outcome;
    }

    /** Arrives and leaves for good. */
    void drop(ModelFiber by) throws Raised {
        checkNotDeserted(by);
        expected--;
        complete();
    }

    private void complete() {
        if (arrived.size() < expected) {
            return;
        }
        List<Arrival> all = arrived;
        arrived = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Arrival one = all.get(i);
            one.outcome = List.of(Value.of(i + 1), Value.of(i == all.size() - 1));
            if (one.blocked) {
                one.fiber.wake();
            }
        }
    }
}
