package org.emilua.lua.library;

import java.util.Arrays;
import org.emilua.lua.code.Errors;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/**
 * Matches a Lua pattern against a string, straight from the pattern's bytes. A zero byte in a pattern stands for itself.
 *
 * <p>Each item whose number of repetitions is tried out, and each capture, is one level of Java recursion; there may be
 * {@value #DEEPEST} of them, which needs a few dozen kilobytes of stack. Patterns with several repetitions take time that
 * grows with a power of the string's length. {@link #STEPS} bounds it: it is what a core does in about half a minute, five
 * times what it takes to walk once through the longest possible string, and no program waits for that.
 */
final class PatternMatch {

    /** What {@link #search} and the match of an item return if there is no match. */
    static final int NONE = -1;

    /** The most captures in a pattern. */
    static final int MOST_CAPTURES = 32;

    private static final int DEEPEST = 200;
    private static final long STEPS = 10_000_000_000L;

    private static final int OPEN = -1;
    private static final int POSITION = -2;

    /** The number of sets that are kept after reading, a power of two. */
    private static final int KEPT_SETS = 8;

    private final byte[] text;
    private final int textStart;
    private final int textEnd;
    private final byte[] pattern;
    private final int patternStart;
    private final int patternEnd;

    /** The byte that every match begins with, or a negative number. */
    private final int firstByte;

    private final int[] starts;
    private final int[] lengths;
    private int captures;
    private int depth;
    private long steps = STEPS;
    private @Nullable CharacterSet @Nullable [] sets;
    private int matchStart;
    private int matchEnd;

    /**
     * A match that is still to be searched.
     *
     * @param skipped how many of the pattern's first bytes do not belong to it
     */
    PatternMatch(LuaString subject, LuaString wanted, int skipped) {
        text = subject.m_bytes;
        textStart = subject.m_offset;
        textEnd = textStart + subject.m_length;
        pattern = wanted.m_bytes;
        patternStart = wanted.m_offset + skipped;
        patternEnd = wanted.m_offset + wanted.m_length;
        int most = capturesIn(pattern, patternStart, patternEnd);
        starts = new int[most];
        lengths = new int[most];
        firstByte = firstByte(pattern, patternStart, patternEnd);
    }

    private static int capturesIn(byte[] pattern, int start, int end) {
        int count = 0;
        for (int i = start; i < end && count < MOST_CAPTURES; i++) {
            if (pattern[i] == '(') {
                count++;
            }
        }
        return count;
    }

    private static int firstByte(byte[] pattern, int start, int end) {
        if (start == end || isSpecial(pattern[start])) {
            return NONE;
        }
        int at = pattern[start] == '%' ? start + 1 : start;
        if (at > start && (at == end || isLetterOrDigit(pattern[at]))) {
            return NONE;
        }
        boolean mayBeMissing = at + 1 < end && switch (pattern[at + 1]) {
            case '*', '?', '-' -> true;
            default -> false;
        };
        return mayBeMissing ? NONE : pattern[at] & 0xff;
    }

