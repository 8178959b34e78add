package org.emilua.lua.code;

import org.emilua.lua.syntax.FunctionBody;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Compiled code of a function with three parameters: missing arguments are nil, further ones are dropped. */
public abstract class Compiled3 extends LuaCode {

    protected Compiled3(FunctionBody body) {
        super(body);
    }

    @Override
    public final Varargs call0(LuaValue f) {
        return call3(f, LuaValue.NIL, LuaValue.NIL, LuaValue.NIL);
    }

    @Override
    public final Varargs call1(LuaValue f, LuaValue a) {
        return call3(f, a, LuaValue.NIL, LuaValue.NIL);
    }

    @Override
    public final Varargs call2(LuaValue f, LuaValue a, LuaValue b) {
        return call3(f, a, b, LuaValue.NIL);
    }

    @Override
    public final Varargs call4(LuaValue f, LuaValue a, LuaValue b, LuaValue c, LuaValue d) {
        return call3(f, a, b, c);
    }

    @Override
    public final Varargs callN(LuaValue f, Varargs args) {
        return call3(f, args.arg(1), args.arg(2), args.arg(3));
    }
}
