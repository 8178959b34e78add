package org.emilua.module.sync;

import org.luaj.vm2.LuaError;

/** One fiber's wait for the outcome of a future. Runs on its VM's strand only. */
final class GetOperation extends SyncOperation {

    private final FutureHandle future;

    GetOperation(FutureHandle future) {
        this.future = future;
    }

    @Override
    protected void start() {
        if (future.isReady()) {
            deliver();
        } else {
            future.began(this);
        }
    }

    void deliver() {
        try {
            complete(future.values());
        } catch (LuaError e) {
            fail(e);
        }
    }

    @Override
    protected void cancel() {
        future.withdrawn(this);
        abort();
    }

    @Override
    public String describe() {
        return "outcome of a future";
    }
}