    private static boolean isLetterOrDigit(byte c) {
        return c >= '0' && c <= '9' || (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    private static boolean isSpecial(byte c) {
        return switch (c) {
            case '(', ')', '.', '[', '$' -> true;
            default -> false;
        };
    }

    // ---- results

    /** The index in the string, from 0, where the match begins. */
    int start() {
        return matchStart - textStart;
    }

    /** The index in the string, from 0, behind the match. */
    int end() {
        return matchEnd - textStart;
    }

    /** The number of captures in the match. */
    int captures() {
        return captures;
    }

    /** Whether a capture is a position; raises an error if it has not ended. */
    boolean isPosition(int capture) {
        if (lengths[capture] == OPEN) {
            throw Errors.raise("unfinished capture");
        }
        return lengths[capture] == POSITION;
    }

    /** The index in the string, from 0, where a capture begins. */
    int start(int capture) {
        return starts[capture] - textStart;
    }

    /** The index in the string, from 0, behind a capture that is no position. */
    int end(int capture) {
        return start(capture) + lengths[capture];
    }

    // ---- searching

    /** Allows the full number of steps again, also after an error. */
    void restart() {
        steps = STEPS;
        depth = 0;
    }

    /**
     * Looks for the first match that begins at an index or behind it.
     *
     * @param from an index in the string, from 0
     * @param anchored whether the match must begin there
     */
    boolean search(int from, boolean anchored) {
        int at = textStart + from;
        if (anchored) {
            return matches(at);
        }
        for (; at <= textEnd; at++) {
            if (firstByte >= 0) {
                at = ByteSearch.indexOf(text, at, textEnd, (byte) firstByte);
                if (at < 0) {
                    return false;
                }
            }
            if (matches(at)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(int at) {
        captures = 0;
        matchStart = at;
        matchEnd = match(at, patternStart);
        return matchEnd >= 0;
    }

    /** Matches the pattern from an item on; returns the end of the match or {@link #NONE}. */
    private int match(int from, int firstItem) {
        if (++depth > DEEPEST) {
            throw tooComplex();
        }
        int at = from;
        int item = firstItem;
        int result;
        while (true) {
            spend(1);
            if (item == patternEnd) {
                result = at;
                break;
            }
            byte kind = pattern[item];
            if (kind == '(') {
                result = openCapture(at, item + 1);
                break;
            }
            if (kind == ')') {
                result = closeCapture(at, item + 1);
                break;
            }
            if (kind == '$' && item + 1 == patternEnd) {
                result = at == textEnd ? at : NONE;
                break;
            }
            int next;
            if (kind == '%' && isOfSeveral(item + 1)) {
                at = matchSpecial(at, item + 1);
                next = endOfSpecial(item + 1);
            } else {
                next = endOfSingle(item);
                byte repetition = next < patternEnd ? pattern[next] : 0;
                if (repetition == '*' || repetition == '+' || repetition == '-') {
                    result = repeat(at, item, next, repetition);
                    break;
                }
                boolean fits = at < textEnd && matchesSingle(text[at], item);
                if (repetition == '?') {
                    next++;
                    int end = fits ? match(at + 1, next) : NONE;
                    if (end >= 0) {
                        result = end;
                        break;
                    }
                } else {
                    at = fits ? at + 1 : NONE;
                }
            }
            if (at < 0) {
                result = NONE;
                break;
            }
            item = next;
        }
        depth--;
        return result;
    }

    private static RuntimeException tooComplex() {
        return Errors.raise("pattern too complex");
    }

    private void spend(long count) {
        steps -= count;
        if (steps < 0) {
            throw tooComplex();
        }
    }

    // ---- captures

    private int openCapture(int at, int item) {
        boolean position = item < patternEnd && pattern[item] == ')';
        if (captures >= MOST_CAPTURES) {
            throw Errors.raise("too many captures");
        }
        starts[captures] = at;
        lengths[captures] = position ? POSITION : OPEN;
        captures++;
        int end = match(at, position ? item + 1 : item);
        if (end < 0) {
            captures--;
        }
        return end;
    }

    private int closeCapture(int at, int item) {
        int capture = captures - 1;
        while (capture >= 0 && lengths[capture] != OPEN) {
            capture--;
        }
        if (capture < 0) {
            throw Errors.raise("invalid pattern capture");
        }
        lengths[capture] = at - starts[capture];
        int end = match(at, item);
        if (end < 0) {
            lengths[capture] = OPEN;
        }
        return end;
    }

    // ---- items of several bytes: %b, %f, %1

    /** Whether the letter behind a {@code %} begins an item that does not match just one byte. */
    private boolean isOfSeveral(int letter) {
        if (letter >= patternEnd) {
            return false;
        }
        byte c = pattern[letter];
        return c == 'b' || c == 'f' || c >= '0' && c <= '9';
    }

    private int matchSpecial(int at, int letter) {
        return switch (pattern[letter]) {
            case 'b' -> matchBalanced(at, letter + 1);
            case 'f' -> matchFrontier(at, letter + 1);
            default -> matchBack(at, pattern[letter] - '1');
        };
    }

    private int endOfSpecial(int letter) {
        return switch (pattern[letter]) {
            case 'b' -> letter + 3;
            case 'f' -> setAt(letter + 1).end;
            default -> letter + 1;
        };
    }

    private int matchBalanced(int from, int delimiters) {
        if (delimiters + 1 >= patternEnd) {
            throw Errors.raise("unbalanced pattern");
        }
        byte opening = pattern[delimiters];
        byte closing = pattern[delimiters + 1];
        if (from == textEnd || text[from] != opening) {
            return NONE;
        }
        int open = 1;
        int at = from + 1;
        while (at < textEnd && open > 0) {
            byte c = text[at++];
            if (c == closing) {
                open--;
            } else if (c == opening) {
                open++;
            }
        }
        spend(at - from);
        return open == 0 ? at : NONE;
    }

    private int matchFrontier(int at, int bracket) {
        if (bracket >= patternEnd || pattern[bracket] != '[') {
            throw Errors.raise("missing '[' after '%f' in pattern");
        }
        CharacterSet set = setAt(bracket);
        byte before = at == textStart ? 0 : text[at - 1];
        byte behind = at == textEnd ? 0 : text[at];
        return !set.contains(before) && set.contains(behind) ? at : NONE;
    }

    private int matchBack(int at, int capture) {
        if (capture < 0 || capture >= captures || lengths[capture] == OPEN) {
            throw Errors.raise("invalid capture index");
        }
        int length = lengths[capture];
        int start = starts[capture];
        if (length == POSITION || length > textEnd - at) {
            return NONE;
        }
        spend(length);
        return Arrays.equals(text, at, at + length, text, start, start + length) ? at + length : NONE;
    }

    // ---- items that match one byte, and their repetitions

    private int endOfSingle(int item) {
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

    private boolean matchesSingle(byte c, int item) {
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

    private CharacterSet setAt(int bracket) {
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

    private int repeat(int at, int item, int repetition, byte kind) {
        int next = repetition + 1;
        return switch (kind) {
            case '*' -> matchMost(at, at, item, next);
            case '+' -> matchMost(at, at + 1, item, next);
            default -> matchFewest(at, item, next);
        };
    }

    private int matchFewest(int from, int item, int next) {
        int needed = neededAt(next);
        int at = from;
        while (true) {
            if (needed < 0 || at < textEnd && text[at] == (byte) needed) {
                int end = match(at, next);
                if (end >= 0) {
                    return end;
                }
            }
            if (at >= textEnd || !matchesSingle(text[at], item)) {
                spend(at - from);
                return NONE;
            }
            at++;
        }
    }

    private int matchMost(int from, int least, int item, int next) {
        int at = endOfRun(from, item);
        spend(at - from);
        if (next == patternEnd) {
            return at >= least ? at : NONE;
        }
        int needed = at > least ? neededAt(next) : NONE;
        for (; at >= least; at--) {
            if (needed < 0 || at < textEnd && text[at] == (byte) needed) {
                int end = match(at, next);
                if (end >= 0) {
                    return end;
                }
            }
        }
        return NONE;
    }

    /** The byte that must stand where the rest of a pattern matches, so that other places need not be tried; or negative. */
    private int neededAt(int item) {
        if (item == patternEnd) {
            return NONE;
        }
        return pattern[item] == ')' && hasOpenCapture()
                ? firstByte(pattern, item + 1, patternEnd)
                : firstByte(pattern, item, patternEnd);
    }

    private boolean hasOpenCapture() {
        for (int i = captures - 1; i >= 0; i--) {
            if (lengths[i] == OPEN) {
                return true;
            }
        }
        return false;
    }

    /** The index of the first byte from an index on that an item does not match. */
    private int endOfRun(int from, int item) {
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
