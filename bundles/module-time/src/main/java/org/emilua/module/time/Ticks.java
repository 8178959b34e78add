package org.emilua.module.time;

import org.emilua.api.lua.Args;

/** Durations and points in time as numbers of nanoseconds, and as Lua's seconds. */
final class Ticks {

    private static final double PER_SECOND = 1e9;
    private static final double LIMIT = 0x1p63;

    private Ticks() {}

    /**
     * A number of seconds, rounded to the nearest nanosecond and to even in halfway cases. What does not fit into 64 bits
     * raises EINVAL.
     */
    static long read(Args args, int index) {
        double ticks = Math.rint(args.number(index) * PER_SECOND);
        if (ticks >= LIMIT || ticks < -LIMIT) {
            throw Args.invalid(index);
        }
        return (long) ticks;
    }

    /** {@code ticks + more}; where that does not fit into 64 bits, argument {@code index} is to blame. */
    static long sum(long ticks, long more, int index) {
        long sum = ticks + more;
        if (((ticks ^ sum) & (more ^ sum)) < 0) {
            throw Args.invalid(index);
        }
        return sum;
    }

    /** {@code ticks - less}; where that does not fit into 64 bits, argument {@code index} is to blame. */
    static long difference(long ticks, long less, int index) {
        long difference = ticks - less;
        if (((ticks ^ less) & (ticks ^ difference)) < 0) {
            throw Args.invalid(index);
        }
        return difference;
    }

    static double toSeconds(long ticks) {
        return ticks / PER_SECOND;
    }
}
