package org.emilua.module.regex.engine;

import org.emilua.module.regex.syntax.ByteClass;

/**
 * A pattern as instructions, which the automata and the backtracking matcher execute alike. Instruction {@code pc} is
 * {@code op[pc]} with the operands {@code x[pc]} and {@code y[pc]}; where it names no other, the next one follows.
 */
record Program(byte[] op, int[] x, int[] y, ByteClass[] sets, int groups, int loops, boolean usesBegin, boolean usesWords) {

    /** The end of the pattern, or of the look-ahead that it belongs to. */
    static final byte MATCH = 0;
    /** One byte of set {@code x}. */
    static final byte BYTE = 1;
    /** Goes on at {@code x}, and if that fails at {@code y}. */
    static final byte SPLIT = 2;
    /** Goes on at {@code x}. */
    static final byte JUMP = 3;
    /** Notes the position in slot {@code x}: 2n and 2n + 1 for group n. */
    static final byte SAVE = 4;
    /** Forgets groups {@code x} to {@code y}. */
    static final byte FORGET = 5;
    /** Conditions on the position. */
    static final byte BEGIN = 6;
    static final byte END = 7;
    static final byte WORD_BOUNDARY = 8;
    static final byte NO_WORD_BOUNDARY = 9;
    /** Comes to loop {@code x} from outside. */
    static final byte ENTER = 10;
    /** Begins an iteration of loop {@code x}. */
    static final byte ITERATE = 11;
    /** Ends an iteration of loop {@code x}; fails if it was empty, unless {@code y} is 1 and it was the first. */
    static final byte CHECK = 12;
    /** What group {@code x} matched; letter case is ignored if {@code y} is 1. */
    static final byte REFERENCE = 13;
    /** Goes on at {@code x} if what follows here matches, or, if {@code y} is 1, does not. */
    static final byte LOOK = 14;

    int size() {
        return op.length;
    }

    /** Whether the byte {@code value} is one of those that instruction {@code pc} takes. */
    boolean takes(int pc, int value) {
        return sets[x[pc]].contains(value);
    }
}
