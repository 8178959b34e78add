package org.emilua.module.time;

import org.emilua.api.lua.LuaType;
import org.luaj.vm2.LuaValue;

/** The members of the two kinds of timers. */
final class TimerType {

    static final LuaType<TimerHandle> STEADY = timer(Clock.STEADY, "time.steady_timer")
            .method("expires_after", (self, args) -> {
                long expiry = Ticks.sum(Clock.STEADY.now(), Ticks.read(args, 2), 2);
                return LuaValue.valueOf(self.of(Clock.STEADY).expiresAt(expiry));
            });
    static final LuaType<TimerHandle> SYSTEM = timer(Clock.SYSTEM, "time.system_timer");

    private TimerType() {}

    private static LuaType<TimerHandle> timer(Clock clock, String name) {
        return LuaType.named(name, TimerHandle.class)
                .method("expires_at", (self, args) ->
                        LuaValue.valueOf(self.of(clock).expiresAt(TimePoint.read(args, 2, clock).ticks())))
                .method("wait", (self, args) -> self.of(clock).await())
                .method("cancel", (self, args) -> LuaValue.valueOf(self.of(clock).cancel()))
                .property("expiry", self -> new TimePoint(clock, self.expiry()));
    }
}
