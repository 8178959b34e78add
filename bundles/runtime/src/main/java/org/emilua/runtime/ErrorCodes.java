package org.emilua.runtime;

import java.util.OptionalInt;
import org.emilua.api.error.ErrorCategory;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.ModuleTable;
import org.emilua.api.lua.Utf8;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** The module {@code error_code}: makes errors of any category, for which a look-up in a module is not enough. */
final class ErrorCodes {

    private ErrorCodes() {}

    static LuaValue module() {
        return new ModuleTable().function("new", ErrorCodes::create);
    }

    /** Arguments: the error's number or alias, and its category or the module that has the category's errors. */
    private static LuaTable create(Args args) {
        return switch (args.arg(2)) {
            case ErrorNames names -> ErrorCode.of(names.category(), code(args, names.codeOf(args.arg(1)))).table();
            case ErrorCategory category -> ErrorCode.of(category, code(args, alias(args, category))).table();
            default -> throw Args.invalid(2);
        };
    }

    private static OptionalInt alias(Args args, ErrorCategory category) {
        return args.arg(1) instanceof LuaString alias ? category.codeOf(Utf8.decode(alias)) : OptionalInt.empty();
    }

    private static int code(Args args, OptionalInt named) {
        return named.isPresent() ? named.getAsInt() : args.integer(1);
    }
}
