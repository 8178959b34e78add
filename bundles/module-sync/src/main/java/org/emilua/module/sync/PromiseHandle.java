package org.emilua.module.sync;

import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.luaj.vm2.LuaValue;

/** The side of a future that gives it its outcome, once. Runs on its VM's strand only. */
final class PromiseHandle extends Handle {

    private static final LuaType<PromiseHandle> TYPE = LuaType.named("sync.promise", PromiseHandle.class)
            .method("set_value", (self, args) -> {
                self.future.resolve(args.from(2));
                return LuaValue.NONE;
            })
            .method("set_error", (self, args) -> {
                self.future.reject(args.required(2));
                return LuaValue.NONE;
            });

    private final FutureHandle future;

    PromiseHandle(FutureHandle future) {
        super(TYPE);
        this.future = future;
    }
}
