package org.emilua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of many programs gets back everything that a VM had, however it ends and whatever its fibers wait for. */
final class LeakIT {

    /** One fiber for each kind of wait, in coroutines, scopes and protected calls too. */
    private static final String EVERYTHING_PENDING = """
            local time, ip, system, mutex = require 'time', require 'ip', require 'system', require 'mutex'
            local condition_variable, sync, inbox = require 'condition_variable', require 'sync', require 'inbox'
            if _CONTEXT == 'worker' then inbox:receive() time.sleep(3600) end
            local acceptor = ip.tcp.acceptor.new()
            acceptor:open(ip.address.loopback_v4())
            acceptor:bind(ip.address.loopback_v4(), 0)
            acceptor:listen()
            local client = ip.tcp.socket.new()
            client:connect(ip.address.loopback_v4(), acceptor.local_port)
            local server = acceptor:accept()
            local m, free, c = mutex.new(), mutex.new(), condition_variable.new()
            m:lock()
            local timer = time.steady_timer.new()
            timer:expires_after(3600)
            local sleeper = spawn(function() time.sleep(3600) end)
            local actors = {}
            for i = 1, 2 do
                actors[i] = spawn_vm('.', {inherit_context = i == 1})
                actors[i]:send(inbox)
            end
            local function forever() time.sleep(3600) end
            local waits = {
                function() timer:wait() end,
                function() acceptor:accept() end,
                function() client:read_some(byte_span.new(10)) end,
                function() while true do server:write_some(byte_span.new(65536)) end end,
                function() ip.tcp.get_address_info('localhost', '80') forever() end,
                function() m:lock() end,
                function() free:lock() c:wait(free) end,
                function() sleeper:join() end,
                function() coroutine.wrap(function() coroutine.wrap(forever)() end)() end,
                function() scope(function() scope_cleanup_push(function() print 'never' end) pcall(forever) end) end,
                function() scope_cleanup_push(forever) error 'into the handler' end,
                function() this_fiber.disable_interruption() forever() end,
                function() sync.semaphore(0):acquire() end,
                function() sync.select {sync.semaphore(0), timeout = 3600} end,
                function() inbox:receive() end,
                function() actors[1]:send 'never taken' end,
                function() while true do this_fiber.yield() end end,
            }
            kept = {}
            for i, wait in ipairs(waits) do kept[i] = spawn(wait) end
            for _ = 1, 5 do this_fiber.yield() end
            print 'pending'
            %s
            """;

    private static final List<String> ENDS = List.of(
            "system.exit(7)", "error('of the main fiber', 0)", "scope_cleanup_push(function() error('of a handler', 0) end)",
            "time.sleep(3600)");

    @TempDir
    private Path folder;

    private FelixFixture felix;

    @BeforeEach
    void start() throws Exception {
        felix = new FelixFixture();
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
    }

    /** Ends are ways to end the first VM; its actors are killed. */
    private void runAll() throws Exception {
        for (String end : ENDS) {
            Path script = Cli.script(folder, "program.lua", EVERYTHING_PENDING.formatted(end));
            EngineClient.Running program = felix.engine().start(script, Map.of());
            program.awaitOutput("pending\n");
            if (!end.startsWith("time")) {
                Patience.await(() -> felix.engine().vms().size() < 3, () -> "the first VM goes on after " + end);
            }
            program.kill();
            EngineClient.Result result = program.await();
            assertEquals("pending\n", result.out(), end);
            assertTrue(!result.err().contains("java") && !result.err().contains("of a handler'\nstack"), result.err());
        }
    }

    @Test
    void threadsAndDescriptorsOfVmsThatEndedAreGone() throws Exception {
        runAll();
        Leftovers before = Leftovers.now();
        for (int i = 0; i < 5; i++) {
            runAll();
        }
        assertEquals(0, felix.engine().vms().size());
        before.awaitNoMore();
    }
}
