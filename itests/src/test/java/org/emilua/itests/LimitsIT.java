package org.emilua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits of VMs: what happens to who exceeds them, and that nobody else feels it. */
final class LimitsIT {

    private static final String MAIN_OR_WORKER = "if _CONTEXT == 'main' then\n%s\nelse\n%s\nend\n";

    @TempDir
    Path folder;

    private FelixFixture felix;

    @BeforeEach
    void start() throws Exception {
        felix = new FelixFixture();
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
    }

    private Path script(String main, String worker) throws Exception {
        return Cli.script(folder, "app.lua", MAIN_OR_WORKER.formatted(main, worker));
    }

    private static void awaitOutput(EngineClient.Running program, String text) throws Exception {
        for (int i = 0; i < 3_000 && !program.out().contains(text); i++) {
            Thread.sleep(10);
        }
        assertTrue(program.out().contains(text), "'" + text + "' in: " + program.out());
    }

    @Test
    void aVmOverItsMemoryLimitDiesAloneWithAReport() throws Exception {
        EngineClient.Result result = felix.engine().run(script("""
                local kinds = {'elements', 'list', 'strings', 'at once', 'span'}
                local neighbour = spawn_vm('.', {limits = {memory = 16 * 2^20}})
                neighbour:send 'nothing'
                for _, kind in ipairs(kinds) do
                    local ch = spawn_vm('.', {limits = {memory = 16 * 2^20}})
                    ch:send(kind)
                    print(kind, select(2, pcall(ch.send, ch, 'never taken')).code)
                end
                neighbour:send 'still there'
                """, """
                local inbox = require 'inbox'
                local kind, t, l = inbox:receive(), {}, nil
                pcall(function()
                    if kind == 'elements' then for i = 1, 1e8 do t[i] = i end
                    elseif kind == 'list' then for _ = 1, 1e8 do l = {l} end
                    elseif kind == 'strings' then for i = 1, 1e8 do t[i % 1e5] = ('x'):rep(1000) .. i end
                    elseif kind == 'at once' then l = ('x'):rep(2^30)
                    elseif kind == 'span' then l = byte_span.new(2^30)
                    else print(inbox:receive()) return end
                end)
                if kind ~= 'nothing' then print('survived', kind) end
                """), Map.of());
        assertEquals("elements\t15\nlist\t15\nstrings\t15\nat once\t15\nspan\t15\nstill there\n", result.out());
        assertEquals(0, result.exitCode());
        String report = "VM 0x\\w+ terminated: it uses \\d+\\.\\d MiB of memory, its limit is 16\\.0 MiB\nstack traceback:\n(\t.*\n)+";
        assertTrue(result.err().matches("(" + report + "){5}"), result.err());
        assertTrue(result.err().contains("in function 'rep'"), result.err());
    }

    @Test
    void garbageIsNotCounted() throws Exception {
        EngineClient.Result result = felix.engine().run(script("""
                local ch = spawn_vm('.', {limits = {memory = 64 * 2^20}})
                ch:send 'go'
                """, """
                require('inbox'):receive()
                local sum = 0
                for j = 1, 60 do
                    local t = {}
                    for i = 1, 20000 do t[i] = {i, 'text ' .. i, byte_span.new(100)} end
                    sum = sum + #t
                end
                print(sum)
                """), Map.of());
        assertEquals(new EngineClient.Result(0, "1200000\n", ""), result);
    }

    @Test
    void aVmWithAShareOfTheProcessorNeverStarvesItsContext() throws Exception {
        EngineClient.Running program = felix.engine().start(script("""
                local time = require 'time'
                spawn_vm('.', {limits = {cpu = 20}}):send 'go'
                for i = 1, 5 do time.sleep(0.02) print(i) end
                """, """
                require('inbox'):receive()
                spawn(function() print 'overtaken' end)
                local co = coroutine.wrap(function() while true do end end)
                table.sort({1, 2, 3}, function() co() end)
                """), Map.of());
        awaitOutput(program, "5\n");
        assertTrue(felix.engine().kill(nextId(program.id())), "the worker lives");
        assertEquals(new EngineClient.Result(0, "1\n2\n3\n4\n5\n", ""), program.await());
    }

    /** The id of the VM that was made next. */
    private static String nextId(String id) {
        return "0x" + Long.toHexString(Long.decode(id) + (1L << 32));
    }

    @Test
    void aHostLimitsAProgram() throws Exception {
        Path app = script("""
                local ok, e = pcall(spawn_vm, '.', {limits = {actors = 2}})
                print(e, e.detail)
                print(pcall(spawn_vm, '.', {limits = {actors = 1, memory = 2^20}}))
                print(select(2, pcall(spawn_vm, '.')))
                local t = {}
                for i = 1, 1e8 do t[i] = {} end
                """, "require('inbox'):receive()");
        EngineClient.Running program = felix.engine().startLimited(app, 24 << 20, 1);
        EngineClient.Result result = program.await();
        assertTrue(result.out().matches("""
                Operation not permitted\tlimit 'actors' is at most 1
                true\ttx-channel: 0x\\w+
                Resource temporarily unavailable
                """), result.out());
        assertEquals(1, result.exitCode());
        assertTrue(result.err().matches("(?s)VM " + program.id() + " terminated: .* its limit is 24\\.0 MiB\n.*"), result.err());
    }
}
