package org.emilua.lua.code;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Code of a library function that takes four arguments. One that a call leaves out is {@code NONE}; one too many is dropped. */
public abstract class Native4 extends Code {

    @Override
    public final Varargs call0(LuaValue f) {
        return call4(f, LuaValue.NONE, LuaValue.NONE, LuaValue.NONE, LuaValue.NONE);
    }

    @Override
    public final Varargs call1(LuaValue f, LuaValue a) {
        return call4(f, a, LuaValue.NONE, LuaValue.NONE, LuaValue.NONE);
    }

    @Override
    public final Varargs call2(LuaValue f, LuaValue a, LuaValue b) {
        return call4(f, a, b, LuaValue.NONE, LuaValue.NONE);
    }

    @Override
    public final Varargs call3(LuaValue f, LuaValue a, LuaValue b, LuaValue c) {
        return call4(f, a, b, c, LuaValue.NONE);
    }

    @Override
    public final Varargs callN(LuaValue f, Varargs args) {
        return call4(f, argument(args, 1), argument(args, 2), argument(args, 3), argument(args, 4));
    }

    private static LuaValue argument(Varargs args, int index) {
        return index <= args.narg() ? args.arg(index) : LuaValue.NONE;
    }
}
