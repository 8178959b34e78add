package org.emilua.module.time;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.emilua.api.Operation;
import org.emilua.api.Transferable;
import org.emilua.api.Vm;
import org.emilua.api.Waitable;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.Handle;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A timer that any number of fibers may wait on (reference: steady_timer, system_timer). A new one has expired. Runs on its
 * VM's strand only.
 */
final class TimerHandle extends Handle implements Waitable, Transferable {

    private final Vm vm;
    private final Clock clock;
    private final Set<WaitOperation> waits = new LinkedHashSet<>();
    private long expiry;

    TimerHandle(Vm vm, Clock clock) {
        super(clock == Clock.SYSTEM ? TimerType.SYSTEM : TimerType.STEADY);
        this.vm = vm;
        this.clock = clock;
    }

    /** This timer, which must be one of {@code wanted}. */
    TimerHandle of(Clock wanted) {
        if (clock != wanted) {
            throw Args.invalid(1);
        }
        return this;
    }

    Clock clock() {
        return clock;
    }

    /** The expiry time in the clock's ticks; it may have passed. */
    long expiry() {
        return expiry;
    }

    boolean isExpired() {
        return expiry <= clock.now();
    }

    /** Sets the expiry time. Pending waits are cancelled; returns how many. */
    int expiresAt(long ticks) {
        expiry = ticks;
        return cancel();
    }

    /** Cancels pending waits, in the order in which they began, and returns how many. */
    int cancel() {
        List<WaitOperation> pending = new ArrayList<>(waits);
        for (WaitOperation wait : pending) {
            wait.cancel();
        }
        return pending.size();
    }

    /** Suspends the current fiber until the timer expires. */
    Varargs await() {
        return vm.await(newWait());
    }

    @Override
    public Operation<Varargs> newWait() {
        return new WaitOperation(this);
    }

    /** Nobody waits, so there is nothing to move but the expiry time. */
    @Override
    public Departure depart() {
        if (!waits.isEmpty()) {
            throw ErrorCode.of(Errno.EBUSY);
        }
        return new Moving(clock, expiry);
    }

    private record Moving(Clock clock, long expiry) implements Departure {

        @Override
        public LuaValue arrive(Vm receiver) {
            TimerHandle timer = new TimerHandle(receiver, clock);
            timer.expiry = expiry;
            return timer;
        }

        @Override
        public void giveBack() {} // the timer has kept its time

        @Override
        public void close() {}
    }

    void began(WaitOperation wait) {
        waits.add(wait);
    }

    void ended(WaitOperation wait) {
        waits.remove(wait);
    }
}
