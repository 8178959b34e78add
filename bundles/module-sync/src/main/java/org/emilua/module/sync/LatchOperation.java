package org.emilua.module.sync;

import org.luaj.vm2.LuaValue;

/** One fiber's wait for a latch, which may count down before. Runs on its VM's strand only. */
final class LatchOperation extends SyncOperation {

    private final LatchHandle latch;
    private final int steps;

    LatchOperation(LatchHandle latch, int steps) {
        this.latch = latch;
        this.steps = steps;
    }

    @Override
    protected void start() {
        latch.countDown(steps);
        if (latch.isOpen()) {
            complete(LuaValue.NONE);
        } else {
            latch.began(this);
        }
    }

    void opened() {
        complete(LuaValue.NONE);
    }

    @Override
    protected void cancel() {
        latch.withdrawn(this, steps);
        abort();
    }

    @Override
    public String describe() {
        return "latch with a count of " + latch.count();
    }
}
