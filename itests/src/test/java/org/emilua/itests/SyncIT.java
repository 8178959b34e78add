package org.emilua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Module {@code sync} on the real image: the examples of its page, what is reported at a VM's end, and many VMs at once. */
final class SyncIT {

    private static final String ID = "0x[0-9a-f]+";

    /** Fibers that take and give permits of three semaphores at random, and are interrupted at random. */
    private static final String TORTURE = """
            local sync, time = require 'sync', require 'time'
            local pool, fibers = {sync.semaphore(3), sync.semaphore(2), sync.semaphore(1)}, {}
            local function hold(s)
                scope_cleanup_push(function() s:release() end)
                this_fiber.yield()
            end
            for i = 1, 5000 do
                fibers[i] = spawn(function()
                    for _ = 1, 4 do
                        scope(function()
                            local selected = sync.select {pool[1], pool[2], pool[3], timeout = math.random() * 0.01}
                            if selected then hold(pool[selected]) end
                        end)
                        scope(function() pool[3]:acquire() hold(pool[3]) end)
                    end
                end)
                if i % 3 == 0 then fibers[math.random(i)]:interrupt() end
            end
            for i = 1, 5000 do fibers[i]:join() end
            print(pool[1].available, pool[2].available, pool[3].available)
            """;

    @TempDir
    private Path folder;

    private Cli.Result run(String source, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add(Cli.script(folder, "script.lua", source).toString());
        return Cli.start(Map.of("EMILUA_COLORS", "0"), "", arguments.toArray(String[]::new)).await();
    }

    /** The indented blocks of the module's page. */
    private static List<String> examples() throws Exception {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        for (String line : Files.readAllLines(Cli.EXAMPLES.resolveSibling("sync.md"))) {
            if (line.startsWith("    ")) {
                block.append(line, 4, line.length()).append('\n');
            } else if (!block.isEmpty()) {
                blocks.add(block.toString());
                block.setLength(0);
            }
        }
        return blocks;
    }

    @Test
    void theExamplesOfThePageDoWhatTheySay() throws Exception {
        List<String> expected = List.of(
                "job\t1\njob\t2\njob\t3\njob\t4\n",
                "answer\t42\n",
                "part\t1\npart\t2\npart\t3\nall parts\n",
                "a\t1\nb\t1\n-- next\nb\t2\na\t2\n-- next\n",
                "2\tworked\nnil\n");
        List<String> examples = examples();
        assertEquals(expected.size(), examples.size(), () -> String.join("----\n", examples));
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(new Cli.Result(0, expected.get(i), ""), run(examples.get(i)));
        }
    }

    @Test
    void waitsThatNothingCanEndAreNamed() throws Exception {
        Cli.Result result = run("""
                local sync = require 'sync'
                local s, latch, barrier = sync.semaphore(1), sync.latch(2), sync.barrier(3)
                local promise, future = sync.future()
                promise = nil
                for _, wait in ipairs {
                    function() s:acquire(2) end,
                    function() s:acquire() end,
                    function() future:get() end,
                    function() latch:wait() end,
                    function() latch:arrive_and_wait() end,
                    function() barrier:arrive_and_wait() end,
                    function() sync.select {s, future, latch} end
                } do
                    spawn(wait):detach()
                end
                print 'main ends'
                """);
        assertEquals(0, result.exitCode());
        assertEquals("main ends\n", result.out());
        String pattern = List.of(
                "2 permits of a semaphore that has 1", "1 permit of a semaphore that has 1", "outcome of a future",
                "latch with a count of 1", "latch with a count of 1", "barrier where 1 of 3 have arrived",
                "the first of: 1 permit of a semaphore that has 1, outcome of a future, latch with a count of 1").stream()
                .map(wait -> "\tFiber " + ID + " \\(.*\\) waits for: " + wait + "\n")
                .collect(Collectors.joining("", "Possible deadlock\\(s\\) detected during VM " + ID + " shutdown:\n", ""));
        assertTrue(result.err().matches(pattern), result.err());
    }

    @Test
    void aTimeLimitOrATimerKeepsTheVmAlive() throws Exception {
        assertEquals(new Cli.Result(0, "nil\n2\n", ""), run("""
                local sync, time = require 'sync', require 'time'
                local timer = time.steady_timer.new()
                spawn(function()
                    print(sync.select {sync.semaphore(0), timeout = 0.05})
                    timer:expires_after(0.05)
                    print(sync.select {sync.semaphore(0), timer})
                end):detach()
                """));
    }

    @Test
    void noPermitIsLostWhicheverThreadTheVmRunsOn() throws Exception {
        assertEquals(new Cli.Result(0, "3\t2\t1\n", ""), run(TORTURE, "--main-context-concurrency-hint", "4"));
    }

    @Test
    void actorsOnThreadsOfTheirOwnHaveObjectsOfTheirOwn() throws Exception {
        String program = """
                if _CONTEXT ~= 'main' then
                    local inbox = require 'inbox'
                    local message = inbox:receive()
                    assert(message.permits == nil, 'objects stay in their VM')
                    %s
                    message.answer:send 'done'
                    return
                end
                local inbox, sync, time = require 'inbox', require 'sync', require 'time'
                for _ = 1, 4 do
                    spawn_vm('.', {inherit_context = false}):send {permits = sync.semaphore(1), answer = inbox}
                end
                for _ = 1, 4 do assert(inbox:receive() == 'done') end
                print 'all done'
                """.formatted(TORTURE.replaceAll("(?m)^print\\((.*)\\)$", "assert(table.concat({$1}, ' ') == '3 2 1')"));
        assertEquals(new Cli.Result(0, "all done\n", ""), run(program));
    }

    @Test
    void manyVmsOfOneProcessDoNotDisturbEachOther() throws Exception {
        Path script = Cli.script(folder, "torture.lua", TORTURE);
        try (FelixFixture felix = new FelixFixture()) {
            List<EngineClient.Running> programs = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                programs.add(felix.engine().start(script, Map.of()));
            }
            for (EngineClient.Running program : programs) {
                assertEquals(new EngineClient.Result(0, "3\t2\t1\n", ""), program.await());
            }
        }
    }
}
