package org.emilua.module.time;

import org.emilua.api.DelayedOperation;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** One fiber's wait on a timer. Runs on its VM's strand only. */
final class WaitOperation extends DelayedOperation<Varargs> {

    private final TimerHandle timer;

    WaitOperation(TimerHandle timer) {
        this.timer = timer;
    }

    @Override
    protected void start() {
        if (timer.isExpired()) {
            complete(LuaValue.NONE);
        } else {
            timer.began(this);
            startTimer(timer.clock().deadlineOf(timer.expiry()));
        }
    }

    /** A clock that was set back, or a wait that was too long to be made in one go, has time left. */
    @Override
    public void onDeadline() {
        if (timer.isExpired()) {
            timer.ended(this);
            complete(LuaValue.NONE);
        } else {
            startTimer(timer.clock().deadlineOf(timer.expiry()));
        }
    }

    @Override
    protected void cancel() {
        timer.ended(this);
        super.cancel();
    }

    @Override
    public String describe() {
        return "wait of a timer";
    }
}
