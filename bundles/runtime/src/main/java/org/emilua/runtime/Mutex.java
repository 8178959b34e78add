package org.emilua.runtime;

import java.util.ArrayDeque;
import org.emilua.api.Operation;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.emilua.api.lua.ModuleTable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A mutex for the fibers of one VM; its waiters get it in order (reference: mutex). Runs on its VM's strand only. */
final class Mutex extends Handle {

    private static final LuaType<Mutex> TYPE = LuaType.named("mutex", Mutex.class)
            .method("lock", (self, args) -> {
                self.lock(EmiluaVm.current().currentFiber());
                return LuaValue.NONE;
            })
            .method("unlock", (self, args) -> {
                self.unlock();
                return LuaValue.NONE;
            });

    private final ArrayDeque<LockOperation> waiters = new ArrayDeque<>(1);
    private boolean locked;

    Mutex() {
        super(TYPE);
    }

    static LuaTable module() {
        return new ModuleTable().function("new", args -> new Mutex());
    }

    /** Locks the mutex, with no switch to another fiber where it is free. Not an interruption point. */
    void lock(Fiber fiber) {
        fiber.checkMaySuspend();
        if (locked) {
            fiber.await(new LockOperation());
        } else {
            locked = true;
        }
    }

    void unlock() {
        checkLocked();
        LockOperation next = waiters.poll();
        if (next == null) {
            locked = false;
        } else {
            next.handOver();
        }
    }

    void checkLocked() {
        if (!locked) {
            throw ErrorCode.of(Errno.EPERM);
        }
    }

    private final class LockOperation extends Operation<Varargs> {

        @Override
        protected void start() {
            waiters.add(this);
        }

        void handOver() {
            complete(LuaValue.NONE);
        }

        @Override
        protected void cancel() {
            waiters.remove(this);
            abort();
        }

        @Override
        public boolean isInterruptible() {
            return false;
        }

        @Override
        public boolean keepsVmAlive() {
            return false;
        }

        @Override
        public String describe() {
            return "lock of a mutex";
        }
    }
}
