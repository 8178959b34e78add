package org.emilua.api.lua;

import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** A module's table, built fluently. */
public final class ModuleTable extends LuaTable {

    /** Adds a function. */
    public ModuleTable function(String name, NativeBody body) {
        return value(name, new NativeFunction(name, body));
    }

    /** Adds any value. */
    public ModuleTable value(String name, LuaValue value) {
        rawset(name, value);
        return this;
    }

    /** Adds a number. */
    public ModuleTable constant(String name, int value) {
        return value(name, LuaValue.valueOf(value));
    }
}
