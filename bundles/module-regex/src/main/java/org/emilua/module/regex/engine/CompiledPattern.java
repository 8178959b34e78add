package org.emilua.module.regex.engine;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.emilua.api.bytes.MatchRange;
import org.emilua.module.regex.syntax.Node;
import org.emilua.module.regex.syntax.PatternException;
import org.emilua.module.regex.syntax.Reason;
import org.emilua.module.regex.syntax.Syntax;
import org.jspecify.annotations.Nullable;

/**
 * A pattern ready to match. A regular one is found by two automata: one tells where the leftmost match ends, one that reads
 * backwards where it begins; its groups are then filled in by the backtracking matcher, which goes no way twice, or, where
 * that would take too much memory, by RE2/J. RE2/J also stands in for automata that would need too many states. What is not
 * regular is left to the backtracking matcher alone. Runs on its VM's strand only.
 */
public final class CompiledPattern {

    private static final long MOST_INSTRUCTIONS = 50_000;
    private static final long MOST_SLOTS = 2_000_000;

    private final Syntax syntax;
    private final Budget budget;
    private final Traits traits;
    private final Map<Node, Traits> bodies = new IdentityHashMap<>();
    private final Program program;
    /** Whether all matches begin at the beginning. */
    private final boolean anchored;
    private @Nullable LazyDfa search;
    private @Nullable LazyDfa reverse;
    private @Nullable Backtracker backtracker;
    private @Nullable Re2Pattern re2;
    private boolean triedRe2;
    private int[] found = new int[2];

    private CompiledPattern(Syntax syntax, Budget budget) {
        this.syntax = syntax;
        this.budget = budget;
        traits = Traits.of(syntax.root(), bodies);
        if (traits.size() > MOST_INSTRUCTIONS) {
            throw new PatternException(Reason.ERROR_SPACE, -1, "with its repetitions written out the pattern is too large");
        }
        if (traits.size() * (syntax.groups() + 1) > MOST_SLOTS) {
            throw new PatternException(Reason.ERROR_SPACE, -1, "the pattern is too large for so many groups");
        }
        program = Compiler.forwards(syntax, bodies);
        anchored = isAnchored(syntax.root());
    }

    /** Compiles a pattern, which spends {@code budget}; raises {@link PatternException} where it would be too large. */
    public static CompiledPattern of(Syntax syntax, Budget budget) {
        return new CompiledPattern(syntax, budget);
    }

    private static boolean isAnchored(Node node) {
        return switch (node) {
            case Node.Assertion assertion -> assertion == Node.Assertion.BEGIN;
            case Node.Sequence(List<Node> parts) -> !parts.isEmpty() && isAnchored(parts.getFirst());
            case Node.Group(int index, Node body) -> isAnchored(body);
            case Node.Choice(List<Node> options) -> options.stream().allMatch(CompiledPattern::isAnchored);
            default -> false;
        };
    }

    /** How many groups the pattern marks. */
    public int groups() {
        return syntax.groups();
    }

    /** Makes now what is otherwise made by the first search. */
    public void prepare() {
        if (traits.regular()) {
            search();
            reverse();
        }
        backtracker();
    }

    /** Finds the leftmost match from {@code from} on; see {@link org.emilua.api.bytes.BytePattern#find}. */
    public boolean find(byte[] bytes, int offset, int length, int from, MatchRange result) {
        if (!traits.regular()) {
            return backtrack(bytes, offset, length, from, result);
        }
        if (anchored && from > 0) {
            result.notFound(false, length);
            return false;
        }
        LazyDfa forwards = search();
        int end = forwards.forwards(bytes, offset, length, from);
        if (end == LazyDfa.NONE) {
            boolean mayChange = !forwards.idle();
            result.notFound(mayChange, mayChange ? resume(length, from) : length);
            return false;
        }
        int start = end == LazyDfa.GIVEN_UP ? end : reverse().backwards(bytes, offset, length, end, from);
        if (start == LazyDfa.GIVEN_UP) {
            return withoutAutomata(bytes, offset, length, from, result);
        }
        result.found(start, end, forwards.live());
        return true;
    }

    private int resume(int length, int from) {
        return (int) Math.max(from, length - traits.most());
    }

