package org.emilua.lua.library;

import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Builtin;
import org.emilua.lua.code.Native1;
import org.emilua.lua.code.Native2;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What LuaJIT gives to programs that require {@code table.new} and {@code table.clear}. */
public final class TableExtras {

    /** {@code table.new}: a table with room for so many elements and so many other fields. */
    public static final LuaValue NEW = new Builtin("table.new", new New());

    /** {@code table.clear}: removes all keys and keeps the room. */
    public static final LuaValue CLEAR = new Builtin("table.clear", new Clear());

    /** Room for more is made when it is needed. */
    private static final int MOST_AT_ONCE = 1 << 20;

    private TableExtras() {}

    private static final class New extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue elements, LuaValue others) {
            long array = Arguments.integer(elements, 1);
            long hash = Arguments.integer(others, 2);
            return new LuaTable(Math.clamp(array, 0, MOST_AT_ONCE), Math.clamp(hash, 0, MOST_AT_ONCE));
        }
    }

    private static final class Clear extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue table) {
            Arguments.table(table, 1).clear();
            return LuaValue.NONE;
        }
    }
}
