package org.emilua.lua.library;

import org.emilua.lua.code.Builtin;
import org.emilua.lua.code.Code;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * The library {@code string}, as LuaJIT has it with Lua 5.2's extensions. Positions that do not fit an integer count as
 * the nearest that does. Classes of characters are those of the C locale.
 */
public final class StringLibrary {

    private static final int FUNCTIONS = 16;

    private StringLibrary() {}

    /** A new table of the library's functions. */
    public static LuaTable create() {
        LuaTable library = new LuaTable(0, FUNCTIONS);
        add(library, "byte", new StringFunctions.Bytes());
        add(library, "char", new StringFunctions.Characters());
        add(library, "dump", new StringFunctions.Dump());
        add(library, "find", new PatternFunctions.Find());
        add(library, "format", new StringFormat());
        add(library, "gmatch", new PatternFunctions.MatchAll());
        add(library, "gsub", new Substitution());
        add(library, "len", new StringFunctions.Length());
        add(library, "lower", new LetterCase('A', 'Z'));
        add(library, "match", new PatternFunctions.Match());
        add(library, "rep", new StringFunctions.Repeat());
        add(library, "reverse", new StringFunctions.Reverse());
        add(library, "sub", new StringFunctions.Part());
        add(library, "upper", new LetterCase('a', 'z'));
        return library;
    }

    private static void add(LuaTable library, String name, Code code) {
        LuaString key = LuaValue.valueOf(name);
        library.rawset(key, new Builtin(name, code));
    }
}
