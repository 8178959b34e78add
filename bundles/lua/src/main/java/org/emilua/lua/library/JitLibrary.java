package org.emilua.lua.library;

import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Native0;
import org.emilua.lua.code.Native2;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The library {@code jit}. The JVM decides what it compiles: the switches are accepted and change nothing. */
public final class JitLibrary {

    private static final int VERSION_NUMBER = 20_100;

    private static final Library LIBRARY = new Library()
            .add("version", LuaString.valueOf("Emilua 0.4 (JVM " + System.getProperty("java.vm.version", "?") + ")"))
            .add("version_num", new LuaDouble(VERSION_NUMBER))
            .add("os", LuaString.valueOf("Linux"))
            .add("arch", LuaString.valueOf("x64"))
            .add("on", new Switch())
            .add("off", new Switch())
            .add("flush", new Switch())
            .add("status", new Status());

    private JitLibrary() {}

    /** The library's table, for one VM. */
    public static LuaTable create() {
        return LIBRARY.table();
    }

    private static final class Switch extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue function, LuaValue recursive) {
            boolean known = Arguments.isAbsent(function)
                    || function instanceof LuaFunction
                    || function == LuaValue.TRUE
                    || function == LuaValue.FALSE
                    || function.isnumber();
            if (!known) {
                throw Errors.argumentType(1, "function", function);
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
