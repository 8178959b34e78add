package org.emilua.api.error;

import java.util.OptionalInt;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.emilua.api.lua.Utf8;
import org.luaj.vm2.LuaValue;

/**
 * An error domain: gives integer codes their meaning. Immutable and shared by all VMs of the process, so that categories
 * compare equal across VMs (reference: Errors, "The error category").
 */
public abstract class ErrorCategory extends Handle {

    private static final LuaType<ErrorCategory> TYPE = LuaType.named("error_category", ErrorCategory.class)
            .method("message", (self, args) -> Utf8.encode(self.message(args.integer(2))))
            .metamethod("__tostring", args -> Utf8.encode(args.handle(1, ErrorCategory.class).name()))
            .metamethod("__eq", args -> LuaValue.valueOf(args.arg(1) == args.arg(2)));

    private final String name;

    /** A category that {@code tostring} calls {@code name}. */
    protected ErrorCategory(String name) {
        super(TYPE);
        this.name = name;
    }

    /** The category's name, for example {@code system}. */
    public final String name() {
        return name;
    }

    /** The explanatory message for {@code code}. */
    public abstract String message(int code);

    /** The number of the error that programs may call {@code alias} in this category. */
    public OptionalInt codeOf(String alias) {
        return OptionalInt.empty();
    }

    /** The error of the generic category that {@code code} means, or {@code code} of this category where there is none. */
    public ErrorCode toGeneric(int code) {
        return ErrorCode.of(this, code);
    }
}
