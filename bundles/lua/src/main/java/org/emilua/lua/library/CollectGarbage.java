package org.emilua.lua.library;

import org.emilua.lua.LuaState;
import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Native2;
import org.emilua.lua.code.Operations;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code collectgarbage}. The JVM decides itself when it collects: the settings are remembered and change nothing, and a
 * step is always the last one of its cycle.
 */
final class CollectGarbage extends Native2 {

    private static final LuaString COLLECT = LuaString.valueOf("collect");

    @Override
    public Varargs call2(LuaValue f, LuaValue option, LuaValue setting) {
        String name = Arguments.string(option, 1, COLLECT).tojstring();
        int value = Integers.argument(setting, 2, 0);
        LuaState state = LuaState.current();
        CollectorSettings settings = state.collectorSettings();
        return switch (name) {
            case "collect" -> collect(state);
            case "count" -> new LuaDouble(Collector.kilobytes());
            case "step" -> step(state);
            case "stop" -> run(settings, false);
            case "restart" -> run(settings, true);
            case "isrunning" -> Operations.box(settings.isRunning());
            case "setpause" -> new LuaDouble(settings.pause(value));
            case "setstepmul" -> new LuaDouble(settings.stepMultiplier(value));
            default -> throw Errors.argument(1, "invalid option '" + name + "'");
        };
    }

    private static LuaValue collect(LuaState state) {
        Collector.collect(state.finalizers());
        Finalizers.run(state);
        return new LuaDouble(0);
    }

    private static LuaValue step(LuaState state) {
        Finalizers.run(state);
        return LuaValue.TRUE;
    }

    private static LuaValue run(CollectorSettings settings, boolean running) {
        settings.run(running);
        return new LuaDouble(0);
    }
}
