package org.emilua.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.emilua.api.error.CategoryDefinition;
import org.emilua.api.error.CategoryDefinition.Entry;
import org.emilua.api.error.ErrorCategory;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Utf8;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** A category that a user's file defines (reference: Errors, "RDF error categories"). Shared by all VMs that required it. */
final class UserCategory extends ErrorCategory {

    private final Map<Integer, Entry> byCode = new HashMap<>();
    private final Map<String, Entry> byAlias = new HashMap<>();

    UserCategory(String name, CategoryDefinition definition) {
        super(name);
        for (Entry entry : definition.errors()) {
            byCode.put(entry.code(), entry);
            for (String alias : entry.aliases()) {
                byAlias.put(alias, entry);
            }
        }
    }

    /** The message in the language of the VM that asks; the alias of an error without messages. */
    @Override
    public String message(int code) {
        Entry entry = byCode.get(code);
        if (entry == null || entry.messages().isEmpty() && entry.aliases().isEmpty()) {
            return "Unknown error " + code;
        }
        return entry.messages().isEmpty()
                ? entry.aliases().getFirst()
                : MessageLanguages.ofCurrentVm().choose(entry.messages()).text();
    }

    @Override
    public OptionalInt codeOf(String alias) {
        return code(byAlias.get(alias));
    }

    @Override
    public ErrorCode toGeneric(int code) {
        Entry entry = byCode.get(code);
        return entry != null && entry.generic() != null ? ErrorCode.of(entry.generic()) : super.toGeneric(code);
    }

    /** What {@code require} returns: the errors by alias and by number. */
    ErrorNames module() {
        return new ErrorNames(name(), this, this::find);
    }

    private OptionalInt find(LuaValue key) {
        if (key instanceof LuaString alias) {
            return codeOf(Utf8.decode(alias));
        }
        int code = key.toint();
        return key instanceof LuaNumber && key.todouble() == code ? code(byCode.get(code)) : OptionalInt.empty();
    }

    private static OptionalInt code(@Nullable Entry entry) {
        return entry != null ? OptionalInt.of(entry.code()) : OptionalInt.empty();
    }
}
