package org.emilua.lua.library;

import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Code;
import org.emilua.lua.code.Concatenation;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Operations;
import org.emilua.lua.code.ScriptError;
import org.emilua.lua.syntax.ByteText;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code assert}: returns its arguments, or raises the second if the first is false. */
final class Assertion extends Code {

    @Override
    public Varargs call0(LuaValue f) {
        throw Errors.argument(1, "value expected");
    }

    @Override
    public Varargs call1(LuaValue f, LuaValue a) {
        if (Operations.isTrue(a)) {
            return a;
        }
        throw failure(LuaValue.NONE);
    }

    @Override
    public Varargs call2(LuaValue f, LuaValue a, LuaValue b) {
        if (Operations.isTrue(a)) {
            return LuaValue.varargsOf(a, b);
        }
        throw failure(b);
    }

    @Override
    public Varargs call3(LuaValue f, LuaValue a, LuaValue b, LuaValue c) {
        if (Operations.isTrue(a)) {
            return LuaValue.varargsOf(a, b, c);
        }
        throw failure(b);
    }

    @Override
    public Varargs call4(LuaValue f, LuaValue a, LuaValue b, LuaValue c, LuaValue d) {
        if (Operations.isTrue(a)) {
            return LuaValue.varargsOf(new LuaValue[] {a, b, c, d});
        }
        throw failure(b);
    }

    @Override
    public Varargs callN(LuaValue f, Varargs args) {
        if (args.narg() == 0) {
            throw Errors.argument(1, "value expected");
        }
        if (Operations.isTrue(args.arg1())) {
            return args;
        }
        throw failure(Arguments.at(args, 2));
    }

    private static LuaError failure(LuaValue message) {
        if (message == LuaValue.NONE) {
            return Errors.raise("assertion failed!");
        }
        boolean isText = message instanceof LuaString || message instanceof LuaNumber;
        return new ScriptError(isText ? Concatenation.concat(ByteText.string(Errors.position(1)), message) : message);
    }
}
