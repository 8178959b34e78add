package org.emilua.module.regex.engine;

import java.util.Arrays;
import org.emilua.module.regex.syntax.ByteClass;
import org.emilua.module.regex.syntax.PatternException;
import org.emilua.module.regex.syntax.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Matches by trying one way after the other, in the order that the grammar prefers, with a stack of its own. It carries every
 * construct. Where the pattern is regular it remembers where it failed, so that no way is gone twice: its work is then linear.
 */
final class Backtracker {

    private static final int SPENT_AT_ONCE = 4096;
    private static final int FIRST_STACK = 256;
    private static final int LARGEST_STACK = 1 << 23;
    private static final int KEPT_STACK = 1 << 16;

    private final Program program;
    private final Budget budget;
    private final boolean longest;
    private final int loopsAt;

    private byte[] bytes = new byte[0];
    private int offset;
    private int length;
    private int limit;
    /** The only end that counts, or -1 for any. */
    private int wanted;
    private @Nullable FailureMemory memory;
    private int[] stack = new int[FIRST_STACK];
    private int top;
    /** Group slots, then for each loop where its iteration began, and whether it is the first one. */
    private final int[] registers;
    private int steps;
    private boolean sawEnd;
    private int lastEnd;

    Backtracker(Program program, boolean longest, Budget budget) {
        this.program = program;
        this.longest = longest;
        this.budget = budget;
        loopsAt = 2 * program.groups() + 2;
        registers = new int[loopsAt + 2 * program.loops()];
    }

    /** Whether the last search looked beyond the last byte. */
    boolean sawEnd() {
        return sawEnd;
    }

    /** Group n's start and end at 2n and 2n + 1, -1 where it did not match; to be copied before the next search. */
    int[] slots() {
        return registers;
    }

    /** Searches from {@code from} on. */
    boolean find(byte[] array, int at, int size, int from, ByteClass first, boolean mayBeEmpty) {
        on(array, at, size, -1, null);
        for (int start = from; start <= size; start++) {
            if (!mayBeEmpty && (start == size || !first.contains(array[at + start] & 0xFF))) {
                sawEnd |= start == size;
                continue;
            }
            if (longest ? longestFrom(start) : matches(start)) {
                return true;
            }
        }
        budget.spend(steps);
        return false;
    }

    /** Matches from {@code start} to {@code end} exactly; {@code failures} remembers, for patterns that are regular. */
    boolean exactly(byte[] array, int at, int size, int start, int end, @Nullable FailureMemory failures) {
        on(array, at, size, end, failures);
        return matches(start);
    }

    private void on(byte[] array, int at, int size, int end, @Nullable FailureMemory failures) {
        bytes = array;
        offset = at;
        length = size;
        limit = end < 0 ? size : end;
        wanted = end;
        memory = failures;
        sawEnd = false;
        steps = 0;
    }

    private void clear() {
        if (stack.length > KEPT_STACK && top <= FIRST_STACK) {
            stack = new int[FIRST_STACK];
        }
        top = 0;
        Arrays.fill(registers, -1);
    }

    private boolean matches(int start) {
        clear();
        if (!run(0, start, true)) {
            return false;
        }
        registers[0] = start;
        registers[1] = lastEnd;
        return true;
    }

    /** Tries all ways from {@code start} and keeps the one that goes farthest; of several, the first. */
    private boolean longestFrom(int start) {
        clear();
        int[] best = null;
        boolean found = run(0, start, true);
        while (found) {
            if (best == null || lastEnd > best[1]) {
                best = registers.clone();
                best[0] = start;
                best[1] = lastEnd;
            }
            found = lastEnd < length && backtrack(0) && run(resumePc, resumePosition, true);
        }
        if (best == null) {
            return false;
        }
        System.arraycopy(best, 0, registers, 0, registers.length);
        return true;
    }

    private int resumePc;
    private int resumePosition;

    /**
     * Executes from {@code startPc} at {@code startPosition} until a MATCH; then {@code lastEnd} is the position, and what is left to
     * try lies on the stack. False once all is tried that was pushed from here on.
     */
    private boolean run(int startPc, int startPosition, boolean outermost) {
        int base = outermost ? 0 : top;
        int pc = startPc;
        int position = startPosition;
        while (true) {
            if (++steps == SPENT_AT_ONCE) {
                budget.spend(steps);
                steps = 0;
            }
            boolean goesOn;
            switch (program.op()[pc]) {
                case Program.BYTE -> {
                    goesOn = position < limit && program.takes(pc, bytes[offset + position] & 0xFF);
                    sawEnd |= position == length;
                    position++;
                    pc++;
                }
                case Program.SPLIT -> {
                    goesOn = memory == null || memory.isNew(pc, position, registers, loopsAt);
                    if (goesOn) {
                        push(program.y()[pc], position);
                        pc = program.x()[pc];
                    }
                }
                case Program.JUMP -> {
                    goesOn = true;
                    pc = program.x()[pc];
                }
                case Program.MATCH -> {
                    if (!outermost || wanted < 0 || wanted == position) {
                        lastEnd = position;
                        return true;
                    }
                    goesOn = false;
                }
                case Program.REFERENCE -> {
                    int matched = reference(pc, position);
                    goesOn = matched >= 0;
                    position += matched;
                    pc++;
                }
                case Program.LOOK -> {
                    goesOn = look(pc, position);
                    pc = program.x()[pc];
                }
                default -> {
                    goesOn = mark(pc, position);
                    pc++;
                }
            }
            if (!goesOn) {
                if (!backtrack(base)) {
                    return false;
                }
                pc = resumePc;
                position = resumePosition;
            }
        }
    }

