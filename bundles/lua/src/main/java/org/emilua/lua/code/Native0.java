package org.emilua.lua.code;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Code of a library function that takes no arguments. One that a call leaves out is {@code NONE}; one too many is dropped. */
public abstract class Native0 extends Code {

    @Override
    public final Varargs call1(LuaValue f, LuaValue a) {
        return call0(f);
    }

    @Override
    public final Varargs call2(LuaValue f, LuaValue a, LuaValue b) {
        return call0(f);
    }

    @Override
    public final Varargs call3(LuaValue f, LuaValue a, LuaValue b, LuaValue c) {
        return call0(f);
    }

    @Override
    public final Varargs call4(LuaValue f, LuaValue a, LuaValue b, LuaValue c, LuaValue d) {
        return call0(f);
    }

    @Override
    public final Varargs callN(LuaValue f, Varargs args) {
        return call0(f);
    }
}
