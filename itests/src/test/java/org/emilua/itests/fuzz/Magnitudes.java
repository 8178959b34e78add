package org.emilua.itests.fuzz;

import java.util.regex.Pattern;

/**
 * Rewrites programs so that no number is beyond 64 bits. Positions and counts that are too large saturate here, as they do in
 * C on ARM; on x86 they become the least integer. A program that differs only because of that agrees when it is rewritten.
 */
final class Magnitudes {

    private static final String LARGE = " 2^62 ";
    private static final Pattern TOO_LARGE = Pattern.compile(
            "math\\s*\\.\\s*huge|1e308\\s*\\*\\s*10|\\b\\d+(?:\\.\\d+)?[eE]\\+?(?:19|[2-9]\\d|\\d{3})\\b|2\\s*\\^\\s*(?:6[3-9]|\\d{3,})"
                    + "|\\b\\d+\\s*/\\s*0\\b(?!\\.)");

    private Magnitudes() {}

    /** The program with smaller numbers; null if all of them are small. */
    static String limited(String source) {
        return TOO_LARGE.matcher(source).find() ? TOO_LARGE.matcher(source).replaceAll(LARGE) : null;
    }
}
