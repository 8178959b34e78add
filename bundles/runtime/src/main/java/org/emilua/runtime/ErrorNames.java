package org.emilua.runtime;

import java.util.OptionalInt;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.ErrorCategory;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.emilua.api.lua.Utf8;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** A userdata that makes a new error of a category at each look-up of its name (reference: generic_error). */
final class ErrorNames extends Handle {

    private static final LuaType<ErrorNames> TYPE = LuaType.named("error_names", ErrorNames.class)
            .index((self, args) -> self.find(args.arg(2)))
            .metamethod("__tostring", args -> Utf8.encode(args.handle(1, ErrorNames.class).name));

    private final String name;
    private final ErrorCategory category;
    private final Source source;

    /** Errors of {@code category} as {@code source} knows them, in a module called {@code name}. */
    ErrorNames(String name, ErrorCategory category, Source source) {
        super(TYPE);
        this.name = name;
        this.category = category;
        this.source = source;
    }

    /** Errors by the aliases that the category has for them. */
    static ErrorNames of(String name, ErrorCategory category) {
        return new ErrorNames(name, category, key -> key instanceof LuaString alias
                ? category.codeOf(Utf8.decode(alias))
                : OptionalInt.empty());
    }

    /** Finds an error's number by what a program wrote as its name. */
    @FunctionalInterface
    interface Source {
        OptionalInt find(LuaValue key);
    }

    ErrorCategory category() {
        return category;
    }

    OptionalInt codeOf(LuaValue key) {
        return source.find(key);
    }

    private LuaValue find(LuaValue key) {
        OptionalInt code = codeOf(key);
        if (code.isEmpty()) {
            throw ErrorCode.of(CoreError.BAD_INDEX).with(LuaValue.valueOf("index"), key);
        }
        return ErrorCode.of(category, code.getAsInt()).table();
    }
}
