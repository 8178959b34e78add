package org.emilua.lua.library;

import org.emilua.lua.code.Calls;
import org.emilua.lua.code.Conversions;
import org.emilua.lua.code.Metatables;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Values as text, as {@code tostring} gives them. */
public final class ToText {

    private static final LuaString EVENT = LuaString.valueOf("__tostring");

    private ToText() {}

    /** A value's text; what its {@code __tostring} metamethod returns, if it has one, is passed on as it is. */
    public static LuaValue of(LuaValue value) {
        if (value instanceof LuaString) {
            return value;
        }
        if (value instanceof LuaNumber) {
            return Conversions.toLuaString(value.todouble());
        }
        LuaValue handler = Metatables.metamethod(value, EVENT);
        if (handler != LuaValue.NIL) {
            return Calls.first(Calls.code(handler).call1(handler, value));
        }
        return LuaString.valueOf(value.tojstring());
    }
}
