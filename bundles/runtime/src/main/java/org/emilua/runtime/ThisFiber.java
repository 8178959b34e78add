package org.emilua.runtime;

import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.luaj.vm2.LuaValue;

/** The global {@code this_fiber}: always the fiber that runs (reference: Fibers). Runs on its VM's strand only. */
final class ThisFiber extends Handle {

    private static final LuaType<ThisFiber> TYPE = LuaType.named("this_fiber", ThisFiber.class)
            .function("yield", args -> {
                fiber().yieldTurn();
                return LuaValue.NONE;
            })
            .function("forbid_suspend", args -> {
                fiber().forbidSuspend();
                return LuaValue.NONE;
            })
            .function("allow_suspend", args -> {
                fiber().allowSuspend();
                return LuaValue.NONE;
            })
            .function("disable_interruption", args -> {
                fiber().disableInterruption();
                return LuaValue.NONE;
            })
            .function("restore_interruption", args -> {
                fiber().restoreInterruption();
                return LuaValue.NONE;
            })
            .property("is_main", self -> LuaValue.valueOf(self.vm.mainFiber() == fiber()))
            .property("local_", self -> fiber().local())
            .property("id", self -> LuaValue.valueOf(fiber().id()));

    private final EmiluaVm vm;

    ThisFiber(EmiluaVm vm) {
        super(TYPE);
        this.vm = vm;
    }

    private static Fiber fiber() {
        return EmiluaVm.current().currentFiber();
    }
}
