package org.emilua.module.sync;

import java.util.List;
import java.util.stream.Collectors;
import org.emilua.api.DelayedOperation;
import org.emilua.api.Operation;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The wait for the first of several operations. Whichever ends first decides; the others are taken back in the same step, so
 * that no second one can end. Runs on its VM's strand only.
 */
final class SelectOperation extends DelayedOperation<Varargs> {

    private static final int MOST_DESCRIBED = 5;

    private final List<Operation<Varargs>> waits;
    private final @Nullable Long nanoseconds;
    private int begun;
    private boolean decided;

    SelectOperation(Selection selection) {
        waits = selection.waits();
        nanoseconds = selection.nanoseconds();
    }

    @Override
    protected void start() {
        try {
            while (begun < waits.size() && !decided) {
                beginPart(waits.get(begun++));
            }
        } catch (RuntimeException | StackOverflowError e) {
            decide();
            throw e;
        }
        if (!decided && nanoseconds != null) {
            startTimeLimit(nanoseconds);
        }
    }

    private void startTimeLimit(long limit) {
        if (limit == 0) {
            onDeadline();
        } else {
            startTimer(System.nanoTime() + limit);
        }
    }

    @Override
    protected void partEnded(Operation<?> part) {
        if (decided) {
            return;
        }
        int position = waits.indexOf(part);
        stopTimer();
        decide();
        try {
            complete(LuaValue.varargsOf(LuaValue.valueOf(position + 1), waits.get(position).takeOutcome()));
        } catch (LuaError e) {
            fail(e);
        }
    }

    @Override
    public void onDeadline() {
        decide();
        complete(LuaValue.NIL);
    }

    @Override
    protected void cancel() {
        decide();
        super.cancel();
    }

    /** Takes back what has not ended, the last one first: so none that was begun later moves up and ends meanwhile. */
    private void decide() {
        decided = true;
        for (int i = begun - 1; i >= 0; i--) {
            waits.get(i).requestCancel();
        }
    }

    @Override
    public boolean keepsVmAlive() {
        return nanoseconds != null || waits.stream().anyMatch(Operation::keepsVmAlive);
    }

    @Override
    public String describe() {
        return waits.stream().limit(MOST_DESCRIBED).map(Operation::describe)
                .collect(Collectors.joining(", ", "the first of: ", waits.size() > MOST_DESCRIBED ? ", ..." : ""));
    }
}
