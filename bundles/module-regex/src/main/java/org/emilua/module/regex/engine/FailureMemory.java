package org.emilua.module.regex.engine;

import org.jspecify.annotations.Nullable;

/**
 * Which choices of a regular pattern were tried at which positions. A choice that comes up again cannot do better, as what follows
 * depends on nothing but the position and on whether the loops around it have got anywhere.
 */
final class FailureMemory {

    private static final long MOST_BITS = 1L << 25;
    private static final int MOST_LOOPS = 6;

    private final Program program;
    private final int start;
    private final int positions;
    private final long[] tried;

    private FailureMemory(Program program, int start, int positions, long bits) {
        this.program = program;
        this.start = start;
        this.positions = positions;
        tried = new long[(int) ((bits + 63) / 64)];
    }

    /** A memory for the positions from {@code start} to {@code end}; null if that were too much. */
    static @Nullable FailureMemory of(Program program, int start, int end) {
        if (program.loops() > MOST_LOOPS) {
            return null;
        }
        int positions = end - start + 1;
        long bits = (long) program.size() * positions << 2 * program.loops();
        return bits > MOST_BITS ? null : new FailureMemory(program, start, positions, bits);
    }

    /** Notes a choice; false if it was noted before. */
    boolean isNew(int pc, int position, int[] registers, int loopsAt) {
        int at = position - start;
        if (at >= positions) {
            return true;
        }
        long index = (long) pc * positions + at;
        for (int loop = 0; loop < program.loops(); loop++) {
            int here = registers[loopsAt + 2 * loop] == position ? 1 : 0;
            index = index << 2 | here << 1 | registers[loopsAt + 2 * loop + 1] & here;
        }
        int word = (int) (index >>> 6);
        long bit = 1L << index;
        if ((tried[word] & bit) != 0) {
            return false;
        }
        tried[word] |= bit;
        return true;
    }
}
