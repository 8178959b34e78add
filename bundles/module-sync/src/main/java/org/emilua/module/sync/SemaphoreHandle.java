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

/**
 * A number of permits that fibers take and give back. Whoever waits is served in order: a fiber that wants many permits is not
 * overtaken by those behind it that want fewer. Runs on its VM's strand only.
 */
final class SemaphoreHandle extends Handle implements Waitable {

    private static final LuaType<SemaphoreHandle> TYPE = LuaType.named("sync.semaphore", SemaphoreHandle.class)
            .method("acquire", (self, args) -> self.vm.await(new AcquireOperation(self, self.wanted(args))))
            .method("try_acquire", (self, args) -> LuaValue.valueOf(self.take(self.wanted(args))))
            .method("release", (self, args) -> {
                self.release(count(args, Integer.MAX_VALUE));
                return LuaValue.NONE;
            })
            .property("available", self -> LuaValue.valueOf(self.available));

    private final Vm vm;
    private final int most;
    private final LinkedHashSet<AcquireOperation> waiting = new LinkedHashSet<>();
    private int available;

    private SemaphoreHandle(Vm vm, int available, int most) {
        super(TYPE);
        this.vm = vm;
        this.available = available;
        this.most = most;
    }

    /** {@code sync.semaphore(available [, most])}. */
    static SemaphoreHandle create(Vm vm, Args args) {
        int available = args.integer(1, 0, Integer.MAX_VALUE);
        int most = args.isNil(2) ? Integer.MAX_VALUE : args.integer(2, Math.max(1, available), Integer.MAX_VALUE);
        return new SemaphoreHandle(vm, available, most);
    }

    private static int count(Args args, int most) {
        return args.isNil(2) ? 1 : args.integer(2, 1, most);
    }

    /** How many permits a call wants. More than there can ever be is no valid argument. */
    private int wanted(Args args) {
        return count(args, most);
    }

    int available() {
        return available;
    }

    /** Takes permits where they are there and nobody waits who came before. */
    boolean take(int permits) {
        if (permits > available || !waiting.isEmpty()) {
            return false;
        }
        available -= permits;
        return true;
    }

    private void release(int permits) {
        if (permits > most - available) {
            throw ErrorCode.of(Errno.EOVERFLOW);
        }
        available += permits;
        grant();
    }

    private void grant() {
        while (!waiting.isEmpty() && waiting.getFirst().permits() <= available) {
            AcquireOperation first = waiting.removeFirst();
            available -= first.permits();
            first.granted();
        }
    }

    void began(AcquireOperation wait) {
        waiting.add(wait);
    }

    /** Forgets a wait; those behind it may not have to wait any longer. */
    void withdrawn(AcquireOperation wait) {
        waiting.remove(wait);
        grant();
    }

    @Override
    public Operation<Varargs> newWait() {
        return new AcquireOperation(this, 1);
    }
}
