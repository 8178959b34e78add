package org.emilua.lua.code;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Calls what has no code of ours: functions made by modules, and values with a {@code __call} metamethod. */
final class ForeignCode extends Code {

    @Override
    public Varargs call0(LuaValue f) {
        return f instanceof LuaFunction ? invoke(f, LuaValue.NONE) : metamethod(f).call1(handler(f), f);
    }

    @Override
    public Varargs call1(LuaValue f, LuaValue a) {
        return f instanceof LuaFunction ? invoke(f, a) : metamethod(f).call2(handler(f), f, a);
    }

    @Override
    public Varargs call2(LuaValue f, LuaValue a, LuaValue b) {
        return f instanceof LuaFunction ? invoke(f, LuaValue.varargsOf(a, b)) : metamethod(f).call3(handler(f), f, a, b);
    }

    @Override
    public Varargs call3(LuaValue f, LuaValue a, LuaValue b, LuaValue c) {
        return f instanceof LuaFunction ? invoke(f, LuaValue.varargsOf(a, b, c)) : metamethod(f).call4(handler(f), f, a, b, c);
    }

    @Override
    public Varargs call4(LuaValue f, LuaValue a, LuaValue b, LuaValue c, LuaValue d) {
        return callN(f, LuaValue.varargsOf(new LuaValue[] {a, b, c, d}));
    }

    @Override
    public Varargs callN(LuaValue f, Varargs args) {
        return f instanceof LuaFunction ? invoke(f, args) : metamethod(f).callN(handler(f), GrowingList.prepend(f, args));
    }

    /** The error of a function that is not ours is raised here, as far as Lua can tell. */
    private static Varargs invoke(LuaValue f, Varargs args) {
        try {
            return f.invoke(args);
        } catch (LuaError e) {
            Traceback.raised(e);
            throw e;
        }
    }

    private static LuaValue handler(LuaValue f) {
        LuaValue handler = Metatables.metamethod(f, LuaValue.CALL);
        if (handler.isnil()) {
            throw Errors.call(f);
        }
        return handler;
    }

    /** Only functions serve as {@code __call}: a handler that is itself callable by metamethod is refused, as in Lua 5.1. */
    private static Code metamethod(LuaValue f) {
        LuaValue handler = handler(f);
        if (!(handler instanceof LuaFunction)) {
            throw Errors.call(f);
        }
        return Calls.code(handler);
    }
}
