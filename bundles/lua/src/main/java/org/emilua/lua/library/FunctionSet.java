package org.emilua.lua.library;

import org.emilua.lua.code.Builtin;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;

/** Functions under their names, which tables are filled with. */
final class FunctionSet {

    private final Builtin[] functions;
    private final LuaString[] names;

    FunctionSet(Builtin... functions) {
        this.functions = functions;
        names = new LuaString[functions.length];
        for (int i = 0; i < functions.length; i++) {
            names[i] = LuaString.valueOf(functions[i].name());
        }
    }

    /** Enters the functions in a table. */
    void addTo(LuaTable table) {
        for (int i = 0; i < functions.length; i++) {
            table.store(names[i], functions[i]);
        }
    }

    /** A new table with the functions and room for {@code more} fields. */
    LuaTable table(int more) {
        LuaTable table = new LuaTable(0, functions.length + more);
        addTo(table);
        return table;
    }
}
