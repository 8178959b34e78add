package org.emilua.lua.code;

import org.emilua.lua.syntax.FunctionBody;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Compiled code of a function with more parameters than entries have, or with any number of them. */
public abstract class CompiledN extends LuaCode {

    protected CompiledN(FunctionBody body) {
        super(body);
    }

    @Override
    public final Varargs call0(LuaValue f) {
        return callN(f, LuaValue.NONE);
    }

    @Override
    public final Varargs call1(LuaValue f, LuaValue a) {
        return callN(f, a);
    }

    @Override
    public final Varargs call2(LuaValue f, LuaValue a, LuaValue b) {
        return callN(f, LuaValue.varargsOf(a, b));
    }

    @Override
    public final Varargs call3(LuaValue f, LuaValue a, LuaValue b, LuaValue c) {
        return callN(f, LuaValue.varargsOf(a, b, c));
    }

    @Override
    public final Varargs call4(LuaValue f, LuaValue a, LuaValue b, LuaValue c, LuaValue d) {
        return callN(f, LuaValue.varargsOf(new LuaValue[] {a, b, c, d}));
    }
}
