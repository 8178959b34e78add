package org.emilua.module.regex;

import java.util.Arrays;
import org.emilua.api.lua.Utf8;
import org.emilua.module.regex.syntax.Grammar;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** The argument of {@code regex.new}. */
record RegexOptions(byte[] pattern, Grammar grammar, boolean ignoreCase, boolean noSubs, boolean optimize) {

    static RegexOptions of(LuaTable options) {
        return new RegexOptions(pattern(options.get("pattern")), grammar(options.get("grammar")), flag(options, "ignore_case"),
                flag(options, "nosubs"), flag(options, "optimize"));
    }

    private static byte[] pattern(LuaValue value) {
        if (value.type() != LuaValue.TSTRING) {
            throw RegexErrors.badOption("pattern", "must be a string, not " + value.typename());
        }
        LuaString string = (LuaString) value;
        return Arrays.copyOfRange(string.m_bytes, string.m_offset, string.m_offset + string.m_length);
    }

    private static Grammar grammar(LuaValue value) {
        if (value.isnil()) {
            return Grammar.ECMA;
        }
        Grammar grammar = value.type() == LuaValue.TSTRING ? Grammar.named(Utf8.decode((LuaString) value)) : null;
        if (grammar == null) {
            throw RegexErrors.badOption("grammar", "must be 'basic', 'extended' or 'ecma'");
        }
        return grammar;
    }

    private static boolean flag(LuaTable options, String name) {
        LuaValue value = options.get(name);
        if (!value.isnil() && value.type() != LuaValue.TBOOLEAN) {
            throw RegexErrors.badOption(name, "must be a boolean, not " + value.typename());
        }
        return value.toboolean();
    }
}
