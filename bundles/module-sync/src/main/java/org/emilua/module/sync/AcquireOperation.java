package org.emilua.module.sync;

import org.luaj.vm2.LuaValue;

/** One fiber's wait for permits of a semaphore. Runs on its VM's strand only. */
final class AcquireOperation extends SyncOperation {

    private final SemaphoreHandle semaphore;
    private final int permits;

    AcquireOperation(SemaphoreHandle semaphore, int permits) {
        this.semaphore = semaphore;
        this.permits = permits;
    }

    int permits() {
        return permits;
    }

    @Override
    protected void start() {
        if (semaphore.take(permits)) {
            complete(LuaValue.NONE);
        } else {
            semaphore.began(this);
        }
    }

    /** The permits have been taken for this wait. */
    void granted() {
        complete(LuaValue.NONE);
    }

    @Override
    protected void cancel() {
        abort();
        semaphore.withdrawn(this);
    }

    @Override
    public String describe() {
        return permits + (permits == 1 ? " permit" : " permits") + " of a semaphore that has " + semaphore.available();
    }
}
