package org.emilua.module.time;

import org.emilua.api.DelayedOperation;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The wait of {@code time.sleep}. Always suspends, also where the deadline has passed, so that a program that polls with
 * {@code sleep(0)} lets its other fibers run. Runs on its VM's strand only.
 */
final class SleepOperation extends DelayedOperation<Varargs> {

    private final long deadline;

    SleepOperation(long deadline) {
        this.deadline = deadline;
    }

    @Override
    protected void start() {
        startTimer(deadline);
    }

    @Override
    public void onDeadline() {
        complete(LuaValue.NONE);
    }

    @Override
    public String describe() {
        return "time.sleep";
    }
}
