package org.emilua.module.json;

import java.util.OptionalInt;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCategory;
import org.emilua.api.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Why well-formed text has no Lua value, or a Lua value no text (reference: json, dom_ecat): category {@code emilua.json.dom}. */
enum DomError implements JsonErrorCategory.Kind {
    NUMBER_OVERFLOW("A number is too large", Errno.ERANGE),
    NESTING_TOO_DEEP("Arrays and objects are nested too deep", null),
    CYCLE_EXISTS("A value contains itself", Errno.ELOOP),
    NUMBER_NOT_FINITE("JSON has no infinite numbers and no NaN", Errno.EDOM),
    UNSUPPORTED_TYPE("A value of this type has no JSON representation", null);

    static final ErrorCategory CATEGORY = new JsonErrorCategory("emilua.json.dom", values());

    private final String message;
    private final @Nullable Errno generic;

    DomError(String message, @Nullable Errno generic) {
        this.message = message;
        this.generic = generic;
    }

    @Override
    public String message() {
        return message;
    }

    @Override
    public OptionalInt generic() {
        return generic == null ? OptionalInt.empty() : OptionalInt.of(generic.code());
    }

    ErrorCode raised() {
        return ErrorCode.of(CATEGORY, ordinal() + 1);
    }
}
