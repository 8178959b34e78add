package org.emilua.lua.library;

import org.emilua.lua.code.Builtin;
import org.emilua.lua.code.Closure;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Native0;
import org.emilua.lua.code.Native1;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The library {@code jit}. The JVM compiles what it finds worth it: the switches take their arguments and change nothing. */
public final class JitLibrary {

    private static final int LUAJIT_VERSION = 20100;
    private static final String ARCHITECTURE = nameInLuaJit(System.getProperty("os.arch", ""));

    private static final FunctionSet FUNCTIONS = new FunctionSet(
            new Builtin("flush", new Flush()),
            new Builtin("off", new Switch()),
            new Builtin("on", new Switch()),
            new Builtin("status", new Status()));

    private JitLibrary() {}

    private static String nameInLuaJit(String architecture) {
        return switch (architecture) {
            case "amd64" -> "x64";
            case "aarch64" -> "arm64";
            default -> architecture;
        };
    }

    /** The library's table for one VM. */
    public static LuaTable create() {
        LuaTable table = FUNCTIONS.table(4);
        table.rawset("version", LuaValue.valueOf("Emilua 0.4 (JVM)"));
        table.rawset("version_num", new LuaDouble(LUAJIT_VERSION));
        table.rawset("os", LuaValue.valueOf("Linux"));
        table.rawset("arch", LuaValue.valueOf(ARCHITECTURE));
        return table;
    }

    /** Whether a value says what to compile: all, this function, or a Lua function. */
    private static boolean isTarget(LuaValue value) {
        return value == LuaValue.NONE || value == LuaValue.NIL || value == LuaValue.TRUE || value instanceof Closure;
    }

    private static final class Switch extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue target) {
            if (!isTarget(target)) {
                throw Errors.argumentType(1, "function", target);
            }
            return LuaValue.NONE;
        }
    }

    private static final class Flush extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue target) {
            if (!isTarget(target) && !(target instanceof LuaNumber)) {
                throw Errors.argumentType(1, "function", target);
            }
            return LuaValue.NONE;
        }
    }

    private static final class Status extends Native0 {
        @Override
        public Varargs call0(LuaValue f) {
            return LuaValue.TRUE;
        }
    }
}
