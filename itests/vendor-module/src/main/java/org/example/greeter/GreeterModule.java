package org.example.greeter;

import java.util.concurrent.atomic.AtomicInteger;
import org.emilua.api.LuaModule;
import org.emilua.api.Resource;
import org.emilua.api.Transferable;
import org.emilua.api.Vm;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.emilua.api.lua.ModuleTable;
import org.luaj.vm2.LuaValue;
import org.osgi.service.component.annotations.Component;

/** {@code require 'greeter'}: a function, a nested table, a call that blocks, objects with state, and one that can be sent. */
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
                .value("counter", new ModuleTable().function("new", args -> new Counter(args.integer(1))))
                .function("log", args -> LuaValue.valueOf(String.join(",", RepeatingActors.LOG)))
                .value("letter", new ModuleTable().function("new", args -> new Letter(vm, args.bool(1))));
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

    /** An object that messages move: open until it is closed, and not to be received where it has no stamp. */
    private static final class Letter extends Handle implements Transferable, Resource {

        private static final AtomicInteger UNCLOSED = new AtomicInteger();

        private static final LuaType<Letter> TYPE = LuaType.named("greeter.letter", Letter.class)
                .method("open", (self, args) -> {
                    self.inUse = true;
                    return NONE;
                })
                .method("fold", (self, args) -> {
                    self.inUse = false;
                    return NONE;
                })
                .function("unclosed", args -> LuaValue.valueOf(UNCLOSED.get()));

        private final Vm vm;
        private final boolean stamped;
        private boolean inUse;

        Letter(Vm vm, boolean stamped) {
            super(TYPE);
            this.vm = vm;
            this.stamped = stamped;
            vm.own(this);
            UNCLOSED.incrementAndGet();
        }

        @Override
        public void close() {
            UNCLOSED.decrementAndGet();
        }

        @Override
        public Departure depart() {
            if (inUse) {
                throw ErrorCode.of(Errno.EBUSY);
            }
            vm.release(this);
            return new Departure() {
                @Override
                public LuaValue arrive(Vm receiver) {
                    if (!stamped) {
                        throw ErrorCode.of(Errno.EPROTO);
                    }
                    close();
                    return new Letter(receiver, true);
                }

                @Override
                public void giveBack() {
                    vm.own(Letter.this);
                }

                @Override
                public void close() {
                    UNCLOSED.decrementAndGet();
                }
            };
        }
    }
}
