package org.emilua.module.regex.engine;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.emilua.module.regex.syntax.ByteClass;

/**
 * Works out which state follows on one byte: what can be reached from a state's places without a byte, and from there by the byte. Follows
 * the order of preference, and what comes behind a match in it is left out.
 */
final class Closure {

    /** Stands for the end of the bytes. */
    static final int END = -1;

    private static final long VISITS_PER_INSTRUCTION = 32;

    private final Program program;
    private final boolean longest;
    private final boolean tracksLoops;
    private final int[] visited;
    private final int[] emitted;
    private final Set<Long> visitedInLoops = new HashSet<>();
    private int generation;
    private int[] stack = new int[64];
    private int top;
    private int[] out = new int[16];
    private int count;
    private int groupBegin;
    private boolean matched;
    private boolean live;
    private boolean liveFromHere;
    private boolean beginning;
    private int before;
    private int symbol;
    private long visits;
    private long mostVisits;

    Closure(Program program, boolean longest) {
        this.program = program;
        this.longest = longest;
        tracksLoops = !longest && program.loops() > 0;
        visited = new int[program.size()];
        emitted = new int[program.size()];
    }

    /** How many instructions were looked at so far. */
    long visits() {
        return visits;
    }

    /** Whether the last step was given up, because its loops have too many states. */
    boolean isOverrun() {
        return visits >= mostVisits;
    }

    /** The state behind {@code from} on the byte {@code value}, or {@link #END}. */
    DfaState step(DfaState from, int value) {
        generation++;
        visitedInLoops.clear();
        count = 0;
        groupBegin = 0;
        matched = false;
        live = false;
        liveFromHere = false;
        beginning = false;
        mostVisits = visits + VISITS_PER_INSTRUCTION * (program.size() + 64);
        before = from.flags();
        symbol = value;
        for (int item : from.items()) {
            if (matched && (!longest || item < 0)) {
                break;
            }
            take(item);
        }
        return new DfaState(result(), flags());
    }

    private void take(int item) {
        if (item >= 0) {
            explore(item);
            return;
        }
        closeGroup();
        if (item == DfaState.START) {
            beginning = true;
            explore(0);
            closeGroup();
            if (!matched) {
                emit(DfaState.START);
            }
        }
    }

    /** In the longest match, the places of one beginning are a set, and the sets are kept apart. */
    private void closeGroup() {
        if (longest && count > groupBegin) {
            Arrays.sort(out, groupBegin, count);
            emit(DfaState.MARK);
            groupBegin = count;
        }
    }

    private int[] result() {
        if (symbol == END) {
            return new int[0];
        }
        closeGroup();
        boolean endsWithMark = count > 0 && out[count - 1] == DfaState.MARK;
        return Arrays.copyOf(out, endsWithMark ? count - 1 : count);
    }

    private int flags() {
        int flags = matched ? DfaState.MATCHED : 0;
        if (symbol == END) {
            return live || matched && liveFromHere ? flags | DfaState.LIVE : flags;
        }
        return program.usesWords() && ByteClass.WORD.contains(symbol) ? flags | DfaState.AFTER_WORD : flags;
    }

    private void emit(int item) {
        if (count == out.length) {
            out = Arrays.copyOf(out, 2 * count);
        }
        out[count++] = item;
    }

    // ---- what can be reached without a byte, depth first; loops: two bits each, "nothing taken yet" and "first iteration"

    private void explore(int from) {
        top = 0;
        push(from, 0);
        while (top > 0 && !(matched && !longest) && visits < mostVisits) {
            int loops = stack[--top];
            int pc = stack[--top];
            if (isNew(pc, loops)) {
                visits++;
                instruction(pc, loops);
            }
        }
    }

    private boolean isNew(int pc, int loops) {
        if (tracksLoops) {
            return visitedInLoops.add((long) pc << 32 | loops);
        }
        boolean fresh = visited[pc] != generation;
        visited[pc] = generation;
        return fresh;
    }

    private void push(int pc, int loops) {
        if (top == stack.length) {
            stack = Arrays.copyOf(stack, 2 * top);
        }
        stack[top++] = pc;
        stack[top++] = loops;
    }

    private void instruction(int pc, int loops) {
        switch (program.op()[pc]) {
            case Program.MATCH -> matched = true;
            case Program.BYTE -> takeByte(pc);
            case Program.SPLIT -> {
                push(program.y()[pc], loops);
                push(program.x()[pc], loops);
            }
            case Program.JUMP -> push(program.x()[pc], loops);
            case Program.BEGIN, Program.END, Program.WORD_BOUNDARY, Program.NO_WORD_BOUNDARY -> {
                if (holds(program.op()[pc])) {
                    push(pc + 1, loops);
                }
            }
            case Program.ENTER, Program.ITERATE, Program.CHECK -> loop(pc, loops);
            default -> push(pc + 1, loops);
        }
    }

    private void takeByte(int pc) {
        if (symbol == END) {
            noteLive();
        } else if (program.takes(pc, symbol) && emitted[pc + 1] != generation) {
            emitted[pc + 1] = generation;
            emit(pc + 1);
        }
    }

    /** More bytes could lead on from here; where no match has begun, that counts only if one begins and ends here. */
    private void noteLive() {
        live |= !beginning;
        liveFromHere = true;
    }

    private boolean holds(byte assertion) {
        boolean afterWord = (before & DfaState.AFTER_WORD) != 0;
        boolean beforeWord = symbol != END && ByteClass.WORD.contains(symbol);
        if (symbol == END && assertion != Program.BEGIN) {
            noteLive();
        }
        return switch (assertion) {
            case Program.BEGIN -> (before & DfaState.AT_BEGIN) != 0;
            case Program.END -> symbol == END;
            case Program.WORD_BOUNDARY -> afterWord != beforeWord;
            default -> afterWord == beforeWord;
        };
    }

    private void loop(int pc, int loops) {
        if (!tracksLoops) {
            push(pc + 1, 0);
            return;
        }
        int idle = 1 << 2 * program.x()[pc];
        int first = idle << 1;
        switch (program.op()[pc]) {
            case Program.ENTER -> push(pc + 1, loops | first);
            case Program.ITERATE -> push(pc + 1, loops | idle);
            default -> {
                boolean empty = (loops & idle) != 0;
                if (!empty || program.y()[pc] != 0 && (loops & first) != 0) {
                    push(pc + 1, loops & ~first);
                }
            }
        }
    }
}
