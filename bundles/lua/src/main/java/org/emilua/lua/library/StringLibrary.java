package org.emilua.lua.library;

import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.lib.StringLib;

/** Stand-in. */
public final class StringLibrary {
    private StringLibrary() {}

    public static LuaTable create() {
        Globals globals = new Globals();
        LuaTable packages = new LuaTable();
        packages.rawset("loaded", new LuaTable());
        globals.rawset("package", packages);
        globals.load(new StringLib());
        return globals.rawget("string").checktable();
    }
}
