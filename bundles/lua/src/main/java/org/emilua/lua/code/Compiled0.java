package org.emilua.lua.code;

import org.emilua.lua.syntax.FunctionBody;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Compiled code of a function with no parameters: missing arguments are nil, further ones are dropped. */
public abstract class Compiled0 extends LuaCode {

    protected Compiled0(FunctionBody body) {
        super(body);
    }

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
