package org.emilua.module.regex;

import org.emilua.api.error.ErrorCode;
import org.emilua.module.regex.syntax.PatternException;
import org.luaj.vm2.LuaValue;

/**
 * What Lua gets for a pattern that cannot be used: EINVAL for argument 1, with {@code reason}, the name that C++'s {@code regex_error}
 * has for it, {@code detail}, a sentence, and for a malformed pattern {@code position}, its byte counted from 1.
 */
final class RegexErrors {

    private static final LuaValue REASON = LuaValue.valueOf("reason");
    private static final LuaValue POSITION = LuaValue.valueOf("position");

    private RegexErrors() {}

    static ErrorCode of(PatternException e) {
        int position = e.position() + 1;
        String where = position > 0 ? " at byte " + position : "";
        ErrorCode error = ErrorCode.invalidArgument(1)
                .with(REASON, LuaValue.valueOf(e.reason().text()))
                .withDetail(e.reason().text() + where + ": " + e.getMessage());
        return position > 0 ? error.with(POSITION, LuaValue.valueOf(position)) : error;
    }

    /** EINVAL for the table of options, naming the option. */
    static ErrorCode badOption(String option, String detail) {
        return ErrorCode.invalidArgument(1)
                .with(LuaValue.valueOf("option"), LuaValue.valueOf(option))
                .withDetail("option '" + option + "' " + detail);
    }
}
