package org.emilua.lua.code;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Code of a library function that takes one argument. One that a call leaves out is {@code NONE}; one too many is dropped. */
public abstract class Native1 extends Code {

    @Override
    public final Varargs call0(LuaValue f) {
        return call1(f, LuaValue.NONE);
    }

    @Override
    public final Varargs call2(LuaValue f, LuaValue a, LuaValue b) {
        return call1(f, a);
    }

    @Override
    public final Varargs call3(LuaValue f, LuaValue a, LuaValue b, LuaValue c) {
        return call1(f, a);
    }

    @Override
    public final Varargs call4(LuaValue f, LuaValue a, LuaValue b, LuaValue c, LuaValue d) {
        return call1(f, a);
    }

    @Override
    public final Varargs callN(LuaValue f, Varargs args) {
        return call1(f, argument(args, 1));
    }

    private static LuaValue argument(Varargs args, int index) {
        return index <= args.narg() ? args.arg(index) : LuaValue.NONE;
    }
}
