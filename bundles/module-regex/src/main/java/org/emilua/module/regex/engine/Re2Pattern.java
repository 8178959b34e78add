package org.emilua.module.regex.engine;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import org.emilua.module.regex.syntax.ByteClass;
import org.emilua.module.regex.syntax.Node;
import org.emilua.module.regex.syntax.Node.Assertion;
import org.emilua.module.regex.syntax.Node.Repeat;
import org.emilua.module.regex.syntax.Syntax;
import org.jspecify.annotations.Nullable;

/**
 * A regular pattern in the language of RE2/J, which matches in linear time whatever the pattern. Bytes are characters of
 * ISO 8859-1. Groups are counted as here.
 */
final class Re2Pattern {

    private final Pattern pattern;
    private final int size;
    private final Budget budget;

    private Re2Pattern(Pattern pattern, int size, Budget budget) {
        this.pattern = pattern;
        this.size = size;
        this.budget = budget;
    }

    /** Translates a regular pattern of about {@code size} instructions; null where RE2/J refuses it: its bounds end at 1000. */
    static @Nullable Re2Pattern of(Syntax syntax, int size, Budget budget) {
        try {
            int flags = syntax.longest() ? Pattern.LONGEST_MATCH : 0;
            return new Re2Pattern(Pattern.compile(translate(syntax.root()), flags), size, budget);
        } catch (PatternSyntaxException e) {
            System.getLogger("org.emilua.module.regex").log(System.Logger.Level.DEBUG, "RE2/J refuses a pattern", e);
            return null;
        }
    }

    /** Finds the leftmost match that begins at {@code from} or later; fills {@code slots} as far as it goes, 2n and 2n + 1 for group n. */
    boolean find(byte[] bytes, int offset, int length, int from, int[] slots) {
        Matcher matcher = pattern.matcher(new Latin1(bytes, offset, length, 1 + size / 8, budget));
        return matcher.find(from) && fill(matcher, slots);
    }

    /** Matches all bytes. */
    boolean matches(byte[] bytes, int offset, int length, int[] slots) {
        Matcher matcher = pattern.matcher(new Latin1(bytes, offset, length, 1 + size / 8, budget));
        return matcher.matches() && fill(matcher, slots);
    }

    private static boolean fill(Matcher matcher, int[] slots) {
        for (int group = 0; 2 * group < slots.length; group++) {
            slots[2 * group] = matcher.start(group);
            slots[2 * group + 1] = matcher.end(group);
        }
        return true;
    }

    /** Bytes as characters, each look at one of which costs something. */
    private record Latin1(byte[] bytes, int offset, int length, int cost, Budget budget) implements CharSequence {

        @Override
        public char charAt(int index) {
            budget.spend(cost);
            return (char) (bytes[offset + index] & 0xFF);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Latin1(bytes, offset + start, end - start, cost, budget);
        }

        @Override
        public String toString() {
            return new String(bytes, offset, length, java.nio.charset.StandardCharsets.ISO_8859_1);
        }
    }

    // ---- translation

    /** The pattern as text for RE2/J. */
    static String translate(Node root) {
        StringBuilder text = new StringBuilder();
        append(text, root);
        return text.toString();
    }

    private static void append(StringBuilder text, Node node) {
        switch (node) {
            case Node.Bytes(ByteClass set) -> appendSet(text, set);
            case Node.Sequence(List<Node> parts) -> {
                for (Node part : parts) {
                    boolean wraps = part instanceof Node.Choice;
                    text.append(wraps ? "(?:" : "");
                    append(text, part);
                    text.append(wraps ? ")" : "");
                }
            }
            case Node.Choice(List<Node> options) -> {
                for (int i = 0; i < options.size(); i++) {
                    text.append(i > 0 ? "|" : "");
                    append(text, options.get(i));
                }
            }
            case Repeat repeat -> appendRepeat(text, repeat);
            case Node.Group(int index, Node body) -> {
                text.append('(');
                append(text, body);
                text.append(')');
            }
            case Assertion assertion -> text.append(switch (assertion) {
                case BEGIN -> "\\A";
                case END -> "\\z";
                case WORD_BOUNDARY -> "\\b";
                case NO_WORD_BOUNDARY -> "\\B";
            });
            case Node.Reference ignored -> throw new IllegalArgumentException("a reference is not regular");
            case Node.Look ignored -> throw new IllegalArgumentException("a look-ahead is not regular");
        }
    }

    private static void appendSet(StringBuilder text, ByteClass set) {
        if (set.equals(ByteClass.NONE)) {
            text.append("[^\\x00-\\x{10FFFF}]");
            return;
        }
        text.append('[');
        for (int c = 0; c < 256; c++) {
            if (set.contains(c)) {
                int first = c;
                while (c < 255 && set.contains(c + 1)) {
                    c++;
                }
                text.append(String.format("\\x{%x}", first)).append(c > first ? String.format("-\\x{%x}", c) : "");
            }
        }
        text.append(']');
    }

    private static void appendRepeat(StringBuilder text, Repeat repeat) {
        StringBuilder body = new StringBuilder("(?:");
        append(body, repeat.body());
        body.append(')');
        String lazy = repeat.greedy() ? "" : "?";
        if (repeat.max() == Repeat.UNBOUNDED && repeat.min() <= 1) {
            text.append(body).append(repeat.min() == 0 ? "*" : "+").append(lazy);
            return;
        }
        text.append(body).append('{').append(repeat.min()).append(',');
        if (repeat.max() != Repeat.UNBOUNDED) {
            text.append(repeat.max());
        }
        text.append('}').append(lazy);
    }
}
