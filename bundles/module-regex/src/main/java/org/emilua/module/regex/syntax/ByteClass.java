package org.emilua.module.regex.syntax;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A set of byte values. Immutable. Letters are ASCII's: the locale is C. */
public record ByteClass(long w0, long w1, long w2, long w3) {

    /** No byte. */
    public static final ByteClass NONE = new ByteClass(0, 0, 0, 0);
    /** Every byte. */
    public static final ByteClass ALL = NONE.complement();
    /** What {@code \w} and word boundaries take for a word's bytes. */
    public static final ByteClass WORD = of(c -> isLetter(c) || isDigit(c) || c == '_');
    static final ByteClass DIGIT = of(ByteClass::isDigit);
    static final ByteClass SPACE = of(c -> c == ' ' || c >= '\t' && c <= '\r');
    /** What {@code .} stands for in ECMAScript: no line terminator. */
    static final ByteClass NO_LINE_END = of(c -> c != '\n' && c != '\r');

    private static final ByteClass[] SINGLES = singles();

    /** The bytes that {@code members} accepts. */
    static ByteClass of(IntPredicate members) {
        long[] words = new long[4];
        for (int c = 0; c < 256; c++) {
            if (members.test(c)) {
                words[c >> 6] |= 1L << c;
            }
        }
        return new ByteClass(words[0], words[1], words[2], words[3]);
    }

    /** One byte. */
    public static ByteClass single(int value) {
        return SINGLES[value];
    }

    static ByteClass range(int first, int last) {
        return of(c -> c >= first && c <= last);
    }

    /** The set of a name that stands in {@code [:...:]}; null if there is none of that name. */
    static @Nullable ByteClass named(String name) {
        return switch (name) {
            case "alnum" -> of(c -> isLetter(c) || isDigit(c));
            case "alpha" -> of(ByteClass::isLetter);
            case "blank" -> of(c -> c == ' ' || c == '\t');
            case "cntrl" -> of(c -> c < ' ' || c == 0x7F);
            case "digit" -> DIGIT;
            case "graph" -> of(c -> c > ' ' && c < 0x7F);
            case "lower" -> range('a', 'z');
            case "print" -> of(c -> c >= ' ' && c < 0x7F);
            case "punct" -> of(c -> c > ' ' && c < 0x7F && !isLetter(c) && !isDigit(c));
            case "space" -> SPACE;
            case "upper" -> range('A', 'Z');
            case "xdigit" -> of(c -> isDigit(c) || isLetter(c) && (c | 0x20) <= 'f');
            default -> null;
        };
    }

    /** Whether {@code value}, 0 to 255, is a member. */
    public boolean contains(int value) {
        long word = switch (value >> 6) {
            case 0 -> w0;
            case 1 -> w1;
            case 2 -> w2;
            default -> w3;
        };
        return (word >>> value & 1) != 0;
    }

    /** The members of either. */
    public ByteClass union(ByteClass other) {
        return new ByteClass(w0 | other.w0, w1 | other.w1, w2 | other.w2, w3 | other.w3);
    }

    /** All other bytes. */
    public ByteClass complement() {
        return new ByteClass(~w0, ~w1, ~w2, ~w3);
    }

    /** These bytes and, for letters, those of the other case. */
    ByteClass withBothCases() {
        return of(c -> contains(c) || isLetter(c) && contains(c ^ 0x20));
    }

    /** How many bytes are members. */
    public int size() {
        return Long.bitCount(w0) + Long.bitCount(w1) + Long.bitCount(w2) + Long.bitCount(w3);
    }

    static boolean isLetter(int c) {
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static ByteClass[] singles() {
        ByteClass[] all = new ByteClass[256];
        for (int i = 0; i < 256; i++) {
            int value = i;
            all[i] = of(c -> c == value);
        }
        return all;
    }
}
