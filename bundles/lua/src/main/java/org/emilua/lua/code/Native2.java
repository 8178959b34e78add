package org.emilua.lua.code;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Code of a library function that takes two arguments. One that a call leaves out is {@code NONE}; one too many is dropped. */
public abstract class Native2 extends Code {

    @Override
    public final Varargs call0(LuaValue f) {
        return call2(f, LuaValue.NONE, LuaValue.NONE);
    }

    @Override
    public final Varargs call1(LuaValue f, LuaValue a) {
        return call2(f, a, LuaValue.NONE);
    }

    @Override
    public final Varargs call3(LuaValue f, LuaValue a, LuaValue b, LuaValue c) {
        return call2(f, a, b);
    }

    @Override
    public final Varargs call4(LuaValue f, LuaValue a, LuaValue b, LuaValue c, LuaValue d) {
        return call2(f, a, b);
    }

    @Override
    public final Varargs callN(LuaValue f, Varargs args) {
        return call2(f, argument(args, 1), argument(args, 2));
    }

    private static LuaValue argument(Varargs args, int index) {
        return index <= args.narg() ? args.arg(index) : LuaValue.NONE;
    }
}
