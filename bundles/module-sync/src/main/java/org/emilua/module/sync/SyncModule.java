package org.emilua.module.sync;

import org.emilua.api.LuaModule;
import org.emilua.api.Vm;
import org.emilua.api.lua.ModuleTable;
import org.luaj.vm2.LuaValue;
import org.osgi.service.component.annotations.Component;

/** Builds what {@code require 'sync'} returns. */
@Component(property = LuaModule.NAME + "=sync")
public final class SyncModule implements LuaModule {

    @Override
    public LuaValue load(Vm vm) {
        return new ModuleTable()
                .function("semaphore", args -> SemaphoreHandle.create(vm, args))
                .function("future", args -> {
                    FutureHandle future = new FutureHandle(vm);
                    return LuaValue.varargsOf(new PromiseHandle(future), future);
                })
                .function("barrier", args -> BarrierHandle.create(vm, args))
                .function("latch", args -> new LatchHandle(vm, args.integer(1, 0, Integer.MAX_VALUE)))
                .function("select", args -> vm.await(new SelectOperation(Selection.read(args, true))))
                .function("try_select", args -> Selection.read(args, false).attempt(vm));
    }
}
