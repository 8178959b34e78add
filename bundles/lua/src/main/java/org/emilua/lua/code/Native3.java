package org.emilua.lua.code;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Code of a library function that takes three arguments. One that a call leaves out is {@code NONE}; one too many is dropped. */
public abstract class Native3 extends Code {

    @Override
    public final Varargs call0(LuaValue f) {
        return call3(f, LuaValue.NONE, LuaValue.NONE, LuaValue.NONE);
    }

    @Override
    public final Varargs call1(LuaValue f, LuaValue a) {
        return call3(f, a, LuaValue.NONE, LuaValue.NONE);
    }

    @Override
    public final Varargs call2(LuaValue f, LuaValue a, LuaValue b) {
        return call3(f, a, b, LuaValue.NONE);
    }

    @Override
    public final Varargs call4(LuaValue f, LuaValue a, LuaValue b, LuaValue c, LuaValue d) {
        return call3(f, a, b, c);
    }

    @Override
    public final Varargs callN(LuaValue f, Varargs args) {
        return call3(f, argument(args, 1), argument(args, 2), argument(args, 3));
    }

    private static LuaValue argument(Varargs args, int index) {
        return index <= args.narg() ? args.arg(index) : LuaValue.NONE;
    }
}
