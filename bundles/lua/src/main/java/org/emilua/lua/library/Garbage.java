package org.emilua.lua.library;

import org.emilua.lua.LuaState;
import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Native0;
import org.emilua.lua.code.Native2;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code collectgarbage} and {@code gcinfo}. The collector is the JVM's and serves all VMs: it can be asked to collect and
 * tells how much memory is in use; its other settings are remembered and change nothing.
 */
final class Garbage {

    private static final LuaString COLLECT = LuaString.valueOf("collect");
    private static final double BYTES_PER_UNIT = 1024;

    private Garbage() {}

    private static double used() {
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / BYTES_PER_UNIT;
    }

    static final class Collect extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue option, LuaValue argument) {
            LuaState state = LuaState.current();
            String chosen = Arguments.string(option, 1, COLLECT).tojstring();
            return switch (chosen) {
                case "collect" -> {
                    collect(state);
                    yield new LuaDouble(0);
                }
                case "step" -> {
                    collect(state);
                    yield LuaValue.TRUE;
                }
                case "count" -> new LuaDouble(used());
                case "stop" -> state.collector().running(false);
                case "restart" -> state.collector().running(true);
                case "isrunning" -> LuaValue.valueOf(state.collector().isRunning());
                case "setpause" -> state.collector().pause(Arguments.integer(argument, 2, 0));
                case "setstepmul" -> state.collector().stepMultiplier(Arguments.integer(argument, 2, 0));
                default -> throw Errors.argument(1, "invalid option '" + chosen + "'");
            };
        }

        private static void collect(LuaState state) {
            System.gc();
            state.finalizers().runAfterCollection();
        }
    }

    static final class Info extends Native0 {
        @Override
        public Varargs call0(LuaValue f) {
            return new LuaDouble(Math.floor(used()));
        }
    }
}
