package org.emilua.lua.library;

import org.emilua.lua.code.Errors;
import org.jspecify.annotations.Nullable;

/** A set of bytes in a pattern: a class such as {@code %a}, in the C locale, or what stands between brackets. */
final class CharacterSet {

    private static final @Nullable CharacterSet[] CLASSES = new CharacterSet[128];

    static {
        define('a', CharacterSet::isLetter);
        define('c', c -> c < 32 || c == 127);
        define('d', CharacterSet::isDigit);
        define('g', CharacterSet::isVisible);
        define('l', c -> c >= 'a' && c <= 'z');
        define('p', c -> isVisible(c) && !isLetter(c) && !isDigit(c));
        define('s', c -> c == ' ' || c >= '\t' && c <= '\r');
        define('u', c -> c >= 'A' && c <= 'Z');
        define('w', c -> isLetter(c) || isDigit(c));
        define('x', c -> isDigit(c) || (c | 0x20) >= 'a' && (c | 0x20) <= 'f');
        define('z', c -> c == 0);
    }

    /** Where the set begins in its pattern: the opening bracket. */
    final int start;

    /** The index behind the set in its pattern. */
    final int end;

    private final long[] members = new long[4];

    private CharacterSet(int start, int end) {
        this.start = start;
        this.end = end;
    }

    private interface Condition {
        boolean holds(int c);
    }

    private static boolean isLetter(int c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isVisible(int c) {
        return c > 32 && c < 127;
    }

    private static void define(char letter, Condition condition) {
        CharacterSet set = new CharacterSet(0, 0);
        CharacterSet others = new CharacterSet(0, 0);
        for (int c = 0; c < 256; c++) {
            (condition.holds(c) ? set : others).add(c);
        }
        CLASSES[letter] = set;
        CLASSES[letter - 'a' + 'A'] = others;
    }

    /** The class with a letter; null for a character that stands for itself behind {@code %}. */
    static @Nullable CharacterSet ofClass(byte letter) {
        return letter < 0 ? null : CLASSES[letter];
    }

    /** Whether a byte belongs to the set. */
    boolean contains(byte c) {
        return (members[(c & 0xff) >> 6] >>> c & 1) != 0;
    }

    /**
     * Reads the set whose opening bracket stands at an index.
     *
     * @param patternEnd the index behind the pattern
     */
    static CharacterSet read(byte[] pattern, int start, int patternEnd) {
        int from = start + 1;
        boolean inverted = from < patternEnd && pattern[from] == '^';
        if (inverted) {
            from++;
        }
        int closing = closingBracket(pattern, from, patternEnd);
        CharacterSet set = new CharacterSet(start, closing + 1);
        int at = from;
        while (at < closing) {
            byte c = pattern[at];
            if (c == '%') {
                set.addEscaped(pattern[at + 1]);
                at += 2;
            } else if (at + 2 < closing && pattern[at + 1] == '-') {
                set.addRange(c & 0xff, pattern[at + 2] & 0xff);
                at += 3;
            } else {
                set.add(c & 0xff);
                at++;
            }
        }
        if (inverted) {
            set.invert();
        }
        return set;
    }

    private static int closingBracket(byte[] pattern, int from, int patternEnd) {
        int at = from;
        do {
            at += at < patternEnd && pattern[at] == '%' ? 2 : 1;
            if (at >= patternEnd) {
                throw Errors.raise("malformed pattern (missing ']')");
            }
        } while (pattern[at] != ']');
        return at;
    }

    private void add(int c) {
        members[c >> 6] |= 1L << c;
    }

    private void addRange(int first, int last) {
        for (int c = first; c <= last; c++) {
            add(c);
        }
    }

    private void addEscaped(byte letter) {
        CharacterSet other = ofClass(letter);
        if (other == null) {
            add(letter & 0xff);
            return;
        }
        for (int i = 0; i < members.length; i++) {
            members[i] |= other.members[i];
        }
    }

    private void invert() {
        for (int i = 0; i < members.length; i++) {
            members[i] = ~members[i];
        }
    }
}
