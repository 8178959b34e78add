package org.emilua.itests;

import java.time.Duration;
import java.util.function.Supplier;

/** Waits for what happens sooner or later: how soon says nothing on a machine that is busy with other things. */
final class Patience {

    /** How long nothing takes unless it is broken. */
    static final Duration LIMIT = Duration.ofSeconds(120);

    private static final long PAUSE_MILLIS = 10;

    private Patience() {}

    /** What is waited for. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    /** Waits until the condition holds. Fails with what {@code otherwise} tells where that never happens. */
    static void await(Condition condition, Supplier<String> otherwise) throws Exception {
        if (!within(LIMIT, condition)) {
            throw new AssertionError(otherwise.get());
        }
    }

    /** Waits until the condition holds, but only for so long. */
    static boolean within(Duration limit, Condition condition) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                return condition.holds();
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return true;
    }
}
