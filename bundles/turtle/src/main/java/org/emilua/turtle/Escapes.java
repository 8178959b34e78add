package org.emilua.turtle;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The escape sequences in Turtle's strings. The parser leaves those in the text that it does not know. */
final class Escapes {

    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:[tbnrf\"'\\\\]|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([uU].{0,8}|.?))", Pattern.DOTALL);

    private Escapes() {}

    /** The first sequence in {@code raw}, as the file has it, that stands for no character, or null. */
    static @Nullable String firstIllegal(String raw) {
        Matcher matcher = ESCAPE.matcher(raw);
        while (matcher.find()) {
            String digits = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            if (matcher.group(3) != null || digits != null && !isCharacter(Long.parseLong(digits, 16))) {
                return matcher.group();
            }
        }
        return null;
    }

    private static boolean isCharacter(long number) {
        return number <= Character.MAX_CODE_POINT && (number < Character.MIN_SURROGATE || number > Character.MAX_SURROGATE);
    }
}
