package org.emilua.module.sync;

import java.util.LinkedHashSet;
import org.emilua.api.Vm;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A place where fibers wait for each other, phase by phase. Not to be selected from: an arrival can complete a phase for
 * others, which could not be taken back. Runs on its VM's strand only.
 */
final class BarrierHandle extends Handle {

    private static final LuaType<BarrierHandle> TYPE = LuaType.named("sync.barrier", BarrierHandle.class)
            .method("arrive_and_wait", (self, args) -> self.arriveAndWait())
            .method("arrive_and_drop", (self, args) -> {
                self.arriveAndDrop();
                return LuaValue.NONE;
            });

    private final Vm vm;
    private final @Nullable LuaFunction onCompletion;
    private LinkedHashSet<ArriveOperation> waiting = new LinkedHashSet<>();
    private int expected;

    private BarrierHandle(Vm vm, int expected, @Nullable LuaFunction onCompletion) {
        super(TYPE);
        this.vm = vm;
        this.expected = expected;
        this.onCompletion = onCompletion;
    }

    /** {@code sync.barrier(expected [, on_completion])}. */
    static BarrierHandle create(Vm vm, Args args) {
        int expected = args.integer(1, 1, Integer.MAX_VALUE);
        return new BarrierHandle(vm, expected, args.isNil(2) ? null : args.function(2));
    }

    private Varargs arriveAndWait() {
        checkNotDeserted();
        return vm.await(new ArriveOperation(this));
    }

    /** Arrives and leaves for good: this phase and those to come expect one arrival less. */
    private void arriveAndDrop() {
        checkNotDeserted();
        expected--;
        LuaError error = completePhase();
        if (error != null) {
            throw error;
        }
    }

    private void checkNotDeserted() {
        if (expected == 0) {
            throw ErrorCode.of(Errno.EPERM);
        }
    }

    void arrived(ArriveOperation arrival) {
        waiting.add(arrival);
        completePhase();
    }

    /** Lets everybody go on where all have arrived. Returns what went wrong in the function to be called before. */
    private @Nullable LuaError completePhase() {
        if (waiting.size() < expected) {
            return null;
        }
        LinkedHashSet<ArriveOperation> arrivals = waiting;
        waiting = new LinkedHashSet<>();
        LuaError error = callOnCompletion();
        int index = 0;
        for (ArriveOperation arrival : arrivals) {
            index++;
            arrival.passed(index, index == arrivals.size(), error);
        }
        return error;
    }

    private @Nullable LuaError callOnCompletion() {
        if (onCompletion != null) {
            try {
                vm.callWithoutSuspension(onCompletion, LuaValue.NONE);
            } catch (LuaError e) {
                return e;
            }
        }
        return null;
    }

    /** Takes an arrival back. Returns false where its phase is complete already. */
    boolean withdrawn(ArriveOperation arrival) {
        return waiting.remove(arrival);
    }

    /** How far the phase is, for reports. */
    String progress() {
        return waiting.size() + " of " + expected;
    }
}
