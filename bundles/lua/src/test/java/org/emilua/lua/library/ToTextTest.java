package org.emilua.lua.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.emilua.lua.code.Builtin;
import org.emilua.lua.code.Native1;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

final class ToTextTest {

    private static final class Named extends LuaUserdata {
        Named() {
            super(new Object());
        }

        @Override
        public String tojstring() {
            return "named";
        }
    }

    private static final class Constant extends Native1 {
        private final LuaValue result;

        Constant(LuaValue result) {
            this.result = result;
        }

        @Override
        public Varargs call1(LuaValue f, LuaValue a) {
            return result;
        }
    }

    private static LuaTable shownAs(LuaValue text) {
        LuaTable metatable = new LuaTable();
        metatable.rawset("__tostring", new Builtin("__tostring", new Constant(text)));
        LuaTable table = new LuaTable();
        table.setmetatable(metatable);
        return table;
    }

    private static String text(LuaValue value) {
        return ToText.of(value).tojstring();
    }

    @Test
    void showsPlainValues() {
        assertEquals("nil", text(LuaValue.NIL));
        assertEquals("true", text(LuaValue.TRUE));
        assertEquals("false", text(LuaValue.FALSE));
        assertEquals("12.5", text(LuaValue.valueOf(12.5)));
        LuaString string = LuaValue.valueOf("a");
        assertSame(string, ToText.of(string));
    }

    @Test
    void showsObjectsByTypeAndAddress() {
        LuaTable table = new LuaTable();
        assertEquals("table: " + Addresses.text(table), text(table));
        LuaUserdata userdata = new LuaUserdata(new Object());
        assertEquals("userdata: " + Addresses.text(userdata), text(userdata));
        assertTrue(text(new Builtin("f", new Constant(LuaValue.NIL))).startsWith("function: builtin: 0x"));
    }

    @Test
    void respectsTextsOfTheirOwn() {
        assertEquals("named", text(new Named()));
    }

    @Test
    void callsMetamethods() {
        assertEquals("shown", text(shownAs(LuaValue.valueOf("shown"))));
        assertEquals("5", text(shownAs(LuaValue.valueOf(5))));
        assertEquals("nil", text(shownAs(LuaValue.NIL)));
        assertSame(LuaValue.TRUE, ToText.result(shownAs(LuaValue.TRUE)));
    }

    @Test
    void aMetamethodsResultIsNotAskedAgain() {
        assertTrue(text(shownAs(shownAs(LuaValue.valueOf("inner")))).startsWith("table: 0x"));
    }
}
