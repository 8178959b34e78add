package org.emilua.lua.library;

import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Builtin;
import org.emilua.lua.code.Native1;
import org.emilua.lua.code.Native2;
import org.emilua.lua.code.ScriptError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** LuaJIT's modules {@code table.new} and {@code table.clear}, each of which is a function. */
public final class TableExtras {

    /** The module {@code table.new}: makes a table with room for so many elements and so many other keys. */
    public static final Builtin NEW = new Builtin("new", new New());

    /** The module {@code table.clear}: removes all keys of a table and keeps its room. */
    public static final Builtin CLEAR = new Builtin("clear", new Clear());

    private TableExtras() {}

    private static final class New extends Native2 {

        private static final int MOST_ELEMENTS = 1 << 27;
        private static final int MOST_KEYS = 1 << 26;

        /** More room than this is made only when it is used. */
        private static final int MOST_AT_ONCE = 1 << 16;

        @Override
        public Varargs call2(LuaValue f, LuaValue elements, LuaValue keys) {
            int list = Integers.argument(elements, 1);
            int hash = Integers.argument(keys, 2);
            if (list < 0 || list > MOST_ELEMENTS || hash > MOST_KEYS) {
                throw new ScriptError(LuaValue.valueOf("table overflow"));
            }
            return new LuaTable(Math.min(list, MOST_AT_ONCE), Math.min(hash, MOST_AT_ONCE));
        }
    }

    private static final class Clear extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue value) {
            LuaTable table = Arguments.table(value, 1);
            if (table.isPlain() || table.getmetatable() != null) {
                table.clear();
            }
            return LuaValue.NONE;
        }
    }
}
