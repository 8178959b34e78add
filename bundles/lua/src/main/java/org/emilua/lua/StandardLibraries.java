package org.emilua.lua;

import org.emilua.lua.library.StringLibrary;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.OneArgFunction;
import org.luaj.vm2.lib.VarArgFunction;

/** The language's libraries, made afresh for each VM. */
final class StandardLibraries {

    private static final String[] TAKEN = {
        "assert", "collectgarbage", "ipairs", "next", "pairs", "rawequal", "rawget", "rawset", "rawlen",
        "select", "setmetatable", "tonumber", "tostring", "type", "table", "math"
    };

    private StandardLibraries() {}

    static LuaTable create(LuaState state) {
        Globals luaj = LuaState.loadLuajLibraries();
        LuaTable libraries = new LuaTable(0, 64);
        for (String name : TAKEN) {
            libraries.rawset(name, luaj.rawget(name));
        }
        libraries.rawset("_VERSION", LuaValue.valueOf("Lua 5.1"));
        libraries.rawset("unpack", luaj.rawget("table").get("unpack"));
        libraries.rawset("bit", bit(luaj.rawget("bit32").checktable()));
        libraries.rawset("getmetatable", new GetMetatable(state));
        libraries.rawset("error", new RaiseError());
        libraries.rawset("string", StringLibrary.create());
        return libraries;
    }

    private static LuaTable bit(LuaTable bit32) {
        LuaTable bit = new LuaTable();
        bit.rawset("band", new Signed(bit32.rawget("band")));
        bit.rawset("bor", new Signed(bit32.rawget("bor")));
        bit.rawset("bxor", new Signed(bit32.rawget("bxor")));
        bit.rawset("bnot", new Signed(bit32.rawget("bnot")));
        bit.rawset("lshift", new Signed(bit32.rawget("lshift")));
        bit.rawset("rshift", new Signed(bit32.rawget("rshift")));
        bit.rawset("arshift", new Signed(bit32.rawget("arshift")));
        bit.rawset("rol", new Signed(bit32.rawget("lrotate")));
        bit.rawset("ror", new Signed(bit32.rawget("rrotate")));
        return bit;
    }

    /** The results of BitOp are signed where bit32's are not. */
    private static final class Signed extends VarArgFunction {
        private final LuaValue unsigned;

        Signed(LuaValue unsigned) {
            this.unsigned = unsigned;
        }

        @Override
        public Varargs invoke(Varargs args) {
            return LuaValue.valueOf((int) unsigned.invoke(args).arg1().tolong());
        }
    }

    /** {@code getmetatable} with strings' metatable that of the VM. */
    private static final class GetMetatable extends OneArgFunction {
        private final LuaState state;

        GetMetatable(LuaState state) {
            this.state = state;
        }

        @Override
        public LuaValue call(LuaValue value) {
            LuaValue metatable = value instanceof LuaString ? state.stringMetatable() : value.getmetatable();
            if (metatable == null) {
                return NIL;
            }
            LuaValue shown = metatable.rawget(METATABLE);
            return shown.isnil() ? metatable : shown;
        }
    }

    /** {@code error}: LuaJ's own turns every value into a string. */
    private static final class RaiseError extends VarArgFunction {
        @Override
        public Varargs invoke(Varargs args) {
            LuaValue value = args.arg1();
            int level = args.optint(2, 1);
            if (level > 0 && value.isstring()) {
                throw new LuaError(value.tojstring(), level);
            }
            throw new LuaError(value);
        }
    }
}
