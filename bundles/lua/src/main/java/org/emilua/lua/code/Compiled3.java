package org.emilua.lua.code;

import org.emilua.lua.syntax.FunctionBody;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Compiled code of a function with three parameters: missing arguments are nil, further ones are dropped. */
public abstract class Compiled3 extends LuaCode {

    protected Compiled3(FunctionBody body) {
        super(body);
    }

    /** The function's body. */
    public abstract Varargs run(Closure f, LuaValue a, LuaValue b, LuaValue c);

    @Override
    public final Varargs call0(LuaValue f) {
        return run((Closure) f, LuaValue.NIL, LuaValue.NIL, LuaValue.NIL);
    }

    @Override
    public final Varargs call1(LuaValue f, LuaValue a) {
        return run((Closure) f, a, LuaValue.NIL, LuaValue.NIL);
    }

    @Override
    public final Varargs call2(LuaValue f, LuaValue a, LuaValue b) {
        return run((Closure) f, a, b, LuaValue.NIL);
    }

    @Override
    public final Varargs call3(LuaValue f, LuaValue a, LuaValue b, LuaValue c) {
        return run((Closure) f, a, b, c);
    }

    @Override
    public final Varargs call4(LuaValue f, LuaValue a, LuaValue b, LuaValue c, LuaValue d) {
        return run((Closure) f, a, b, c);
    }

    @Override
    public final Varargs callN(LuaValue f, Varargs args) {
        return run((Closure) f, args.arg(1), args.arg(2), args.arg(3));
    }
}
