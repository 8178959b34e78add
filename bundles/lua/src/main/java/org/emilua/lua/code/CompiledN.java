package org.emilua.lua.code;

import org.emilua.lua.syntax.FunctionBody;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Compiled code of a function with more parameters than entries have, or with any number of them. */
public abstract class CompiledN extends LuaCode {

    protected CompiledN(FunctionBody body) {
        super(body);
    }

    /** The function's body. */
    public abstract Varargs run(Closure f, Varargs args);

    @Override
    public final Varargs call0(LuaValue f) {
        return run((Closure) f, LuaValue.NONE);
    }

    @Override
    public final Varargs call1(LuaValue f, LuaValue a) {
        return run((Closure) f, a);
    }

    @Override
    public final Varargs call2(LuaValue f, LuaValue a, LuaValue b) {
        return run((Closure) f, LuaValue.varargsOf(a, b));
    }

    @Override
    public final Varargs call3(LuaValue f, LuaValue a, LuaValue b, LuaValue c) {
        return run((Closure) f, LuaValue.varargsOf(a, b, c));
    }

    @Override
    public final Varargs call4(LuaValue f, LuaValue a, LuaValue b, LuaValue c, LuaValue d) {
        return run((Closure) f, LuaValue.varargsOf(new LuaValue[] {a, b, c, d}));
    }

    @Override
    public final Varargs callN(LuaValue f, Varargs args) {
        return run((Closure) f, args);
    }
}
