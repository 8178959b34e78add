package org.emilua.itests.fuzz;

/**
 * Rewrites programs so that the libraries get no number beyond 32 bits. Positions and counts that are too large saturate here,
 * as they do in C on ARM; on x86 they become the least integer. A program that differs only because of that agrees when it is
 * rewritten.
 */
final class Magnitudes {

    /** What a rewritten program puts out when a number was too large. */
    static final String MARK = "\"limited\"";

    private static final String GUARDED = "limit_numbers();";

    private Magnitudes() {}

    /** The program with the prelude's guards before the libraries; null if that cannot be done. */
    static String limited(String source) {
        return Mutation.isOne(source) || source.startsWith(GUARDED) ? null : GUARDED + source;
    }
}