    private boolean withoutAutomata(byte[] bytes, int offset, int length, int from, MatchRange result) {
        Re2Pattern linear = re2(!syntax.longest() && traits.emptyLoops());
        if (linear == null) {
            return backtrack(bytes, offset, length, from, result);
        }
        if (!linear.find(bytes, offset, length, from, found)) {
            result.notFound(true, resume(length, from));
            return false;
        }
        result.found(found[0], found[1], true);
        return true;
    }

    private boolean backtrack(byte[] bytes, int offset, int length, int from, MatchRange result) {
        Backtracker engine = backtracker();
        if (!engine.find(bytes, offset, length, from, traits.first(), traits.nullable())) {
            result.notFound(true, resume(length, from));
            return false;
        }
        result.found(engine.slots()[0], engine.slots()[1], engine.sawEnd());
        return true;
    }

    /** The groups of the leftmost match: start and end of group n at 2n and 2n + 1, -1 where it did not match. Null if there is no match. */
    public int @Nullable [] search(byte[] bytes, int offset, int length, MatchRange scratch) {
        if (!find(bytes, offset, length, 0, scratch)) {
            return null;
        }
        if (groups() == 0) {
            return new int[] {scratch.start(), scratch.end()};
        }
        if (!traits.regular()) {
            return slots(backtracker().slots());
        }
        return groupsWithin(bytes, offset, length, scratch.start(), scratch.end());
    }

    /** As {@link #search}, of a match of all bytes. */
    public int @Nullable [] match(byte[] bytes, int offset, int length) {
        if (!traits.regular()) {
            return exactly(bytes, offset, length, 0, length, null);
        }
        int start = reverse().backwards(bytes, offset, length, length, 0);
        if (start == LazyDfa.GIVEN_UP) {
            Re2Pattern linear = re2(traits.emptyLoops() || traits.staleGroups());
            if (linear != null) {
                int[] slots = new int[2 * groups() + 2];
                return linear.matches(bytes, offset, length, slots) ? slots : null;
            }
            return exactly(bytes, offset, length, 0, length, FailureMemory.of(program, 0, length));
        }
        if (start != 0) {
            return null;
        }
        return groups() == 0 ? new int[] {0, length} : groupsWithin(bytes, offset, length, 0, length);
    }

    /** The groups of a match that is known to be there. */
    private int @Nullable [] groupsWithin(byte[] bytes, int offset, int length, int start, int end) {
        FailureMemory memory = FailureMemory.of(program, start, end);
        Re2Pattern linear = re2(memory != null || traits.emptyLoops() || traits.staleGroups());
        if (linear != null) {
            int[] slots = new int[2 * groups() + 2];
            boolean all = start == 0 && end == length;
            boolean matched = all ? linear.matches(bytes, offset, length, slots)
                    : linear.find(bytes, offset, length, start, slots);
            return matched ? slots : null;
        }
        return exactly(bytes, offset, length, start, end, memory);
    }

    private int @Nullable [] exactly(byte[] bytes, int offset, int length, int start, int end, @Nullable FailureMemory memory) {
        Backtracker engine = backtracker();
        return engine.exactly(bytes, offset, length, start, end, memory) ? slots(engine.slots()) : null;
    }

    private int[] slots(int[] registers) {
        return Arrays.copyOf(registers, 2 * groups() + 2);
    }

    // ---- made on demand

    private LazyDfa search() {
        LazyDfa made = search;
        if (made == null) {
            made = new LazyDfa(program, syntax.longest(), !anchored, budget);
            search = made;
        }
        return made;
    }

    private LazyDfa reverse() {
        LazyDfa made = reverse;
        if (made == null) {
            made = new LazyDfa(Compiler.backwards(syntax, bodies), true, false, budget);
            reverse = made;
        }
        return made;
    }

    private Backtracker backtracker() {
        Backtracker made = backtracker;
        if (made == null) {
            made = new Backtracker(program, syntax.longest(), budget);
            backtracker = made;
        }
        return made;
    }

    /** RE2/J's pattern; null where it is not to be used, or refuses the pattern. */
    private @Nullable Re2Pattern re2(boolean avoid) {
        if (avoid || triedRe2 && re2 == null) {
            return null;
        }
        Re2Pattern made = re2;
        if (made == null) {
            triedRe2 = true;
            made = Re2Pattern.of(syntax, program.size(), budget);
            re2 = made;
        }
        return made;
    }
}
