package org.emilua.module.regex.syntax;

import java.util.Locale;

/** What can be wrong with a pattern, by the names of C++'s {@code std::regex_constants::error_type}. */
public enum Reason {
    ERROR_COLLATE, ERROR_CTYPE, ERROR_ESCAPE, ERROR_BACKREF, ERROR_BRACK, ERROR_PAREN, ERROR_BRACE, ERROR_BADBRACE, ERROR_RANGE,
    ERROR_SPACE, ERROR_BADREPEAT, ERROR_COMPLEXITY, ERROR_STACK;

    /** The name as C++ spells it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
