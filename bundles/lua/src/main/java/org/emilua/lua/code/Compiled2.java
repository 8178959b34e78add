package org.emilua.lua.code;

import org.emilua.lua.syntax.FunctionBody;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Compiled code of a function with two parameters: missing arguments are nil, further ones are dropped. */
public abstract class Compiled2 extends LuaCode {

    protected Compiled2(FunctionBody body) {
        super(body);
    }

    @Override
    public final Varargs call0(LuaValue f) {
        return call2(f, LuaValue.NIL, LuaValue.NIL);
    }

    @Override
    public final Varargs call1(LuaValue f, LuaValue a) {
        return call2(f, a, LuaValue.NIL);
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
        return call2(f, args.arg(1), args.arg(2));
    }
}
