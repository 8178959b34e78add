package org.emilua.module.stream;

import org.luaj.vm2.FieldSite;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** An attribute of scanners' tables. It looks first where the last scanner had it. VMs share it; see {@link FieldSite}. */
record Attribute(LuaString name, FieldSite site) {

    Attribute(LuaString name) {
        this(name, new FieldSite(name));
    }

    /** Its value, by the table's metatable too. */
    LuaValue of(LuaTable scanner) {
        LuaValue value = site.get(scanner);
        if (value == null) {
            value = site.find(scanner);
        }
        if (value != null) {
            return value;
        }
        return site.isAbsent(scanner) ? LuaValue.NIL : scanner.get(name);
    }

    /** Whether its value is still this one. Whoever assigns an equal value anew has the attribute read anew. */
    @SuppressWarnings("ReferenceEquality")
    boolean is(LuaTable scanner, LuaValue known) {
        return known.isnil() && site.isAbsent(scanner) || of(scanner) == known;
    }

    /** Gives it a value. */
    void assign(LuaTable scanner, LuaValue value) {
        if (!site.replace(scanner, value) && !site.findAndReplace(scanner, value)) {
            scanner.set(name, value);
        }
    }
}