    /** Instructions that take no bytes and stay in line. */
    private boolean mark(int pc, int position) {
        int operand = program.x()[pc];
        switch (program.op()[pc]) {
            case Program.SAVE -> set(operand, position);
            case Program.FORGET -> {
                for (int slot = 2 * operand; slot <= 2 * program.y()[pc] + 1; slot++) {
                    set(slot, -1);
                }
            }
            case Program.ENTER -> set(loopsAt + 2 * operand + 1, 1);
            case Program.ITERATE -> set(loopsAt + 2 * operand, position);
            case Program.CHECK -> {
                int loop = loopsAt + 2 * operand;
                if (registers[loop] == position && (program.y()[pc] == 0 || registers[loop + 1] == 0)) {
                    return false;
                }
                set(loop + 1, 0);
            }
            default -> {
                return holds(program.op()[pc], position);
            }
        }
        return true;
    }

    private boolean holds(byte assertion, int position) {
        sawEnd |= position == length && assertion != Program.BEGIN;
        return switch (assertion) {
            case Program.BEGIN -> position == 0;
            case Program.END -> position == length;
            case Program.WORD_BOUNDARY -> isWord(position - 1) != isWord(position);
            case Program.NO_WORD_BOUNDARY -> isWord(position - 1) == isWord(position);
            default -> throw new IllegalStateException("instruction " + assertion);
        };
    }

    private boolean isWord(int position) {
        return position >= 0 && position < length && ByteClass.WORD.contains(bytes[offset + position] & 0xFF);
    }

    /** How many bytes repeat what the group matched; -1 if they do not. */
    private int reference(int pc, int position) {
        int group = program.x()[pc];
        int start = registers[2 * group];
        int end = registers[2 * group + 1];
        if (start < 0 || end < 0) {
            return longest ? -1 : 0;
        }
        boolean ignoreCase = program.y()[pc] != 0;
        for (int i = 0; i < end - start; i++) {
            if (position + i == length) {
                sawEnd = true;
                return -1;
            }
            if ((i & 7) == 7) {
                budget.spend(1);
            }
            int difference = bytes[offset + start + i] ^ bytes[offset + position + i];
            if (difference != 0 && !(ignoreCase && difference == 0x20 && isLetter(bytes[offset + position + i]))) {
                return -1;
            }
        }
        return end - start;
    }

    private static boolean isLetter(byte value) {
        int lower = value | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    /** Whether a look-ahead holds. The groups of one that matched stay; other ways through it are not tried. */
    private boolean look(int pc, int position) {
        boolean negative = program.y()[pc] != 0;
        int base = top;
        boolean found = run(pc + 1, position, false);
        if (found && negative) {
            while (top > base) {
                pop();
            }
        } else if (found) {
            dropChoices(base);
        }
        return found != negative;
    }

    // ---- the stack: pairs of a place to go on at and a position, or of ~register and the value that it had

    private void push(int first, int second) {
        if (top == stack.length) {
            if (top >= LARGEST_STACK) {
                throw new PatternException(Reason.ERROR_STACK, -1, "the search has too much to remember");
            }
            stack = Arrays.copyOf(stack, 2 * top);
        }
        stack[top++] = first;
        stack[top++] = second;
    }

    private void set(int register, int value) {
        if (registers[register] != value) {
            push(~register, registers[register]);
            registers[register] = value;
        }
    }

    /** Takes a pair off and undoes it; true if it is a place to go on at. */
    private boolean pop() {
        int second = stack[--top];
        int first = stack[--top];
        if (first < 0) {
            registers[~first] = second;
            return false;
        }
        resumePc = first;
        resumePosition = second;
        return true;
    }

    private boolean backtrack(int base) {
        while (top > base) {
            if (pop()) {
                return true;
            }
        }
        return false;
    }

    private void dropChoices(int base) {
        int kept = base;
        for (int i = base; i < top; i += 2) {
            if (stack[i] < 0) {
                stack[kept++] = stack[i];
                stack[kept++] = stack[i + 1];
            }
        }
        top = kept;
    }
}
