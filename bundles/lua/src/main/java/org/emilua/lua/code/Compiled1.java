package org.emilua.lua.code;

import org.emilua.lua.syntax.FunctionBody;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Compiled code of a function with one parameter: missing arguments are nil, further ones are dropped. */
public abstract class Compiled1 extends LuaCode {

    protected Compiled1(FunctionBody body) {
        super(body);
    }

    @Override
    public final Varargs call0(LuaValue f) {
        return call1(f, LuaValue.NIL);
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
        return call1(f, args.arg(1));
    }
}
