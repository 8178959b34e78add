package org.emilua.module.regex.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.emilua.module.regex.syntax.ByteClass;
import org.jspecify.annotations.Nullable;

/**
 * A deterministic automaton whose states are made when a scan first comes to them, so that each byte is one look into a table from
 * then on. What ends at a position is known when the byte behind it, or the end, is seen. Of the states only so many are kept; a
 * pattern that needs ever new ones makes it {@link #GIVEN_UP}. Not thread-safe.
 */
final class LazyDfa {

    static final int NONE = -1;
    static final int GIVEN_UP = -2;

    private static final int MOST_CELLS = 1 << 18;
    private static final int MOST_ITEMS = 1 << 18;
    private static final int MOST_RESETS = 3;
    private static final int BYTES_PER_STATE = 16;
    private static final int LOOPS_TO_TRACK = 15;
    private static final int SCANNED_AT_ONCE = 1 << 20;
    private static final int VISITS_PER_STEP = 2;

    private final Program program;
    private final boolean searches;
    private final Budget budget;
    private final Closure closure;
    private final ByteClasses classes;
    private final byte[] classOf;
    private final int stride;
    private final List<DfaState> states = new ArrayList<>();
    private final Map<DfaState, Integer> numbers = new HashMap<>();
    private final int[] initial = new int[4];
    /** By state and class: 0 not known yet, a state's first cell, or its complement where the state ends a match or the scan. */
    private int[] cells;
    private int items;
    private int resets;
    private long scannedSinceReset;
    private boolean hopeless;
    private boolean live;
    private boolean idle;

    /** An automaton that finds the leftmost match if it {@code searches}, else what begins where the scan does. */
    LazyDfa(Program program, boolean longest, boolean searches, Budget budget) {
        this.program = program;
        this.searches = searches;
        this.budget = budget;
        closure = new Closure(program, longest);
        classes = new ByteClasses(program);
        classOf = classes.table();
        stride = classes.count() + 1;
        cells = new int[16 * stride];
        hopeless = !longest && program.loops() > LOOPS_TO_TRACK;
        reset();
    }

    /** Whether bytes behind the last could have changed what {@link #forwards} found. */
    boolean live() {
        return live;
    }

    /** Whether no match had begun at the end of a scan that found none. */
    boolean idle() {
        return idle;
    }

    /** Scans from {@code from} to the end; where the match ends, {@link #NONE} or {@link #GIVEN_UP}. */
    int forwards(byte[] bytes, int offset, int length, int from) {
        if (hopeless) {
            return GIVEN_UP;
        }
        live = false;
        idle = true;
        int last = NONE;
        int state = begin(from == 0, from > 0 ? bytes[offset + from - 1] & 0xFF : 0);
        int position = from;
        while (position < length) {
            int stop = Math.min(length, position + SCANNED_AT_ONCE);
            int begun = position;
            int[] table = cells;
            for (; position < stop; position++) {
                int cell = state + (classOf[bytes[offset + position] & 0xFF] & 0xFF);
                int next = table[cell];
                if (next <= 0) {
                    if (next == 0) {
                        next = compute(state, cell - state, position - begun);
                        table = cells;
                        if (next == 0) {
                            return GIVEN_UP;
                        }
                        begun = position;
                    }
                    if (next < 0) {
                        next = ~next;
                        DfaState reached = states.get(next / stride);
                        if (reached.has(DfaState.MATCHED)) {
                            last = position;
                        }
                        if (reached.isDead()) {
                            scanned(position - begun);
                            return last;
                        }
                    }
                }
                state = next;
            }
            scanned(position - begun);
        }
        return atEnd(state, last, length);
    }

    private int atEnd(int state, int last, int length) {
        idle = states.get(state / stride).isIdle();
        DfaState end = endState(state);
        if (end == null) {
            return GIVEN_UP;
        }
        live = end.has(DfaState.LIVE);
        return end.has(DfaState.MATCHED) ? length : last;
    }

