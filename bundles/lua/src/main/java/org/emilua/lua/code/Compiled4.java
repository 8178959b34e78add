package org.emilua.lua.code;

import org.emilua.lua.syntax.FunctionBody;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Compiled code of a function with four parameters: missing arguments are nil, further ones are dropped. */
public abstract class Compiled4 extends LuaCode {

    protected Compiled4(FunctionBody body) {
        super(body);
    }

    @Override
    public final Varargs call0(LuaValue f) {
        return call4(f, LuaValue.NIL, LuaValue.NIL, LuaValue.NIL, LuaValue.NIL);
    }

    @Override
    public final Varargs call1(LuaValue f, LuaValue a) {
        return call4(f, a, LuaValue.NIL, LuaValue.NIL, LuaValue.NIL);
    }

    @Override
    public final Varargs call2(LuaValue f, LuaValue a, LuaValue b) {
        return call4(f, a, b, LuaValue.NIL, LuaValue.NIL);
    }

    @Override
    public final Varargs call3(LuaValue f, LuaValue a, LuaValue b, LuaValue c) {
        return call4(f, a, b, c, LuaValue.NIL);
    }

    @Override
    public final Varargs callN(LuaValue f, Varargs args) {
        return call4(f, args.arg(1), args.arg(2), args.arg(3), args.arg(4));
    }
}
