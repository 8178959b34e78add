package org.emilua.module.regex.syntax;

/** The place in a pattern's text, and what all grammars count while they read it. */
final class PatternReader {

    static final int END = -1;

    /** Groups in groups, and quantifiers of quantifiers, beyond which a pattern is refused. */
    static final int DEEPEST = 200;

    private static final int MOST_NODES = 200_000;
    private static final int MOST_GROUPS = 500;

    final boolean ignoreCase;
    final boolean noSubs;
    private final byte[] text;
    private int at;
    private int groups;
    private int nodes;
    private int depth;

    PatternReader(byte[] text, boolean ignoreCase, boolean noSubs) {
        this.text = text;
        this.ignoreCase = ignoreCase;
        this.noSubs = noSubs;
    }

    int position() {
        return at;
    }

    void position(int position) {
        at = position;
    }

    boolean atEnd() {
        return at == text.length;
    }

    int peek() {
        return peek(0);
    }

    int peek(int ahead) {
        return at + ahead < text.length ? text[at + ahead] & 0xFF : END;
    }

    int next() {
        return at < text.length ? text[at++] & 0xFF : END;
    }

    boolean take(int wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    boolean take(String wanted) {
        for (int i = 0; i < wanted.length(); i++) {
            if (peek(i) != wanted.charAt(i)) {
                return false;
            }
        }
        at += wanted.length();
        return true;
    }

    /** A decimal number, 0 without digits. Beyond {@code most} it stays above it, however long it is. */
    int number(int most) {
        int value = 0;
        while (ByteClass.isDigit(peek())) {
            value = Math.min(value * 10 + next() - '0', most + 1);
        }
        return value;
    }

    // ---- counts

    /** Begins a group and tells its number. */
    int openGroup(int position) {
        if (groups == MOST_GROUPS) {
            throw new PatternException(Reason.ERROR_SPACE, position, "more than " + MOST_GROUPS + " groups");
        }
        return ++groups;
    }

    int groups() {
        return groups;
    }

    void enter(int position) {
        if (++depth > DEEPEST) {
            throw new PatternException(Reason.ERROR_STACK, position, "groups nested more than " + DEEPEST + " deep");
        }
    }

    void leave() {
        depth--;
    }

    void countNode() {
        if (++nodes > MOST_NODES) {
            throw new PatternException(Reason.ERROR_SPACE, at, "the pattern is too long");
        }
    }

    // ---- nodes

    Node bytes(ByteClass set) {
        return new Node.Bytes(ignoreCase ? set.withBothCases() : set);
    }

    Node single(int value) {
        return bytes(ByteClass.single(value));
    }
}
