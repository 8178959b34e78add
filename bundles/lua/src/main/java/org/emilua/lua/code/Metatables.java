package org.emilua.lua.code;

import org.emilua.lua.LuaState;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

/** Finds metatables and metamethods; those of strings belong to the VM that runs. */
public final class Metatables {

    private Metatables() {}

    /** A value's metatable; null without one. */
    public static @Nullable LuaTable of(LuaValue value) {
        if (value instanceof LuaString) {
            return LuaState.current().stringMetatable();
        }
        if (value instanceof LuaTable || value instanceof LuaUserdata) {
            return (LuaTable) value.getmetatable();
        }
        return null;
    }

    /** A value's metamethod for an event, {@code nil} if it has none. */
    public static LuaValue metamethod(LuaValue value, LuaString event) {
        LuaTable metatable = of(value);
        LuaValue handler = metatable == null ? null : metatable.entry(event);
        return handler == null ? LuaValue.NIL : handler;
    }
}
