package org.emilua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred thousand fibers that sleep, yield, lock and are interrupted at random; and a signal in the middle of it. */
final class TortureIT {

    private static final String PROGRAM = """
            local sleep = require('time').sleep
            local m = require('mutex').new()
            math.randomseed(tonumber(require('system').arguments[3]))
            local count, rounds = 100000, 2
            local inside, finished, interrupted = 0, 0, 0

            local function locked()
                m:lock()
                scope_cleanup_push(function() inside = inside - 1 m:unlock() end)
                inside = inside + 1
                assert(inside == 1, 'two fibers hold the mutex')
                if math.random(4) == 1 then this_fiber.yield() end
            end

            local actions = {
                function() sleep(math.random() * 0.02) end,
                function() this_fiber.yield() end,
                function() scope(locked) end,
                function() coroutine.wrap(function() this_fiber.yield() end)() end,
            }

            print('started')
            local fibers = {}
            for i = 1, count do
                fibers[i] = spawn(function()
                    for _ = 1, rounds do actions[math.random(#actions)]() end
                    finished = finished + 1
                end)
                if i % 3 == 0 then fibers[math.random(i)]:interrupt() end
            end
            for i = 1, count do
                fibers[i]:join()
                if fibers[i].interruption_caught then interrupted = interrupted + 1 end
            end
            m:lock()
            m:unlock()
            print(finished + interrupted, interrupted > 0, inside)
            """;

    @TempDir
    Path folder;

    @Test
    void nothingIsLost() throws Exception {
        Path script = Cli.script(folder, "torture.lua", PROGRAM);
        for (String seed : new String[] {"1", "2"}) {
            assertEquals(new Cli.Result(0, "started\n100000\ttrue\t0\n", ""), Cli.run(script.toString(), "--", seed));
        }
    }

    @Test
    void aSignalInTheMiddleEndsIt() throws Exception {
        Path script = Cli.script(folder, "torture.lua", PROGRAM.replace("rounds = 100000, 2", "rounds = 100000, 1000"));
        Cli.Running running = Cli.start(Map.of(), "", script.toString(), "--", "3");
        running.awaitOutput("started");
        Thread.sleep(700);
        running.signal("TERM");
        Cli.Result result = running.await();
        assertEquals(143, result.exitCode());
        assertEquals("", result.err());
    }
}
