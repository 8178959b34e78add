package org.emilua.module.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import org.emilua.api.LuaModule;
import org.emilua.api.Operation;
import org.emilua.api.Waitable;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.emilua.api.testing.FakeVm;
import org.emilua.api.testing.LuaCode;
import org.emilua.api.testing.LuaModuleContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

class SyncModuleTest extends LuaModuleContract {

    private final FakeVm vm = new FakeVm();
    private final LuaCode lua = new LuaCode().with("sync", load(vm));

    SyncModuleTest() {
        lua.run("""
                two, none = sync.semaphore(2), sync.semaphore(0, 1)
                promise, future = sync.future()
                kept, given = sync.future()
                kept:set_value('a', nil, 'c')
                wrong, failed = sync.future()
                wrong:set_error('wrong')
                latch, open, barrier = sync.latch(2), sync.latch(0), sync.barrier(1)
                phases = 0
                counting = sync.barrier(1, function() phases = phases + 1 end)
                function count(...) return select('#', ...) end
                """);
    }

    @Override
    protected LuaModule module() {
        return new SyncModule();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "getmetatable(two)                                  | sync.semaphore",
        "getmetatable(promise)                              | sync.promise",
        "getmetatable(future)                               | sync.future",
        "getmetatable(latch)                                | sync.latch",
        "getmetatable(barrier)                              | sync.barrier",
        "two.available                                      | 2",
        "two:try_acquire(2)                                 | true",
        "two:try_acquire(3)                                 | false",
        "two:acquire(2) or two.available                    | 0",
        "none:try_acquire()                                 | false",
        "future.is_ready                                    | false",
        "given.is_ready                                     | true",
        "failed.is_ready                                    | true",
        "count(given:get())                                 | 3",
        "select(3, given:get())                             | c",
        "latch:try_wait()                                   | false",
        "latch:count_down(2) or latch:try_wait()            | true",
        "open:wait() or open:try_wait()                     | true",
        "barrier:arrive_and_wait()                          | 1",
        "select(2, barrier:arrive_and_wait())               | true",
        "counting:arrive_and_wait() + phases                | 2",
        "sync.select{none, future, open}                    | 3",
        "select(4, sync.select{none, given})                | c",
        "sync.select{none, timeout = 0}                     | nil",
        "sync.select{none, timeout = 0.001}                 | nil",
        "sync.try_select{none, latch}                       | nil",
        "sync.try_select{}                                  | nil",
        "sync.try_select{none, two} + two.available         | 3"
    })
    void evaluates(String expression, String expected) {
        assertEquals(expected, lua.eval(expression).replaceAll("\\.0$", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "sync.semaphore()                       | generic 22 arg 1",
        "sync.semaphore(-1)                     | generic 22 arg 1",
        "sync.semaphore(2, 1)                   | generic 22 arg 2",
        "sync.barrier(0)                        | generic 22 arg 1",
        "sync.barrier(1, 2)                     | generic 22 arg 2",
        "sync.latch(-1)                         | generic 22 arg 1",
        "two.acquire(latch)                     | generic 22 arg 1",
        "two:acquire(0)                         | generic 22 arg 2",
        "none:acquire(2)                        | generic 22 arg 2",
        "none:release(2)                        | generic 75",
        "two.nothing                            | emilua.core 8",
        "kept:set_value()                       | generic 1",
        "kept:set_error(1)                      | generic 1",
        "promise:set_error()                    | generic 22 arg 2",
        "latch:count_down(3)                    | generic 1",
        "latch:count_down(0)                    | generic 22 arg 2",
        "open:arrive_and_wait()                 | generic 1",
        "sync.select()                          | generic 22 arg 1",
        "sync.select{}                          | generic 22 arg 1",
        "sync.select{two, two}                  | generic 22 arg 1",
        "sync.select{barrier}                   | generic 22 arg 1",
        "sync.select{two, timeout = 0/0}        | generic 22 arg 1",
        "sync.select{two, timeout = 1e10}       | generic 22 arg 1",
        "sync.try_select{two, timeout = 1}      | generic 22 arg 1"
    })
    void raises(String expression, String expected) {
        assertEquals(expected, lua.raisedBy("local unused = " + expression));
    }

    /** Something that another thread brings to an end, as a vendor's object may be. */
    private static final class Foreign extends Handle implements Waitable {

        private static final LuaType<Foreign> TYPE = LuaType.named("foreign", Foreign.class);

        private final boolean endsDuringStart;
        private int cancels;
        private boolean settledByOtherThread;

        Foreign(boolean endsDuringStart) {
            super(TYPE);
            this.endsDuringStart = endsDuringStart;
        }

        @Override
        public Operation<Varargs> newWait() {
            return new Operation<>() {
                @Override
                protected void start() {
                    CompletableFuture<Void> end = CompletableFuture.runAsync(() -> complete(LuaValue.valueOf("from afar")));
                    if (endsDuringStart) {
                        end.join();
                        settledByOtherThread = !isPending();
                    }
                }

                @Override
                protected void cancel() {
                    cancels++;
                    abort();
                }
            };
        }
    }

    @Test
    void selectsWhatOtherThreadsEnd() {
        lua.with("foreign", new Foreign(false));
        assertEquals("from afar", lua.eval("select(2, sync.select{none, foreign, timeout = 10})"));
        assertEquals(0, vm.timerCount());
    }

    @Test
    void noWaitEndsOutsideOfTheStrand() {
        Foreign foreign = new Foreign(true);
        lua.with("foreign", foreign);
        assertEquals("nil", lua.eval("sync.try_select{foreign}"));
        assertFalse(foreign.settledByOtherThread);
        assertEquals(1, foreign.cancels);
        assertEquals("2", lua.eval("sync.select{foreign, open}"));
        assertFalse(foreign.settledByOtherThread);
        assertEquals(2, foreign.cancels);
    }

    @Test
    void aWaitThatCannotBeginTakesTheOthersBack() {
        lua.with("broken", new Broken());
        assertTrue(lua.raisedBy("sync.select{none, latch, broken, timeout = 10}").contains("cannot begin"));
        assertEquals(0, vm.timerCount());
        lua.run("none:release() latch:count_down(2)");
        assertEquals("1", lua.eval("none.available"));
    }

    /** Something whose wait fails at its beginning. */
    private static final class Broken extends Handle implements Waitable {

        private static final LuaType<Broken> TYPE = LuaType.named("broken", Broken.class);

        Broken() {
            super(TYPE);
        }

        @Override
        public Operation<Varargs> newWait() {
            return new Operation<>() {
                @Override
                protected void start() {
                    throw new IllegalStateException("cannot begin");
                }

                @Override
                protected void cancel() {
                    abort();
                }
            };
        }
    }
}
