package org.emilua.lua.code;

import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions that generic loops walk tables with; compiled loops know them and do without calling. */
public final class NextFunction {

    /** {@code next}. */
    public static final Builtin NEXT = new Builtin("next", new Next());

    /** What {@code ipairs} returns to call for each element. */
    public static final Builtin ELEMENTS = new Builtin("ipairs_aux", new Elements());

    private NextFunction() {}

    private static final class Next extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue table, LuaValue key) {
            LuaTable walked = Arguments.table(table, 1);
            try {
                return walked.next(key);
            } catch (LuaError e) {
                throw Errors.runtime(String.valueOf(e.getMessage()));
            }
        }
    }

    private static final class Elements extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue list, LuaValue index) {
            double next = Arguments.number(index, 2) + 1;
            LuaValue value = Arguments.table(list, 1).entry(next);
            return value == null ? LuaValue.NONE : LuaValue.varargsOf(new LuaDouble(next), value);
        }
    }
}
