package org.emilua.api.lua;

import java.util.concurrent.atomic.AtomicBoolean;
import org.emilua.api.StackRoom;

/**
 * The first call of each function that Java provides initializes classes. One that finds no stack left for that would be
 * unusable in all VMs from then on; so a first call needs room. Safe to use from any thread.
 */
final class FirstCalls {

    private static final ClassValue<AtomicBoolean> CALLED = new ClassValue<>() {
        @Override
        protected AtomicBoolean computeValue(Class<?> body) {
            return new AtomicBoolean();
        }
    };

    private static final int BYTES = 160 << 10;

    private FirstCalls() {}

    /**
     * A function with a body of class {@code body} is about to be called.
     *
     * @throws StackOverflowError where that is the first such call, and there is no room for it
     */
    static void check(Class<?> body) {
        AtomicBoolean called = CALLED.get(body);
        if (!called.get()) {
            StackRoom.check(BYTES);
            called.set(true);
        }
    }
}
