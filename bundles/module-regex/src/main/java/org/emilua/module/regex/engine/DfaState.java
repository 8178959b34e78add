package org.emilua.module.regex.engine;

import java.util.Arrays;

/**
 * A state of a {@link LazyDfa}: places in the program at which the pattern may go on, the preferred ones first, and what is known of
 * the byte before. Immutable.
 */
final class DfaState {

    /** Separates the places of matches that begin at different positions; the earlier ones come first. */
    static final int MARK = -1;
    /** A match may begin here. */
    static final int START = -2;

    /** The byte before is none. */
    static final int AT_BEGIN = 1;
    /** The byte before is a word's. */
    static final int AFTER_WORD = 2;
    /** A match ended before the byte that led here. */
    static final int MATCHED = 4;
    /** At the end of the bytes: there were places that more bytes could have led on from. */
    static final int LIVE = 8;

    private final int[] items;
    private final int flags;
    private final int hash;

    DfaState(int[] items, int flags) {
        this.items = items;
        this.flags = flags;
        hash = 31 * Arrays.hashCode(items) + flags;
    }

    int[] items() {
        return items;
    }

    int flags() {
        return flags;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Whether no byte leads on from here. */
    boolean isDead() {
        return items.length == 0;
    }

    /** Whether the scan only waits for a match to begin. */
    boolean isIdle() {
        return items.length == 1 && items[0] == START;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DfaState that && flags == that.flags && Arrays.equals(items, that.items);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
