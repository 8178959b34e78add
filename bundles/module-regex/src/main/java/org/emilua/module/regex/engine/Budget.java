package org.emilua.module.regex.engine;

import org.emilua.module.regex.syntax.PatternException;
import org.emilua.module.regex.syntax.Reason;

/**
 * How much work one call may be, in steps of a few nanoseconds: so much for any call, and so much more for each byte. Steps are
 * spent in portions, after which the VM is asked whether to go on.
 */
public final class Budget {

    private static final long STEPS = 50_000_000;
    private static final long STEPS_PER_BYTE = 16;
    private static final long PORTION = 1 << 20;

    private final Runnable checkpoint;
    private long left;
    private long unchecked;

    /** A budget that calls {@code checkpoint} now and then; what that throws ends the call. */
    public Budget(Runnable checkpoint) {
        this.checkpoint = checkpoint;
    }

    /** Begins a call that is about so many bytes. */
    public void begin(int bytes) {
        left = STEPS + STEPS_PER_BYTE * bytes;
        unchecked = 0;
    }

    void spend(long steps) {
        left -= steps;
        unchecked += steps;
        if (left < 0) {
            throw new PatternException(Reason.ERROR_COMPLEXITY, -1, "the search takes too many steps");
        }
        if (unchecked >= PORTION) {
            unchecked = 0;
            checkpoint.run();
        }
    }
}
