package org.emilua.module.time;

import java.time.Instant;

/** The clocks of the module, all with ticks of a nanosecond. */
enum Clock {
    /** Monotonic; its epoch is that of {@link System#nanoTime()}. */
    STEADY,
    /** The wall clock, which may be adjusted at any moment; its epoch is 1970. */
    SYSTEM,
    /** The monotonic clock under a type of its own, whose time points cannot be moved. */
    HIGH_RESOLUTION;

    private static final long TICKS_PER_SECOND = 1_000_000_000;

    /** How late a wait may notice that the wall clock was set forward. */
    private static final long LONGEST_SYSTEM_WAIT = 60 * TICKS_PER_SECOND;

    /** The number of ticks since the clock's epoch. */
    long now() {
        if (this != SYSTEM) {
            return System.nanoTime();
        }
        Instant now = Instant.now();
        return now.getEpochSecond() * TICKS_PER_SECOND + now.getNano();
    }

    /** When to look whether the clock has reached {@code expiry}, which lies ahead, measured by {@link System#nanoTime()}. */
    long deadlineOf(long expiry) {
        return this == SYSTEM ? System.nanoTime() + Math.min(expiry - now(), LONGEST_SYSTEM_WAIT) : expiry;
    }
}
