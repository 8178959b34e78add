package org.emilua.lua.library;

import java.util.Arrays;
import org.emilua.lua.code.Errors;
import org.luaj.vm2.LuaString;

/**
 * Matches a Lua pattern against a string, straight from the pattern's bytes. A zero byte in a pattern stands for itself.
 *
 * <p>Each item whose number of repetitions is tried out, and each capture, is one level of Java recursion; there may be
 * {@value #DEEPEST} of them, which needs less than a hundred kilobytes of stack. Patterns with several repetitions take
 * time that grows with a power of the string's length; their steps are counted, and a match that takes more of them than
 * any program waits for raises an error.
 */
final class PatternMatch extends PatternItems {

    /** The most captures in a pattern. */
    static final int MOST_CAPTURES = 32;

    private static final int DEEPEST = 200;

    private static final int OPEN = -1;
    private static final int POSITION = -2;

    /** The byte that every match begins with, or a negative number. */
    private final int firstByte;

    private final int[] starts;
    private final int[] lengths;
    private int captures;
    private int depth;
    private int matchStart;
    private int matchEnd;

    /**
     * A match that is still to be searched.
     *
     * @param skipped how many of the pattern's first bytes do not belong to it
     */
    PatternMatch(LuaString subject, LuaString wanted, int skipped) {
        super(subject, wanted, skipped);
        int most = parentheses(MOST_CAPTURES);
        starts = new int[most];
        lengths = new int[most];
        firstByte = firstByte(patternStart);
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
        refill();
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
        depth++;
        if (depth > DEEPEST) {
            throw tooComplex();
        }
        int end = matchItems(from, firstItem);
        depth--;
        return end;
    }

    private int matchItems(int from, int firstItem) {
        int at = from;
        int item = firstItem;
        while (at >= 0 && item < patternEnd) {
            spend(1);
            byte kind = pattern[item];
            if (kind == '(') {
                return openCapture(at, item + 1);
            }
            if (kind == ')') {
                return closeCapture(at, item + 1);
            }
            if (kind == '$' && item + 1 == patternEnd) {
                return at == textEnd ? at : NONE;
            }
            if (kind == '%' && isOfSeveral(item + 1)) {
                at = matchSpecial(at, item + 1);
                item = endOfSpecial(item + 1);
                continue;
            }
            int next = endOfSingle(item);
            byte repetition = next < patternEnd ? pattern[next] : 0;
            if (repetition == '*' || repetition == '+' || repetition == '-') {
                return repeat(at, item, next, repetition);
            }
            boolean fits = at < textEnd && matchesSingle(text[at], item);
            if (repetition == '?') {
                next++;
                int end = fits ? match(at + 1, next) : NONE;
                if (end >= 0) {
                    return end;
                }
            } else {
                at = fits ? at + 1 : NONE;
            }
            item = next;
        }
        return at;
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

    // ---- repetitions

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
                ? firstByte(item + 1)
                : firstByte(item);
    }

    private boolean hasOpenCapture() {
        for (int i = captures - 1; i >= 0; i--) {
            if (lengths[i] == OPEN) {
                return true;
            }
        }
        return false;
    }
}
