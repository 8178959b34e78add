package org.emilua.module.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.emilua.api.LuaModule;
import org.emilua.api.testing.FakeVm;
import org.emilua.api.testing.LuaCode;
import org.emilua.api.testing.LuaModuleContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeModuleTest extends LuaModuleContract {

    private final FakeVm vm = new FakeVm();
    private final LuaCode lua = new LuaCode().with("time", load(vm));

    TimeModuleTest() {
        lua.run("""
                steady, system, high = time.steady_clock, time.system_clock, time.high_resolution_clock
                function at(secs) local p = steady.epoch(); p:add(secs); return p end
                function day(secs) local p = system.epoch(); p:add(secs); return p end
                function moved(p, how, secs) p[how](p, secs); return p.seconds_since_epoch end
                t, s = time.steady_timer.new(), time.system_timer.new()
                """);
    }

    @Override
    protected LuaModule module() {
        return new TimeModule();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "steady.epoch().seconds_since_epoch                 | 0",
        "steady.now() > steady.epoch()                      | true",
        "steady.now() <= steady.now()                       | true",
        "system.now() > day(1.6e9)                          | true",
        "high.is_steady                                     | true",
        "high.now() - high.now() <= 0                       | true",
        "at(2) - at(0.5)                                    | 1.5",
        "at(1) - at(2)                                      | -1",
        "(at(2) + 0.5).seconds_since_epoch                  | 2.5",
        "(0.5 + at(2)).seconds_since_epoch                  | 2.5",
        "(at(2) - 3).seconds_since_epoch                    | -1",
        "at(1) == at(1)                                     | true",
        "at(1) == at(2)                                     | false",
        "at(1) == day(1)                                    | false",
        "at(1) == 1                                         | false",
        "at(1) < at(2)                                      | true",
        "at(2) <= at(2)                                     | true",
        "at(2) >= at(3)                                     | false",
        "moved(at(1), 'add', 2)                             | 3",
        "moved(at(1), 'sub', 2)                             | -1",
        "moved(at(0), 'add', 1.5e-9) * 1e9                  | 2",
        "moved(at(0), 'add', 2.5e-9) * 1e9                  | 2",
        "moved(at(0), 'sub', 3.5e-9) * 1e9                  | -4",
        "moved(at(0), 'add', 0.4e-9)                        | 0",
        "getmetatable(at(0))                                | time.steady_clock.time_point",
        "getmetatable(day(0))                               | time.system_clock.time_point",
        "getmetatable(high.now())                           | time.high_resolution_clock.time_point",
        "getmetatable(t)                                    | time.steady_timer",
        "getmetatable(s)                                    | time.system_timer",
        "t.expiry == steady.epoch()                         | true",
        "s.expiry == system.epoch()                         | true",
        "t:cancel()                                         | 0",
        "t:expires_after(3)                                 | 0",
        "t:expires_at(at(3))                                | 0",
        "s:expires_at(day(3))                               | 0"
    })
    void evaluates(String expression, String expected) {
        assertEquals(expected, lua.eval(expression).replaceAll("\\.0$", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "time.sleep()                           | generic 22 arg 1",
        "time.sleep('1')                        | generic 22 arg 1",
        "time.sleep(0/0)                        | generic 22 arg 1",
        "time.sleep(1/0)                        | generic 22 arg 1",
        "time.sleep(1e10)                       | generic 22 arg 1",
        "time.sleep(1e300)                      | generic 22 arg 1",
        "time.sleep(9223372036.8)               | generic 22 arg 1",
        "at(1) + at(1)                          | generic 22 arg 2",
        "at(1) + 'x'                            | generic 22 arg 2",
        "at(1) + {}                             | generic 22 arg 2",
        "{} + at(1)                             | generic 22 arg 1",
        "at(1) + day(1)                         | generic 22 arg 2",
        "at(1) + (0/0)                          | generic 22 arg 2",
        "at(1) - day(1)                         | generic 22 arg 2",
        "1 - at(1)                              | generic 22 arg 1",
        "at(1) < day(1)                         | generic 22 arg 2",
        "at(1) < 1                              | generic 22 arg 2",
        "at(9e9) + 9e9                          | generic 22 arg 2",
        "9e9 + at(9e9)                          | generic 22 arg 1",
        "at(-9e9) - 9e9                         | generic 22 arg 2",
        "at(9e9) - at(-9e9)                     | generic 22 arg 2",
        "at(9e9):add(9e9)                       | generic 22 arg 2",
        "at(-9e9):sub(9e9)                      | generic 22 arg 2",
        "at(1):add()                            | generic 22 arg 2",
        "at(1):add(at(1))                       | generic 22 arg 2",
        "at(1):sub(1/0)                         | generic 22 arg 2",
        "at(1).add(day(1), 1)                   | generic 22 arg 1",
        "at(1).add(1, 1)                        | generic 22 arg 1",
        "high.now() - 1                         | generic 22 arg 2",
        "high.now() - steady.now()              | generic 22 arg 2",
        "high.now().add                         | emilua.core 8",
        "at(1).nothing                          | emilua.core 8",
        "t:expires_at()                         | generic 22 arg 2",
        "t:expires_at(3)                        | generic 22 arg 2",
        "t:expires_at(day(1))                   | generic 22 arg 2",
        "s:expires_at(at(1))                    | generic 22 arg 2",
        "t.expires_at(s, at(1))                 | generic 22 arg 1",
        "t:expires_after()                      | generic 22 arg 2",
        "t:expires_after(0/0)                   | generic 22 arg 2",
        "t:expires_after(1e300)                 | generic 22 arg 2",
        "s.expires_after                        | emilua.core 8",
        "t.wait(s)                              | generic 22 arg 1",
        "t.wait()                               | generic 22 arg 1"
    })
    void raises(String expression, String expected) {
        assertEquals(expected, lua.raisedBy("local unused = " + expression));
    }

    @Test
    void anOverflowLeavesTheTimePointAlone() {
        lua.run("p = at(9e9)");
        assertEquals("generic 22 arg 2", lua.raisedBy("p:add(9e9)"));
        assertEquals("true", lua.eval("p == at(9e9)"));
    }

    @Test
    void sleepsAsLongAsItIsTold() {
        long before = System.nanoTime();
        lua.run("time.sleep(0.03)");
        assertTrue(System.nanoTime() - before >= 30_000_000);
        lua.run("time.sleep(0); time.sleep(-5); time.sleep(-9e9)");
    }

    @Test
    void aTimerWaitsUntilItsExpiryAndThenNoMore() {
        long before = System.nanoTime();
        lua.run("t:expires_after(0.02); t:wait(); t:wait(); s:expires_at(system.now() + 0.02); s:wait(); s:wait()");
        assertTrue(System.nanoTime() - before >= 39_000_000);
        assertEquals(0, vm.timerCount());
    }

    @Test
    void expiredTimersCompleteAtOnce() {
        TimerHandle timer = new TimerHandle(vm, Clock.STEADY);
        assertTrue(vm.begin(new WaitOperation(timer)).isWoken());
        timer.expiresAt(Long.MIN_VALUE);
        assertTrue(vm.begin(new WaitOperation(timer)).isWoken());
        TimerHandle system = new TimerHandle(vm, Clock.SYSTEM);
        system.expiresAt(Long.MIN_VALUE);
        assertTrue(vm.begin(new WaitOperation(system)).isWoken());
    }

    @Test
    void aNewExpiryCancelsAllWaitsInOrder() {
        for (Clock clock : new Clock[] {Clock.STEADY, Clock.SYSTEM}) {
            TimerHandle timer = new TimerHandle(vm, clock);
            assertEquals(0, timer.expiresAt(Long.MAX_VALUE));
            WaitOperation first = new WaitOperation(timer);
            WaitOperation second = new WaitOperation(timer);
            FakeVm.Waiting waiting = vm.begin(first);
            vm.begin(second);
            assertFalse(waiting.isWoken());
            assertEquals(2, timer.expiresAt(clock.now() + 1_000_000));
            assertEquals("system 125", LuaCode.raisedBy(first::takeOutcome));
            assertEquals("system 125", LuaCode.raisedBy(second::takeOutcome));
            assertEquals(0, vm.timerCount());
            assertEquals(0, timer.cancel());
        }
    }

    @Test
    void anInterruptedWaitLeavesTheOthersAlone() {
        TimerHandle timer = new TimerHandle(vm, Clock.STEADY);
        timer.expiresAt(System.nanoTime() + 5_000_000);
        WaitOperation first = new WaitOperation(timer);
        WaitOperation second = new WaitOperation(timer);
        vm.begin(first);
        vm.begin(second);
        first.requestCancel();
        assertTrue(first.isAborted());
        vm.serveUntilSettled(second);
        assertFalse(second.isAborted());
        assertEquals(0, timer.cancel());
    }
}
