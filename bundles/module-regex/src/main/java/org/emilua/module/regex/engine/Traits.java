package org.emilua.module.regex.engine;

import java.util.List;
import java.util.Map;
import org.emilua.module.regex.syntax.ByteClass;
import org.emilua.module.regex.syntax.Node;
import org.emilua.module.regex.syntax.Node.Assertion;
import org.emilua.module.regex.syntax.Node.Repeat;

/**
 * What can be known of a tree without executing it.
 *
 * @param size about how many instructions it compiles to, at most {@link #HUGE}
 * @param nullable whether it may match the empty string
 * @param most the most bytes that it can match or look at behind where it begins, at most {@link #HUGE}
 * @param first the bytes that a match, if it is not empty, can begin with
 * @param firstGroup the first group in it, or more than {@code lastGroup}
 * @param lastGroup the last group in it
 * @param regular whether it is without references and look-aheads
 * @param emptyLoops whether it repeats something that may be empty
 * @param optionalGroups whether a match may leave a group unmatched
 * @param staleGroups whether an iteration in it can leave a group unmatched that an earlier one matched
 * @param asserts whether it looks at what is around a position
 */
record Traits(long size, boolean nullable, long most, ByteClass first, int firstGroup, int lastGroup, boolean regular,
        boolean emptyLoops, boolean optionalGroups, boolean staleGroups, boolean asserts) {

    static final long HUGE = 1L << 40;

    private static final Traits NOTHING = leaf(0, true, 0, ByteClass.NONE, true, false);

    /** The traits of a tree; {@code bodies} gets those of everything that it repeats. */
    static Traits of(Node node, Map<Node, Traits> bodies) {
        return switch (node) {
            case Node.Bytes(ByteClass set) -> leaf(1, false, 1, set, true, false);
            case Node.Sequence(List<Node> parts) -> {
                Traits all = NOTHING;
                for (Node part : parts) {
                    all = all.then(of(part, bodies));
                }
                yield all;
            }
            case Node.Choice(List<Node> options) -> {
                Traits all = of(options.getFirst(), bodies);
                for (Node option : options.subList(1, options.size())) {
                    all = all.or(of(option, bodies));
                }
                yield all;
            }
            case Repeat repeat -> {
                Traits body = of(repeat.body(), bodies);
                bodies.put(repeat.body(), body);
                yield body.repeated(repeat.min(), repeat.max());
            }
            case Node.Group(int index, Node body) -> of(body, bodies).inGroup(index);
            case Node.Reference ignored -> leaf(1, true, HUGE, ByteClass.ALL, false, false);
            case Node.Look(Node body, boolean negative) -> of(body, bodies).lookedAhead();
            case Assertion ignored -> leaf(1, true, 0, ByteClass.NONE, true, true);
        };
    }

    private static Traits leaf(long size, boolean nullable, long most, ByteClass first, boolean regular, boolean asserts) {
        return new Traits(size, nullable, most, first, Integer.MAX_VALUE, 0, regular, false, false, false, asserts);
    }

    boolean hasGroups() {
        return firstGroup <= lastGroup;
    }

    private Traits then(Traits next) {
        return new Traits(limit(size + next.size), nullable && next.nullable, limit(most + next.most),
                nullable ? first.union(next.first) : first, Math.min(firstGroup, next.firstGroup),
                Math.max(lastGroup, next.lastGroup), regular && next.regular, emptyLoops || next.emptyLoops,
                optionalGroups || next.optionalGroups, staleGroups || next.staleGroups, asserts || next.asserts);
    }

    private Traits or(Traits other) {
        return new Traits(limit(size + other.size + 2), nullable || other.nullable, Math.max(most, other.most),
                first.union(other.first), Math.min(firstGroup, other.firstGroup), Math.max(lastGroup, other.lastGroup),
                regular && other.regular, emptyLoops || other.emptyLoops, hasGroups() || other.hasGroups(),
                staleGroups || other.staleGroups, asserts || other.asserts);
    }

    private Traits repeated(int min, int max) {
        boolean unbounded = max == Repeat.UNBOUNDED;
        long iteration = size + (hasGroups() ? 1 : 0);
        long written = unbounded ? iteration * Math.max(1, min) + 5 : iteration * min + (iteration + 3) * (max - min) + 1;
        return new Traits(limit(written), nullable || min == 0, unbounded && most > 0 ? HUGE : limit(most * max),
                first, firstGroup, lastGroup, regular, emptyLoops || nullable && max > 0,
                optionalGroups || min == 0 && hasGroups(), staleGroups || max > 1 && optionalGroups, asserts);
    }

    private Traits inGroup(int index) {
        return new Traits(size + 2, nullable, most, first, Math.min(index, firstGroup), Math.max(index, lastGroup), regular,
                emptyLoops, optionalGroups, staleGroups, asserts);
    }

    private Traits lookedAhead() {
        return new Traits(size + 2, true, most, ByteClass.NONE, firstGroup, lastGroup, false, emptyLoops, hasGroups(),
                staleGroups, true);
    }

    private static long limit(long value) {
        return Math.min(value, HUGE);
    }
}
