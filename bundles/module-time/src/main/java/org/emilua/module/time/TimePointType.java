package org.emilua.module.time;

import org.emilua.api.lua.Args;
import org.emilua.api.lua.LuaType;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The members of time points, whose type is another one for each clock. A time point of another clock raises EINVAL. */
final class TimePointType {

    private static final LuaType<TimePoint> STEADY = movable(Clock.STEADY, "time.steady_clock.time_point");
    private static final LuaType<TimePoint> SYSTEM = movable(Clock.SYSTEM, "time.system_clock.time_point");
    private static final LuaType<TimePoint> HIGH_RESOLUTION =
            comparable(Clock.HIGH_RESOLUTION, "time.high_resolution_clock.time_point")
                    .metamethod("__sub", args -> secondsBetween(Clock.HIGH_RESOLUTION, args));

    private TimePointType() {}

    static LuaType<TimePoint> of(Clock clock) {
        return switch (clock) {
            case STEADY -> STEADY;
            case SYSTEM -> SYSTEM;
            case HIGH_RESOLUTION -> HIGH_RESOLUTION;
        };
    }

    private static LuaType<TimePoint> comparable(Clock clock, String name) {
        return LuaType.named(name, TimePoint.class)
                .property("seconds_since_epoch", self -> LuaValue.valueOf(Ticks.toSeconds(self.ticks())))
                .metamethod("__eq", args -> LuaValue.valueOf(compare(clock, args) == 0))
                .metamethod("__lt", args -> LuaValue.valueOf(compare(clock, args) < 0))
                .metamethod("__le", args -> LuaValue.valueOf(compare(clock, args) <= 0));
    }

    private static LuaType<TimePoint> movable(Clock clock, String name) {
        return comparable(clock, name)
                .method("add", (self, args) -> move(self, later(clock, args, 1, 2)))
                .method("sub", (self, args) -> move(self, earlier(clock, args)))
                .metamethod("__add", args -> args.arg(1) instanceof TimePoint
                        ? new TimePoint(clock, later(clock, args, 1, 2))
                        : new TimePoint(clock, later(clock, args, 2, 1)))
                .metamethod("__sub", args -> args.arg(2) instanceof TimePoint
                        ? secondsBetween(clock, args)
                        : new TimePoint(clock, earlier(clock, args)));
    }

    private static Varargs move(TimePoint point, long ticks) {
        point.ticks(ticks);
        return LuaValue.NONE;
    }

    private static long later(Clock clock, Args args, int point, int seconds) {
        return Ticks.sum(TimePoint.read(args, point, clock).ticks(), Ticks.read(args, seconds), seconds);
    }

    private static long earlier(Clock clock, Args args) {
        return Ticks.difference(TimePoint.read(args, 1, clock).ticks(), Ticks.read(args, 2), 2);
    }

    private static Varargs secondsBetween(Clock clock, Args args) {
        long later = TimePoint.read(args, 1, clock).ticks();
        return LuaValue.valueOf(Ticks.toSeconds(Ticks.difference(later, TimePoint.read(args, 2, clock).ticks(), 2)));
    }

    private static int compare(Clock clock, Args args) {
        return Long.compare(TimePoint.read(args, 1, clock).ticks(), TimePoint.read(args, 2, clock).ticks());
    }
}
