package org.emilua.module.sync;

import java.util.LinkedHashSet;
import org.emilua.api.Operation;
import org.emilua.api.Vm;
import org.emilua.api.Waitable;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A counter that opens for everyone, and for good, when it is down to zero. Runs on its VM's strand only. */
final class LatchHandle extends Handle implements Waitable {

    private static final LuaType<LatchHandle> TYPE = LuaType.named("sync.latch", LatchHandle.class)
            .method("count_down", (self, args) -> {
                self.countDown(self.steps(args));
                return LuaValue.NONE;
            })
            .method("wait", (self, args) -> self.vm.await(self.newWait()))
            .method("arrive_and_wait", (self, args) -> self.vm.await(new LatchOperation(self, self.steps(args))))
            .method("try_wait", (self, args) -> LuaValue.valueOf(self.isOpen()));

    private final Vm vm;
    private final LinkedHashSet<LatchOperation> waiting = new LinkedHashSet<>();
    private int count;

    LatchHandle(Vm vm, int count) {
        super(TYPE);
        this.vm = vm;
        this.count = count;
    }

    /** By how much a call counts down, which must not be more than is left. */
    private int steps(Args args) {
        int steps = args.isNil(2) ? 1 : args.integer(2, 1, Integer.MAX_VALUE);
        if (steps > count) {
            throw ErrorCode.of(Errno.EPERM);
        }
        return steps;
    }

    int count() {
        return count;
    }

    boolean isOpen() {
        return count == 0;
    }

    void countDown(int steps) {
        count -= steps;
        while (isOpen() && !waiting.isEmpty()) {
            waiting.removeFirst().opened();
        }
    }

    void began(LatchOperation wait) {
        waiting.add(wait);
    }

    /** Forgets a wait and takes back by how much it counted down. */
    void withdrawn(LatchOperation wait, int steps) {
        waiting.remove(wait);
        count += steps;
    }

    @Override
    public Operation<Varargs> newWait() {
        return new LatchOperation(this, 0);
    }
}
