package org.emilua.runtime;

import java.util.ArrayDeque;
import org.emilua.api.Operation;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.emilua.api.lua.ModuleTable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A condition variable for the fibers of one VM (reference: condition_variable). Runs on its VM's strand only. */
final class ConditionVariable extends Handle {

    private static final LuaType<ConditionVariable> TYPE = LuaType.named("condition_variable", ConditionVariable.class)
            .method("wait", (self, args) -> {
                self.await(mutex(args));
                return LuaValue.NONE;
            })
            .method("notify_one", (self, args) -> {
                self.notifyOne();
                return LuaValue.NONE;
            })
            .method("notify_all", (self, args) -> {
                self.notifyEveryone();
                return LuaValue.NONE;
            });

    private final ArrayDeque<WaitOperation> waiters = new ArrayDeque<>(1);

    ConditionVariable() {
        super(TYPE);
    }

    static LuaTable module() {
        return new ModuleTable().function("new", args -> new ConditionVariable());
    }

    private static Mutex mutex(Args args) {
        return args.handle(2, Mutex.class);
    }

    /** Releases the mutex, waits for a notification and takes the mutex again, also where the wait was interrupted. */
    private void await(Mutex mutex) {
        mutex.checkLocked();
        Fiber fiber = EmiluaVm.current().currentFiber();
        WaitOperation wait = new WaitOperation(mutex);
        try {
            fiber.await(wait);
        } finally {
            if (wait.released) {
                mutex.lock(fiber);
            }
        }
    }

    private void notifyOne() {
        WaitOperation first = waiters.poll();
        if (first != null) {
            first.wakeUp();
        }
    }

    private void notifyEveryone() {
        for (WaitOperation waiter = waiters.poll(); waiter != null; waiter = waiters.poll()) {
            waiter.wakeUp();
        }
    }

    private final class WaitOperation extends Operation<Varargs> {

        private final Mutex mutex;
        private boolean released;

        WaitOperation(Mutex mutex) {
            this.mutex = mutex;
        }

        @Override
        protected void start() {
            waiters.add(this);
            released = true;
            mutex.unlock();
        }

        void wakeUp() {
            complete(LuaValue.NONE);
        }

        @Override
        protected void cancel() {
            waiters.remove(this);
            abort();
        }

        @Override
        public boolean keepsVmAlive() {
            return false;
        }

        @Override
        public String describe() {
            return "notification of a condition variable";
        }
    }
}
