package org.emilua.lua.library;

import java.util.Set;
import org.emilua.lua.code.Builtin;
import org.emilua.lua.code.Calls;
import org.emilua.lua.code.CodeFunction;
import org.emilua.lua.code.Conversions;
import org.emilua.lua.code.Metatables;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

/** Values as text, as {@code tostring} and {@code %s} show them. */
public final class ToText {

    private static final LuaString NIL = LuaValue.valueOf("nil");
    private static final LuaString TRUE = LuaValue.valueOf("true");
    private static final LuaString FALSE = LuaValue.valueOf("false");

    /** Where {@code tojstring} describes a value by its Java class or its hash, which says nothing to a program. */
    private static final Set<Class<?>> GENERAL = Set.of(LuaValue.class, LuaFunction.class, LuaUserdata.class);

    private static final ClassValue<Boolean> HAS_OWN_TEXT = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return hasOwnText(type);
        }
    };

    private ToText() {}

    /** A value's text by its {@code __tostring} metamethod or its type. A metamethod's result is shown by its own type. */
    public static LuaString of(LuaValue value) {
        return value instanceof LuaString string ? string : plain(result(value));
    }

    /** What {@code tostring} returns: a {@code __tostring} metamethod's result, whatever it is, otherwise the text. */
    public static LuaValue result(LuaValue value) {
        if (value instanceof LuaString string) {
            return string;
        }
        if (value instanceof LuaTable || value instanceof LuaUserdata) {
            LuaValue handler = Metatables.metamethod(value, LuaValue.TOSTRING);
            if (handler != LuaValue.NIL) {
                return Calls.first(Calls.code(handler).call1(handler, value));
            }
        }
        return plain(value);
    }

    /** A value's text without metamethods. Objects show an address that no other object has. */
    public static LuaString plain(LuaValue value) {
        if (value instanceof LuaString string) {
            return string;
        }
        if (value instanceof LuaNumber number) {
            return Conversions.toLuaString(number.todouble());
        }
        if (value == LuaValue.NIL || value == LuaValue.NONE) {
            return NIL;
        }
        if (value.isboolean()) {
            return value == LuaValue.TRUE ? TRUE : FALSE;
        }
        return LuaString.valueOf(description(value));
    }

    private static String description(LuaValue value) {
        if (value instanceof CodeFunction) {
            return (value instanceof Builtin ? "function: builtin: " : "function: ") + Addresses.text(value);
        }
        if (HAS_OWN_TEXT.get(value.getClass())) {
            return value.tojstring();
        }
        return value.typename() + ": " + Addresses.text(value);
    }

    private static boolean hasOwnText(Class<?> type) {
        try {
            return !GENERAL.contains(type.getMethod("tojstring").getDeclaringClass());
        } catch (NoSuchMethodException e) {
            throw new AssertionError("a value without text: " + type, e);
        }
    }
}
