package org.emilua.lua.code;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

/** Reads and writes fields of userdata whose type is written in Java. Their errors are raised here, as far as Lua can tell. */
final class ForeignFields {

    private ForeignFields() {}

    /** Whether a userdata's type is written in Java, which then decides about its fields. */
    static boolean isForeign(LuaValue object) {
        return object instanceof LuaUserdata userdata && userdata.m_metatable != null && userdata.m_metatable.getClass() != LuaTable.class;
    }

    static LuaValue get(LuaValue object, LuaValue key) {
        try {
            return object.get(key);
        } catch (LuaError e) {
            throw Traceback.raised(e);
        }
    }

    static void set(LuaValue object, LuaValue key, LuaValue value) {
        try {
            object.set(key, value);
        } catch (LuaError e) {
            throw Traceback.raised(e);
        }
    }
}
