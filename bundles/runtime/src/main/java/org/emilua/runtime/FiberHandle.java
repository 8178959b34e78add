package org.emilua.runtime;

import org.emilua.api.Operation;
import org.emilua.api.Waitable;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What {@code spawn} returns (reference: Fibers). Runs on its VM's strand only. */
final class FiberHandle extends Handle implements Waitable {

    private static final LuaType<FiberHandle> TYPE = LuaType.named("fiber", FiberHandle.class)
            .method("join", (self, args) -> self.join())
            .method("detach", (self, args) -> {
                self.fiber.detach();
                return LuaValue.NONE;
            })
            .method("interrupt", (self, args) -> {
                self.fiber.interrupt();
                return LuaValue.NONE;
            })
            .property("joinable", self -> LuaValue.valueOf(self.fiber.isJoinable()))
            .property("interruption_caught", self -> LuaValue.valueOf(self.fiber.interruptionCaught()));

    private final Fiber fiber;

    private FiberHandle(EmiluaVm vm, LuaFunction function) {
        super(TYPE);
        Fiber spawner = vm.currentFiber();
        fiber = new Fiber(vm, function, LuaValue.NONE, spawner.module, this);
    }

    /** Schedules {@code function} as a new fiber; the spawner runs on. */
    static FiberHandle spawn(Args args) {
        EmiluaVm vm = EmiluaVm.current();
        FiberHandle handle = new FiberHandle(vm, args.function(1));
        vm.start(handle.fiber);
        return handle;
    }

    private Varargs join() {
        return fiber.vm.currentFiber().await(newWait());
    }

    @Override
    public Operation<Varargs> newWait() {
        if (fiber.vm.currentFiber() == fiber) {
            throw ErrorCode.of(Errno.EDEADLK);
        }
        if (!fiber.isJoinable()) {
            throw ErrorCode.of(Errno.EINVAL);
        }
        return new JoinOperation(fiber);
    }
}
