package org.emilua.module.regex.syntax;

import java.util.List;

/** A pattern as a tree. Letter case is resolved: sets have both cases where case is ignored. */
public sealed interface Node {

    /** Matches nothing but the empty string. */
    Node EMPTY = new Sequence(List.of());

    /** One byte of a set. */
    record Bytes(ByteClass set) implements Node {}

    /** One after the other. */
    record Sequence(List<Node> parts) implements Node {}

    /** One of several, in order of preference. */
    record Choice(List<Node> options) implements Node {}

    /** From {@code min} to {@code max} times. */
    record Repeat(Node body, int min, int max, boolean greedy) implements Node {

        /** No upper limit. */
        public static final int UNBOUNDED = Integer.MAX_VALUE;
    }

    /** A marked sub-expression, counted from 1. */
    record Group(int index, Node body) implements Node {}

    /** What a group matched, once more. */
    record Reference(int group, boolean ignoreCase) implements Node {}

    /** What follows does, or does not, match {@code body}. */
    record Look(Node body, boolean negative) implements Node {}

    /** A condition on a position. */
    enum Assertion implements Node { BEGIN, END, WORD_BOUNDARY, NO_WORD_BOUNDARY }
}