    private @Nullable DfaState endState(int state) {
        int next = cells[state + stride - 1];
        if (next == 0) {
            next = compute(state, stride - 1, 0);
        }
        return next == 0 ? null : states.get(~next / stride);
    }

    /**
     * For a program that reads backwards: scans from {@code end} down to {@code from}; the least position where a match that ends at
     * {@code end} begins, {@link #NONE} or {@link #GIVEN_UP}.
     */
    int backwards(byte[] bytes, int offset, int length, int end, int from) {
        if (hopeless) {
            return GIVEN_UP;
        }
        int last = NONE;
        int state = begin(end == length, end < length ? bytes[offset + end] & 0xFF : 0);
        int begun = end;
        for (int position = end; ; position--) {
            int symbol = position == 0 ? stride - 1 : classOf[bytes[offset + position - 1] & 0xFF] & 0xFF;
            int next = cells[state + symbol];
            if (next == 0) {
                next = compute(state, symbol, begun - position);
                begun = position;
                if (next == 0) {
                    return GIVEN_UP;
                }
            }
            if (next < 0) {
                next = ~next;
                DfaState reached = states.get(next / stride);
                if (reached.has(DfaState.MATCHED)) {
                    last = position;
                }
                if (reached.isDead()) {
                    break;
                }
            }
            if (position == from) {
                break;
            }
            state = next;
        }
        scanned(begun - Math.max(from, last));
        return last;
    }

    private void scanned(int count) {
        scannedSinceReset += count;
        budget.spend(count / 4 + 1);
    }

    // ---- states

    private int begin(boolean atBegin, int before) {
        int flags = atBegin && program.usesBegin() ? DfaState.AT_BEGIN : 0;
        if (!atBegin && program.usesWords() && ByteClass.WORD.contains(before)) {
            flags |= DfaState.AFTER_WORD;
        }
        if (initial[flags] == 0) {
            int number = add(new DfaState(new int[] {searches ? DfaState.START : 0}, flags));
            initial[flags] = number < 0 ? ~number : number;
        }
        return initial[flags];
    }

    /** The state behind {@code from} on a class of bytes, noted in the table; 0 if the automaton gives up. */
    private int compute(int from, int symbol, int scanned) {
        scannedSinceReset += scanned;
        DfaState state = states.get(from / stride);
        long before = closure.visits();
        DfaState next = closure.step(state, symbol == stride - 1 ? Closure.END : classes.member(symbol));
        budget.spend((closure.visits() - before) / VISITS_PER_STEP + scanned / 4 + 1);
        Integer known = numbers.get(next);
        boolean full = known == null && isFull(next);
        if (closure.isOverrun() || full && !isWorthwhile()) {
            giveUp();
            return 0;
        }
        if (full) {
            reset();
            return add(next);
        }
        int number = known != null ? known : add(next);
        cells[from + symbol] = number;
        return number;
    }

    private void giveUp() {
        hopeless = true;
        cells = new int[0];
        reset();
    }

    private boolean isFull(DfaState next) {
        return (states.size() + 1) * stride > MOST_CELLS || items + next.items().length > MOST_ITEMS;
    }

    private boolean isWorthwhile() {
        resets = scannedSinceReset < (long) BYTES_PER_STATE * states.size() ? resets + 1 : 0;
        return resets < MOST_RESETS;
    }

    private void reset() {
        states.clear();
        numbers.clear();
        Arrays.fill(cells, 0);
        Arrays.fill(initial, 0);
        items = 0;
        scannedSinceReset = 0;
        states.add(new DfaState(new int[0], 0));
    }

    /** Gives a state its row; the row's first cell, or the complement of that. */
    private int add(DfaState state) {
        int row = states.size() * stride;
        if (row + stride > cells.length) {
            cells = Arrays.copyOf(cells, 2 * (row + stride));
        }
        states.add(state);
        items += state.items().length;
        int number = state.isDead() || state.has(DfaState.MATCHED) ? ~row : row;
        numbers.put(state, number);
        return number;
    }
}
