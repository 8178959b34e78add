package org.emilua.module.time;

import org.emilua.api.lua.Args;
import org.emilua.api.lua.Handle;

/** A point in time of one clock, which {@code add} and {@code sub} move (reference: time_point). Belongs to its VM's strand. */
final class TimePoint extends Handle {

    private final Clock clock;
    private long ticks;

    TimePoint(Clock clock, long ticks) {
        super(TimePointType.of(clock));
        this.clock = clock;
        this.ticks = ticks;
    }

    /** An argument that must be a time point of {@code clock}. */
    static TimePoint read(Args args, int index, Clock clock) {
        TimePoint point = args.handle(index, TimePoint.class);
        if (point.clock != clock) {
            throw Args.invalid(index);
        }
        return point;
    }

    /** The number of ticks since the clock's epoch. */
    long ticks() {
        return ticks;
    }

    void ticks(long moved) {
        ticks = moved;
    }
}
