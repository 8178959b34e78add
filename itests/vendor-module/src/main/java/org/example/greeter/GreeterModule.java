package org.example.greeter;

import org.emilua.api.LuaModule;
import org.emilua.api.Vm;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.emilua.api.lua.ModuleTable;
import org.luaj.vm2.LuaValue;
import org.osgi.service.component.annotations.Component;

/** {@code require 'greeter'}: a function, a nested table, an object with state, and a call that blocks. */
@Component(property = LuaModule.NAME + "=greeter")
public final class GreeterModule implements LuaModule {

    /** Changed by the test that rebuilds this bundle. */
    private static final String GREETING = "Hello";

    @Override
    public LuaValue load(Vm vm) {
        return new ModuleTable()
                .function("greet", args -> LuaValue.valueOf(GREETING + ", " + args.string(1)))
                .function("slowly", args -> vm.blocking(() -> {
                    Thread.sleep(20);
                    return LuaValue.valueOf(GREETING + " at last, " + args.string(1));
                }))
                .value("counter", new ModuleTable().function("new", args -> new Counter(args.integer(1))));
    }

    /** An object that Lua holds. */
    private static final class Counter extends Handle {

        private static final LuaType<Counter> TYPE = LuaType.named("greeter.counter", Counter.class)
                .method("next", (self, args) -> LuaValue.valueOf(++self.count))
                .property("greeting", self -> LuaValue.valueOf(GREETING));

        private int count;

        Counter(int start) {
            super(TYPE);
            count = start;
        }
    }
}
