package org.emilua.module.sync;

import java.util.LinkedHashSet;
import org.emilua.api.Operation;
import org.emilua.api.Vm;
import org.emilua.api.Waitable;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Values, or an error, that will be there some time and from then on for everyone. Runs on its VM's strand only. */
final class FutureHandle extends Handle implements Waitable {

    private static final LuaType<FutureHandle> TYPE = LuaType.named("sync.future", FutureHandle.class)
            .method("get", (self, args) -> self.vm.await(self.newWait()))
            .property("is_ready", self -> LuaValue.valueOf(self.isReady()));

    private final Vm vm;
    private final LinkedHashSet<GetOperation> waiting = new LinkedHashSet<>();
    private @Nullable Varargs values;
    private @Nullable LuaValue error;

    FutureHandle(Vm vm) {
        super(TYPE);
        this.vm = vm;
    }

    boolean isReady() {
        return values != null || error != null;
    }

    /** The values. Only once they are there. */
    Varargs values() {
        LuaValue raised = error;
        if (raised != null) {
            throw new LuaError(raised);
        }
        Varargs known = values;
        if (known == null) {
            throw new IllegalStateException("the future has no outcome yet");
        }
        return known;
    }

    void resolve(Varargs outcome) {
        checkUnset();
        values = outcome;
        wakeAll();
    }

    void reject(LuaValue outcome) {
        checkUnset();
        error = outcome;
        wakeAll();
    }

    private void checkUnset() {
        if (isReady()) {
            throw ErrorCode.of(Errno.EPERM);
        }
    }

    private void wakeAll() {
        while (!waiting.isEmpty()) {
            waiting.removeFirst().deliver();
        }
    }

    void began(GetOperation wait) {
        waiting.add(wait);
    }

    void withdrawn(GetOperation wait) {
        waiting.remove(wait);
    }

    @Override
    public Operation<Varargs> newWait() {
        return new GetOperation(this);
    }
}
