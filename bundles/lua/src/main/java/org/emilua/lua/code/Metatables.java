package org.emilua.lua.code;

import org.luaj.vm2.LuaValue;

/** Finds metamethods; those of strings belong to the VM that runs. */
public final class Metatables {

    private Metatables() {}

    /** A value's metamethod for an event, {@code nil} if it has none. */
    public static LuaValue metamethod(LuaValue value, LuaValue event) {
        LuaValue metatable = value.getmetatable();
        return metatable == null ? LuaValue.NIL : metatable.rawget(event);
    }
}
