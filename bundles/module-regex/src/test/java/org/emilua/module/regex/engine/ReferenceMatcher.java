package org.emilua.module.regex.engine;

import java.util.List;
import org.emilua.module.regex.syntax.ByteClass;
import org.emilua.module.regex.syntax.Node;
import org.emilua.module.regex.syntax.Node.Repeat;
import org.emilua.module.regex.syntax.Syntax;
import org.jspecify.annotations.Nullable;

/**
 * Matches as ECMA-262 describes it, by continuations over the tree, without a thought of speed. For the POSIX grammars it tries
 * everything and keeps the longest, of several the first.
 */
final class ReferenceMatcher {

    /** Thrown where a match takes too long this way. */
    static final class TooHard extends RuntimeException {
        TooHard() {
            super("too hard", null, false, false);
        }
    }

    private interface Continuation {
        boolean go(int position, int[] slots);
    }

    private static final int MOST_STEPS = 20_000;
    private static final int DEEPEST = 1_000;

    private final Syntax syntax;
    private final byte[] bytes;
    private int steps;
    private int depth;
    private int @Nullable [] best;

    ReferenceMatcher(Syntax syntax, byte[] bytes) {
        this.syntax = syntax;
        this.bytes = bytes;
    }

    /** The slots of the leftmost match from {@code from} on. */
    int @Nullable [] search(int from) {
        for (int start = from; start <= bytes.length; start++) {
            int[] slots = from(start, -1);
            if (slots != null) {
                return slots;
            }
        }
        return null;
    }

    /** The slots of a match of everything. */
    int @Nullable [] match() {
        return from(0, bytes.length);
    }

    private int @Nullable [] from(int start, int wanted) {
        best = null;
        int[] slots = new int[2 * syntax.groups() + 2];
        java.util.Arrays.fill(slots, -1);
        slots[0] = start;
        boolean unused = run(syntax.root(), start, slots, (end, made) -> {
            if (wanted >= 0 && end != wanted) {
                return false;
            }
            if (best == null || end > best[1]) {
                best = made.clone();
                best[1] = end;
            }
            return wanted >= 0 || !syntax.longest();
        });
        return best;
    }

    private boolean run(Node node, int position, int[] slots, Continuation next) {
        if (++steps > MOST_STEPS || depth > DEEPEST) {
            throw new TooHard();
        }
        depth++;
        boolean done = switch (node) {
            case Node.Bytes(ByteClass set) -> position < bytes.length && set.contains(bytes[position] & 0xFF)
                    && next.go(position + 1, slots);
            case Node.Sequence(List<Node> parts) -> sequence(parts, position, slots, next);
            case Node.Choice(List<Node> options) -> {
                boolean found = false;
                for (Node option : options) {
                    found = found || run(option, position, slots, next);
                }
                yield found;
            }
            case Repeat repeat -> repeat(repeat, 0, position, slots, next);
            case Node.Group(int index, Node body) -> run(body, position, slots, (end, inner) -> {
                int[] made = inner.clone();
                made[2 * index] = position;
                made[2 * index + 1] = end;
                return next.go(end, made);
            });
            case Node.Reference(int group, boolean ignoreCase) -> reference(group, ignoreCase, position, slots, next);
            case Node.Look(Node body, boolean negative) -> look(body, negative, position, slots, next);
            case Node.Assertion assertion -> holds(assertion, position) && next.go(position, slots);
        };
        depth--;
        return done;
    }

    private boolean sequence(List<Node> parts, int position, int[] slots, Continuation next) {
        if (parts.isEmpty()) {
            return next.go(position, slots);
        }
        return run(parts.getFirst(), position, slots,
                (end, made) -> sequence(parts.subList(1, parts.size()), end, made, next));
    }

    private boolean repeat(Repeat repeat, int done, int position, int[] slots, Continuation next) {
        if (done >= repeat.max()) {
            return next.go(position, slots);
        }
        boolean optional = done >= repeat.min();
        if (optional && !repeat.greedy() && next.go(position, slots)) {
            return true;
        }
        int[] cleared = slots.clone();
        clear(repeat.body(), cleared);
        boolean mayBeEmpty = !optional || syntax.longest() && done == 0;
        boolean found = run(repeat.body(), position, cleared, (end, made) ->
                (end != position || mayBeEmpty) && repeat(repeat, done + 1, end, made, next));
        return found || optional && repeat.greedy() && next.go(position, slots);
    }

    private static void clear(Node node, int[] slots) {
        switch (node) {
            case Node.Sequence(List<Node> parts) -> parts.forEach(part -> clear(part, slots));
            case Node.Choice(List<Node> options) -> options.forEach(option -> clear(option, slots));
            case Repeat repeat -> clear(repeat.body(), slots);
            case Node.Look(Node body, boolean negative) -> clear(body, slots);
            case Node.Group(int index, Node body) -> {
                slots[2 * index] = -1;
                slots[2 * index + 1] = -1;
                clear(body, slots);
            }
            case Node.Bytes ignored -> { }
            case Node.Reference ignored -> { }
            case Node.Assertion ignored -> { }
        }
    }

    private boolean look(Node body, boolean negative, int position, int[] slots, Continuation next) {
        int[][] inside = new int[1][];
        boolean found = run(body, position, slots, (end, made) -> {
            inside[0] = made;
            return true;
        });
        if (found == negative) {
            return false;
        }
        return next.go(position, negative ? slots : inside[0]);
    }

    private boolean reference(int group, boolean ignoreCase, int position, int[] slots, Continuation next) {
        if (slots[2 * group] < 0) {
            return !syntax.longest() && next.go(position, slots);
        }
        int length = slots[2 * group + 1] - slots[2 * group];
        if (position + length > bytes.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (cased(bytes[slots[2 * group] + i], ignoreCase) != cased(bytes[position + i], ignoreCase)) {
                return false;
            }
        }
        return next.go(position + length, slots);
    }

    private static int cased(byte value, boolean ignoreCase) {
        return ignoreCase && value >= 'A' && value <= 'Z' ? value | 0x20 : value;
    }

    private boolean holds(Node.Assertion assertion, int position) {
        boolean boundary = isWord(position - 1) != isWord(position);
        return switch (assertion) {
            case BEGIN -> position == 0;
            case END -> position == bytes.length;
            case WORD_BOUNDARY -> boundary;
            case NO_WORD_BOUNDARY -> !boundary;
        };
    }

    private boolean isWord(int position) {
        return position >= 0 && position < bytes.length
                && (Character.isLetterOrDigit(bytes[position]) || bytes[position] == '_') && bytes[position] > 0;
    }
}
