package org.emilua.module.regex.syntax;

/** A pattern that cannot be used. Carries no stack trace: it is the pattern's defect. */
public final class PatternException extends RuntimeException {

    private final Reason reason;
    private final int position;

    /** A defect at a byte of the pattern, counted from 0. */
    public PatternException(Reason reason, int position, String message) {
        super(message, null, false, false);
        this.reason = reason;
        this.position = position;
    }

    /** The kind of defect. */
    public Reason reason() {
        return reason;
    }

    /** Where in the pattern, from 0. */
    public int position() {
        return position;
    }
}
