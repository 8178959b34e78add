package org.luaj.vm2;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FieldSiteTest {

    private static final LuaString NAME = LuaValue.valueOf("name");

    private final FieldSite site = new FieldSite(NAME);
    private final LuaTable table = new LuaTable();
    private final LuaTable parent = new LuaTable();
    private final LuaTable metatable = new LuaTable();

    @Test
    void fieldIsAbsentUntilTheTableHasIt() {
        table.rawset(LuaValue.valueOf("other"), LuaValue.ONE);
        assertTrue(site.isAbsent(table));
        table.rawset(NAME, LuaValue.FALSE);
        assertFalse(site.isAbsent(table));
        table.rawset(NAME, LuaValue.NIL);
        assertTrue(site.isAbsent(table));
    }

    @Test
    void fieldIsAbsentUntilTheTableInheritsIt() {
        metatable.rawset(LuaValue.INDEX, parent);
        table.setmetatable(metatable);
        assertTrue(site.isAbsent(table));
        parent.rawset(NAME, LuaValue.ONE);
        assertFalse(site.isAbsent(table));
        metatable.rawset(LuaValue.INDEX, LuaValue.NIL);
        assertTrue(site.isAbsent(table));
    }

    @Test
    void othersThanTablesMayHaveTheField() {
        metatable.rawset(LuaValue.INDEX, LuaValue.valueOf("a string, with methods"));
        table.setmetatable(metatable);
        assertFalse(site.isAbsent(table));
    }

    @Test
    void tablesThatInheritFromThemselvesAreNotFollowedForEver() {
        metatable.rawset(LuaValue.INDEX, table);
        table.setmetatable(metatable);
        assertFalse(site.isAbsent(table));
    }
}
