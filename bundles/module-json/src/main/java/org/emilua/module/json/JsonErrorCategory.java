package org.emilua.module.json;

import java.util.Locale;
import java.util.OptionalInt;
import org.emilua.api.error.Categories;
import org.emilua.api.error.ErrorCategory;
import org.emilua.api.error.ErrorCode;

/** A category whose codes are 1, 2, ... in the order of an enumeration, whose names in any case are the aliases. */
final class JsonErrorCategory extends ErrorCategory {

    /** One error of a category. */
    interface Kind {
        String name();

        String message();

        /** The error of the generic category that this one means. */
        OptionalInt generic();
    }

    private final Kind[] kinds;

    JsonErrorCategory(String name, Kind[] kinds) {
        super(name);
        this.kinds = kinds;
    }

    @Override
    public String message(int code) {
        return isKnown(code) ? kinds[code - 1].message() : "Unknown error " + code;
    }

    @Override
    public OptionalInt codeOf(String alias) {
        String name = alias.toUpperCase(Locale.ROOT);
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i].name().equals(name)) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }

    @Override
    public ErrorCode toGeneric(int code) {
        OptionalInt generic = isKnown(code) ? kinds[code - 1].generic() : OptionalInt.empty();
        return generic.isPresent() ? ErrorCode.of(Categories.GENERIC, generic.getAsInt()) : super.toGeneric(code);
    }

    private boolean isKnown(int code) {
        return code >= 1 && code <= kinds.length;
    }
}
