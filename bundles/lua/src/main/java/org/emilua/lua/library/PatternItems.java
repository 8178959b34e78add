package org.emilua.lua.library;

import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Interrupts;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/**
 * The items of a pattern that match a single byte, each with a string to match, and the count of steps that matching may
 * take. Indices are those in the arrays of pattern and string.
 */
abstract sealed class PatternItems permits PatternMatch {

    /** What stands for no index and no byte. */
    static final int NONE = -1;

    /** As many steps as a core does in about half a minute: five times the length of the longest possible string. */
    private static final long STEPS = 10_000_000_000L;

    /** As many steps as a core does in a few milliseconds, between two questions whether to go on. */
    private static final long ROUND = 1_000_000;

    /** The number of sets that are kept after reading, a power of two. */
    private static final int KEPT_SETS = 8;

    /** The string's bytes. */
    final byte[] text;

    /** Where the string begins. */
    final int textStart;

    /** The index behind the string. */
    final int textEnd;

    /** The pattern's bytes. */
    final byte[] pattern;

    /** Where the pattern begins. */
    final int patternStart;

    /** The index behind the pattern. */
    final int patternEnd;

    private @Nullable CharacterSet @Nullable [] sets;
    private long rounds = STEPS / ROUND;
    private long steps = ROUND;

    PatternItems(LuaString subject, LuaString wanted, int skipped) {
        text = subject.m_bytes;
        textStart = subject.m_offset;
        textEnd = textStart + subject.m_length;
        pattern = wanted.m_bytes;
        patternStart = wanted.m_offset + skipped;
        patternEnd = wanted.m_offset + wanted.m_length;
    }

    // ---- steps

    /** Counts steps; lets a VM be stopped now and then, and raises an error when there were too many. */
    final void spend(long count) {
        steps -= count;
        if (steps < 0) {
            goOn();
        }
    }

    private void goOn() {
        long spent = (ROUND - 1 - steps) / ROUND;
        rounds -= spent;
        steps += spent * ROUND;
        if (rounds < 0) {
            throw tooComplex();
        }
        Interrupts.check();
    }

    /** Allows the full number of steps again. */
    final void refill() {
        rounds = STEPS / ROUND;
    }

    static RuntimeException tooComplex() {
        return Errors.raise("pattern too complex");
    }

    // ---- what is in the pattern

    /** The number of opening parentheses, which there are at least as many of as captures; or {@code most}. */
    final int parentheses(int most) {
        int count = 0;
        for (int i = patternStart; i < patternEnd && count < most; i++) {
            if (pattern[i] == '(') {
                count++;
            }
        }
        return count;
    }

    /** The byte that every match of the pattern from an item on begins with; {@link #NONE} if there are several. */
    final int firstByte(int item) {
        if (item == patternEnd || isSpecial(pattern[item])) {
            return NONE;
        }
        int at = pattern[item] == '%' ? item + 1 : item;
        if (at > item && (at == patternEnd || isLetterOrDigit(pattern[at]))) {
            return NONE;
        }
        boolean mayBeMissing = at + 1 < patternEnd && switch (pattern[at + 1]) {
            case '*', '?', '-' -> true;
            default -> false;
        };
        return mayBeMissing ? NONE : pattern[at] & 0xff;
    }

    private static boolean isSpecial(byte c) {
        return switch (c) {
            case '(', ')', '.', '[', '$' -> true;
            default -> false;
        };
    }

    private static boolean isLetterOrDigit(byte c) {
        return c >= '0' && c <= '9' || (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    /** The index behind an item that matches a single byte, where its repetition stands. */
    final int endOfSingle(int item) {
        byte kind = pattern[item];
        if (kind == '[') {
            return setAt(item).end;
        }
        if (kind != '%') {
            return item + 1;
        }
        if (item + 1 >= patternEnd) {
            throw Errors.raise("malformed pattern (ends with '%')");
        }
        return item + 2;
    }

    /** The set whose opening bracket stands at an index. */
    final CharacterSet setAt(int bracket) {
        @Nullable CharacterSet[] kept = sets;
        if (kept == null) {
            kept = new CharacterSet[KEPT_SETS];
            sets = kept;
        }
        int place = bracket & KEPT_SETS - 1;
        CharacterSet known = kept[place];
        if (known != null && known.start == bracket) {
            return known;
        }
        CharacterSet read = CharacterSet.read(pattern, bracket, patternEnd);
        spend(read.end - bracket);
        kept[place] = read;
        return read;
    }

    // ---- matching

    /** Whether an item matches a byte. */
    final boolean matchesSingle(byte c, int item) {
        byte kind = pattern[item];
        return switch (kind) {
            case '.' -> true;
            case '%' -> matchesEscaped(c, pattern[item + 1]);
            case '[' -> setAt(item).contains(c);
            default -> kind == c;
        };
    }

    private static boolean matchesEscaped(byte c, byte letter) {
        CharacterSet set = CharacterSet.ofClass(letter);
        return set == null ? c == letter : set.contains(c);
    }

    /** The index of the first byte from an index on that an item does not match. */
    final int endOfRun(int from, int item) {
        byte kind = pattern[item];
        if (kind == '.') {
            return textEnd;
        }
        byte wanted = kind;
        if (kind == '[') {
            return endOfRun(from, setAt(item));
        }
        if (kind == '%') {
            wanted = pattern[item + 1];
            CharacterSet set = CharacterSet.ofClass(wanted);
            if (set != null) {
                return endOfRun(from, set);
            }
        }
        int at = from;
        while (at < textEnd && text[at] == wanted) {
            at++;
        }
        return at;
    }

    private int endOfRun(int from, CharacterSet set) {
        int at = from;
        while (at < textEnd && set.contains(text[at])) {
            at++;
        }
        return at;
    }
}
