package org.emilua.module.time;

import org.emilua.api.LuaModule;
import org.emilua.api.Vm;
import org.emilua.api.lua.ModuleTable;
import org.luaj.vm2.LuaValue;
import org.osgi.service.component.annotations.Component;

/** Builds what {@code require 'time'} returns. */
@Component(property = LuaModule.NAME + "=time")
public final class TimeModule implements LuaModule {

    @Override
    public LuaValue load(Vm vm) {
        return new ModuleTable()
                .function("sleep", new SleepFunction(vm))
                .value("steady_clock", clock(Clock.STEADY))
                .value("system_clock", clock(Clock.SYSTEM))
                .value("high_resolution_clock", clock(Clock.HIGH_RESOLUTION).value("is_steady", LuaValue.TRUE))
                .value("steady_timer", timer(vm, Clock.STEADY))
                .value("system_timer", timer(vm, Clock.SYSTEM));
    }

    private static ModuleTable clock(Clock clock) {
        return new ModuleTable()
                .function("now", args -> new TimePoint(clock, clock.now()))
                .function("epoch", args -> new TimePoint(clock, 0));
    }

    private static ModuleTable timer(Vm vm, Clock clock) {
        return new ModuleTable().function("new", args -> new TimerHandle(vm, clock));
    }
}
