package org.emilua.lua.code;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Code of a library function that takes any number of arguments. Those that are common in few may override their entry. */
public abstract class NativeN extends Code {

    @Override
    public Varargs call0(LuaValue f) {
        return callN(f, LuaValue.NONE);
    }

    @Override
    public Varargs call1(LuaValue f, LuaValue a) {
        return callN(f, a);
    }

    @Override
    public Varargs call2(LuaValue f, LuaValue a, LuaValue b) {
        return callN(f, LuaValue.varargsOf(a, b));
    }

    @Override
    public Varargs call3(LuaValue f, LuaValue a, LuaValue b, LuaValue c) {
        return callN(f, LuaValue.varargsOf(a, b, c));
    }

    @Override
    public Varargs call4(LuaValue f, LuaValue a, LuaValue b, LuaValue c, LuaValue d) {
        return callN(f, LuaValue.varargsOf(new LuaValue[] {a, b, c, d}));
    }
}
