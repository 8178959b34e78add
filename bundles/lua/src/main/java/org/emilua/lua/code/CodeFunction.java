package org.emilua.lua.code;

import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A function whose behaviour is a {@link Code}: closures of Lua functions and the libraries' functions. */
public abstract class CodeFunction extends LuaFunction {

    /** What the function does. Changes when a function moves up to a faster form of its code; the meaning stays. */
    public Code code;

    protected CodeFunction(Code code) {
        this.code = code;
    }

    @Override
    public LuaValue call() {
        return Calls.first(code.call0(this));
    }

    @Override
    public LuaValue call(LuaValue a) {
        return Calls.first(code.call1(this, a));
    }

    @Override
    public LuaValue call(LuaValue a, LuaValue b) {
        return Calls.first(code.call2(this, a, b));
    }

    @Override
    public LuaValue call(LuaValue a, LuaValue b, LuaValue c) {
        return Calls.first(code.call3(this, a, b, c));
    }

    @Override
    public Varargs invoke(Varargs args) {
        return Calls.all(code.callN(this, args));
    }

    @Override
    public Varargs onInvoke(Varargs args) {
        return invoke(args);
    }
}
