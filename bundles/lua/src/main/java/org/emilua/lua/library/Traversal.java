package org.emilua.lua.library;

import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Calls;
import org.emilua.lua.code.Metatables;
import org.emilua.lua.code.Native1;
import org.emilua.lua.code.NextFunction;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What generic loops begin with. */
final class Traversal {

    private static final LuaString PAIRS = LuaString.valueOf("__pairs");
    private static final LuaString IPAIRS = LuaString.valueOf("__ipairs");
    private static final LuaValue ZERO = new LuaDouble(0);

    private Traversal() {}

    /** {@code pairs}. */
    static final class Pairs extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue value) {
            return value instanceof LuaTable table && table.meta() == null
                    ? LuaValue.varargsOf(NextFunction.NEXT, value, LuaValue.NIL)
                    : start(value, PAIRS, NextFunction.NEXT, LuaValue.NIL);
        }
    }

    /** {@code ipairs}. */
    static final class Elements extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue value) {
            return value instanceof LuaTable table && table.meta() == null
                    ? LuaValue.varargsOf(NextFunction.ELEMENTS, value, ZERO)
                    : start(value, IPAIRS, NextFunction.ELEMENTS, ZERO);
        }
    }

    private static Varargs start(LuaValue value, LuaString event, LuaValue iterator, LuaValue control) {
        LuaValue handler = Metatables.metamethod(Arguments.any(value, 1), event);
        if (handler == LuaValue.NIL) {
            return LuaValue.varargsOf(iterator, Arguments.table(value, 1), control);
        }
        Varargs own = Calls.all(Calls.code(handler).call1(handler, value));
        return LuaValue.varargsOf(own.arg1(), own.arg(2), own.arg(3));
    }
}
