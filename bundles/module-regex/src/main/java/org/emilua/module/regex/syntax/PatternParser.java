package org.emilua.module.regex.syntax;

import java.util.ArrayList;
import java.util.List;
import org.emilua.module.regex.syntax.Node.Repeat;
import org.jspecify.annotations.Nullable;

/** What the grammars have in common: alternatives of sequences of quantified terms. */
abstract class PatternParser {

    /** The most that a bound of an interval can be. */
    static final int MOST_REPEATS = 32_767;

    final PatternReader reader;

    PatternParser(PatternReader reader) {
        this.reader = reader;
    }

    /** Reads the whole pattern. */
    final Node parse() {
        Node root = alternatives();
        if (!reader.atEnd()) {
            throw fail(Reason.ERROR_PAREN, reader.position(), "a closing parenthesis without an opening one");
        }
        checkReferences();
        return root;
    }

    /** Whether an alternative ends here, and takes the sign between alternatives. */
    abstract boolean takeBar();

    /** Whether a closing parenthesis stands here, which is not taken. */
    abstract boolean atClosing();

    /** The next term with its quantifiers. */
    abstract Node term(boolean first);

    /** Looks at references once all groups are known. */
    void checkReferences() {}

    final PatternException fail(Reason reason, int position, String message) {
        return new PatternException(reason, position, message);
    }

    final Node alternatives() {
        List<Node> options = new ArrayList<>();
        do {
            options.add(sequence());
        } while (takeBar());
        return options.size() == 1 ? options.getFirst() : new Node.Choice(options);
    }

    private Node sequence() {
        List<Node> parts = new ArrayList<>();
        boolean first = true;
        while (!reader.atEnd() && !atClosing() && !atBar()) {
            reader.countNode();
            parts.add(term(first));
            first = false;
        }
        return switch (parts.size()) {
            case 0 -> Node.EMPTY;
            case 1 -> parts.getFirst();
            default -> new Node.Sequence(parts);
        };
    }

    private boolean atBar() {
        int here = reader.position();
        boolean found = takeBar();
        reader.position(here);
        return found;
    }

    /** What stands in parentheses, the opening one at {@code open} taken; {@code marked} groups are counted. */
    final Node group(int open, boolean marked, String closing) {
        reader.enter(open);
        int index = marked && !reader.noSubs ? reader.openGroup(open) : 0;
        Node body = alternatives();
        if (!reader.take(closing)) {
            throw fail(Reason.ERROR_PAREN, open, "the parenthesis is not closed");
        }
        reader.leave();
        closed(index);
        return index == 0 ? body : new Node.Group(index, body);
    }

    /** Hears that a group's end was read; 0 for one that is not marked. */
    void closed(int index) {}

    // ---- quantifiers

    /** What an interval's braces hold, the opening one at {@code open} taken. */
    final int[] interval(int open, String closing) {
        boolean hasMin = ByteClass.isDigit(reader.peek());
        int min = reader.number(MOST_REPEATS);
        int max = min;
        if (reader.take(',')) {
            max = ByteClass.isDigit(reader.peek()) ? reader.number(MOST_REPEATS) : Repeat.UNBOUNDED;
        }
        if (!reader.take(closing)) {
            throw reader.atEnd() ? fail(Reason.ERROR_BRACE, open, "the brace is not closed")
                    : fail(Reason.ERROR_BADBRACE, reader.position(), "braces hold {n}, {n,} or {n,m}");
        }
        if (!hasMin) {
            throw fail(Reason.ERROR_BADBRACE, open, "braces hold {n}, {n,} or {n,m}");
        }
        if (min > MOST_REPEATS || max > MOST_REPEATS && max != Repeat.UNBOUNDED) {
            throw fail(Reason.ERROR_BADBRACE, open, "more than " + MOST_REPEATS + " repetitions");
        }
        if (min > max) {
            throw fail(Reason.ERROR_BADBRACE, open, "the bounds are in the wrong order");
        }
        return new int[] {min, max};
    }

    /** A repetition; of one that repeats without bounds itself, only the outcome of both. */
    static Node repeat(Node body, int min, int max, boolean greedy) {
        if (body instanceof Repeat inner && inner.greedy() && greedy && isSimple(inner.min(), inner.max()) && isSimple(min, max)) {
            return new Repeat(inner.body(), Math.min(min, inner.min()), Math.max(max, inner.max()), true);
        }
        return new Repeat(body, min, max, greedy);
    }

    private static boolean isSimple(int min, int max) {
        return min <= 1 && (max == Repeat.UNBOUNDED || max == 1);
    }

    static int @Nullable [] simple(int quantifier) {
        return switch (quantifier) {
            case '*' -> new int[] {0, Repeat.UNBOUNDED};
            case '+' -> new int[] {1, Repeat.UNBOUNDED};
            case '?' -> new int[] {0, 1};
            default -> null;
        };
    }
}
