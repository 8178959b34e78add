package org.emilua.lua;

import org.emilua.lua.library.BaseLibrary;
import org.emilua.lua.library.BitLibrary;
import org.emilua.lua.library.JitLibrary;
import org.emilua.lua.library.MathLibrary;
import org.emilua.lua.library.StringLibrary;
import org.emilua.lua.library.TableLibrary;
import org.luaj.vm2.LuaTable;

/** The language's libraries: tables for each VM, of functions that all share. */
final class StandardLibraries {

    private StandardLibraries() {}

    static LuaTable create() {
        LuaTable libraries = new LuaTable(0, 64);
        BaseLibrary.addTo(libraries);
        libraries.rawset("string", StringLibrary.create());
        libraries.rawset("table", TableLibrary.create());
        libraries.rawset("math", MathLibrary.create());
        libraries.rawset("bit", BitLibrary.create());
        libraries.rawset("jit", JitLibrary.create());
        return libraries;
    }
}
