package org.emilua.lua.library;

import org.emilua.lua.code.Builtin;
import org.emilua.lua.code.Code;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** A list of functions by their names, of which each VM gets a table of its own. */
final class Library {

    private final LuaTable functions = new LuaTable(0, 32);

    /** Adds a function. */
    Library add(String name, Code code) {
        return add(name, new Builtin(name, code));
    }

    /** Adds a value. */
    Library add(String name, LuaValue value) {
        functions.store(LuaString.valueOf(name), value);
        return this;
    }

    /** A table with all of them. */
    LuaTable table() {
        LuaTable table = new LuaTable(0, 32);
        addTo(table);
        return table;
    }

    void addTo(LuaTable table) {
        for (int place = functions.nextPlace(-1); place >= 0; place = functions.nextPlace(place)) {
            table.store(functions.keyAt(place), functions.valueAt(place));
        }
    }
}
