package org.emilua.module.sync;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/** One fiber's arrival at a barrier and its wait for the others. Runs on its VM's strand only. */
final class ArriveOperation extends SyncOperation {

    private final BarrierHandle barrier;

    ArriveOperation(BarrierHandle barrier) {
        this.barrier = barrier;
    }

    @Override
    protected void start() {
        barrier.arrived(this);
    }

    /** The phase is complete. This was arrival {@code index}, and the last one or not. */
    void passed(int index, boolean last, @Nullable LuaError error) {
        if (error == null) {
            complete(LuaValue.varargsOf(LuaValue.valueOf(index), LuaValue.valueOf(last)));
        } else {
            fail(error);
        }
    }

    /** An arrival whose phase is being completed at this moment ends by its result. */
    @Override
    protected void cancel() {
        if (barrier.withdrawn(this)) {
            abort();
        }
    }

    @Override
    public String describe() {
        return "barrier where " + barrier.progress() + " have arrived";
    }
}
