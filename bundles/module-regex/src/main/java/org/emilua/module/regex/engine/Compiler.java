package org.emilua.module.regex.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.emilua.module.regex.syntax.ByteClass;
import org.emilua.module.regex.syntax.Node;
import org.emilua.module.regex.syntax.Node.Assertion;
import org.emilua.module.regex.syntax.Node.Repeat;
import org.emilua.module.regex.syntax.Syntax;

/**
 * Makes a program of a tree. Counted repetitions become copies, so the size must have been looked at before ({@link Traits}).
 * A program that reads backwards, to find where a match begins whose end is known, knows no groups.
 */
final class Compiler {

    private final Map<Node, Traits> bodies;
    private final boolean backwards;
    private final boolean longest;
    private byte[] op = new byte[32];
    private int[] x = new int[32];
    private int[] y = new int[32];
    private int size;
    private int loops;
    private final Map<ByteClass, Integer> sets = new LinkedHashMap<>();
    private boolean usesBegin;
    private boolean usesWords;

    private Compiler(Map<Node, Traits> bodies, boolean longest, boolean backwards) {
        this.bodies = bodies;
        this.longest = longest;
        this.backwards = backwards;
    }

    /** The program that reads forwards, with groups; {@code bodies} are the traits of what the tree repeats. */
    static Program forwards(Syntax syntax, Map<Node, Traits> bodies) {
        return new Compiler(bodies, syntax.longest(), false).compile(syntax.root(), syntax.groups());
    }

    /** The program that reads backwards. */
    static Program backwards(Syntax syntax, Map<Node, Traits> bodies) {
        return new Compiler(bodies, true, true).compile(syntax.root(), 0);
    }

    private Program compile(Node root, int groups) {
        node(root);
        add(Program.MATCH, 0, 0);
        return new Program(Arrays.copyOf(op, size), Arrays.copyOf(x, size), Arrays.copyOf(y, size),
                sets.keySet().toArray(ByteClass[]::new), groups, loops, usesBegin, usesWords);
    }

    private int add(byte operation, int first, int second) {
        if (size == op.length) {
            op = Arrays.copyOf(op, 2 * size);
            x = Arrays.copyOf(x, 2 * size);
            y = Arrays.copyOf(y, 2 * size);
        }
        op[size] = operation;
        x[size] = first;
        y[size] = second;
        return size++;
    }

    private void node(Node node) {
        switch (node) {
            case Node.Bytes(ByteClass set) -> add(Program.BYTE, sets.computeIfAbsent(set, unused -> sets.size()), 0);
            case Node.Sequence(List<Node> parts) -> (backwards ? parts.reversed() : parts).forEach(this::node);
            case Node.Choice(List<Node> options) -> choice(options);
            case Repeat repeat -> repeat(repeat);
            case Node.Group(int index, Node body) -> group(index, body);
            case Node.Reference(int group, boolean ignoreCase) -> add(Program.REFERENCE, group, ignoreCase ? 1 : 0);
            case Node.Look(Node body, boolean negative) -> look(body, negative);
            case Assertion assertion -> assertion(assertion);
        }
    }

    private void choice(List<Node> options) {
        List<Integer> ends = new ArrayList<>();
        for (Node option : options.subList(0, options.size() - 1)) {
            int split = add(Program.SPLIT, size + 1, 0);
            node(option);
            ends.add(add(Program.JUMP, 0, 0));
            y[split] = size;
        }
        node(options.getLast());
        ends.forEach(end -> x[end] = size);
    }

    private void group(int index, Node body) {
        if (backwards) {
            node(body);
        } else {
            add(Program.SAVE, 2 * index, 0);
            node(body);
            add(Program.SAVE, 2 * index + 1, 0);
        }
    }

    private void look(Node body, boolean negative) {
        int look = add(Program.LOOK, 0, negative ? 1 : 0);
        node(body);
        add(Program.MATCH, 0, 0);
        x[look] = size;
    }

    private void assertion(Assertion assertion) {
        switch (assertion) {
            case BEGIN, END -> {
                boolean begin = assertion == Assertion.BEGIN != backwards;
                usesBegin |= begin;
                add(begin ? Program.BEGIN : Program.END, 0, 0);
            }
            case WORD_BOUNDARY, NO_WORD_BOUNDARY -> {
                usesWords = true;
                add(assertion == Assertion.WORD_BOUNDARY ? Program.WORD_BOUNDARY : Program.NO_WORD_BOUNDARY, 0, 0);
            }
        }
    }

    // ---- repetitions

    private void repeat(Repeat repeat) {
        boolean unbounded = repeat.max() == Repeat.UNBOUNDED;
        int copies = unbounded ? Math.max(0, repeat.min() - 1) : repeat.min();
        for (int i = 0; i < copies; i++) {
            iteration(repeat.body());
        }
        if (unbounded && repeat.min() == 0) {
            star(repeat);
        } else if (unbounded) {
            plus(repeat);
        } else {
            options(repeat);
        }
    }

    private Traits traits(Node body) {
        return Objects.requireNonNull(bodies.get(body));
    }

    private void iteration(Node body) {
        Traits traits = traits(body);
        if (!backwards && traits.hasGroups()) {
            add(Program.FORGET, traits.firstGroup(), traits.lastGroup());
        }
        node(body);
    }

    /** One iteration, which must not be empty unless {@code firstMay} and it is the first. */
    private void checkedIteration(Node body, int loop, boolean firstMay) {
        if (loop < 0) {
            iteration(body);
        } else {
            add(Program.ITERATE, loop, 0);
            iteration(body);
            add(Program.CHECK, loop, firstMay ? 1 : 0);
        }
    }

    /** The number of a loop that has to look out for empty iterations, and its entry; -1 where there are none. */
    private int enter(Node body) {
        if (backwards || !traits(body).nullable()) {
            return -1;
        }
        add(Program.ENTER, loops, 0);
        return loops++;
    }

    private void star(Repeat repeat) {
        int loop = enter(repeat.body());
        int head = split(repeat.greedy());
        checkedIteration(repeat.body(), loop, longest);
        add(Program.JUMP, head, 0);
        land(head, repeat.greedy());
    }

    private void plus(Repeat repeat) {
        int loop = enter(repeat.body());
        int begin = size;
        checkedIteration(repeat.body(), loop, true);
        int split = add(Program.SPLIT, begin, begin);
        if (repeat.greedy()) {
            y[split] = size;
        } else {
            x[split] = size;
        }
    }

    private void options(Repeat repeat) {
        List<Integer> splits = new ArrayList<>();
        int loop = repeat.max() > repeat.min() ? enter(repeat.body()) : -1;
        for (int i = repeat.min(); i < repeat.max(); i++) {
            splits.add(split(repeat.greedy()));
            checkedIteration(repeat.body(), longest && i == 0 ? -1 : loop, false);
        }
        splits.forEach(split -> land(split, repeat.greedy()));
    }

    /** A choice between what follows, preferred if {@code greedy}, and where it is to {@link #land}. */
    private int split(boolean greedy) {
        return add(Program.SPLIT, greedy ? size + 1 : 0, greedy ? 0 : size + 1);
    }

    private void land(int split, boolean greedy) {
        if (greedy) {
            y[split] = size;
        } else {
            x[split] = size;
        }
    }
}
