package org.emilua.lua.library;

import java.util.List;
import org.emilua.lua.code.Builtin;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * The library {@code string}, as LuaJIT has it with Lua 5.2's extensions. Positions that do not fit an integer count as
 * the nearest that does. Classes of characters are those of the C locale.
 */
public final class StringLibrary {

    private static final List<Builtin> FUNCTIONS = List.of(
            new Builtin("byte", new StringFunctions.Bytes()),
            new Builtin("char", new StringFunctions.Characters()),
            new Builtin("dump", new StringFunctions.Dump()),
            new Builtin("find", new PatternFunctions.Find()),
            new Builtin("format", new StringFormat()),
            new Builtin("gmatch", new PatternFunctions.MatchAll()),
            new Builtin("gsub", new Substitution()),
            new Builtin("len", new StringFunctions.Length()),
            new Builtin("lower", new LetterCase('A', 'Z')),
            new Builtin("match", new PatternFunctions.Match()),
            new Builtin("rep", new StringFunctions.Repeat()),
            new Builtin("reverse", new StringFunctions.Reverse()),
            new Builtin("sub", new StringFunctions.Part()),
            new Builtin("upper", new LetterCase('a', 'z')));

    private StringLibrary() {}

    /** A new table of the library's functions, which are the same for all VMs. */
    public static LuaTable create() {
        LuaTable library = new LuaTable(0, FUNCTIONS.size());
        for (Builtin function : FUNCTIONS) {
            library.rawset(LuaValue.valueOf(function.name()), function);
        }
        return library;
    }
}
