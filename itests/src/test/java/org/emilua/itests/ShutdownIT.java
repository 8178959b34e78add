package org.emilua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is reported of fibers that die and of those that never end, and how a VM ends (reference: Internals, "Dead fibers"). */
final class ShutdownIT {

    private static final String ID = "0x[0-9a-f]+";

    @TempDir
    private Path folder;

    private Cli.Result script(String text) throws Exception {
        Path file = folder.resolve("script.lua");
        Files.writeString(file, text);
        return Cli.start(Map.of("EMILUA_COLORS", "0"), "", file.toString()).await();
    }

    private static void assertMatches(String pattern, String text) {
        assertTrue(text.matches("(?s)" + pattern), text);
    }

    private static long count(String text, String part) {
        return text.lines().filter(line -> line.contains(part)).count();
    }

    // ---- dead fibers

    @Test
    void anErrorOfTheMainFiberEndsTheVmAtOnce() throws Exception {
        Cli.Result result = script("""
                spawn(function() while true do this_fiber.yield() print('never again') end end):detach()
                error('reason', 0)
                """);
        assertEquals(1, result.exitCode());
        assertEquals("", result.out());
        assertMatches("Main fiber from VM " + ID + " panicked: 'reason'\nstack traceback:\n.*", result.err());
    }

    @Test
    void anErrorOfADetachedFiberIsReportedWhenItDiesAndTheOthersGoOn() throws Exception {
        Cli.Result result = script("""
                spawn(function() print('one') error('lost', 0) end):detach()
                this_fiber.yield()
                this_fiber.yield()
                io = print('two')
                """);
        assertEquals(0, result.exitCode());
        assertEquals("one\ntwo\n", result.out());
        assertMatches("Fiber " + ID + " panicked: 'lost'\nstack traceback:\n.*", result.err());
    }

    @Test
    void anErrorIsReportedByTheDetachThatComesLater() throws Exception {
        Cli.Result result = script("""
                local stream, system = require 'stream', require 'system'
                local f = spawn(function() error('late', 0) end)
                this_fiber.yield()
                stream.write_all(system.err, 'before\\n')
                f:detach()
                stream.write_all(system.err, 'after\\n')
                """);
        assertEquals(0, result.exitCode());
        assertMatches("before\nFiber " + ID + " panicked: 'late'\nstack traceback:\n.*after\n", result.err());
    }

    @Test
    void anErrorIsReportedBeforeTheCleanupHandlersThatItLeavesToRun() throws Exception {
        String handler = "scope_cleanup_push(function() for _ = 1, 3 do this_fiber.yield() end say 'handler' end) error('reason', 0)";
        String prelude = """
                local stream, system = require 'stream', require 'system'
                local function say(text) stream.write_all(system.err, text .. '\\n') end
                """;
        String report = " panicked: 'reason'\nstack traceback:\n.*handler\n";
        Cli.Result result = script(prelude + "spawn(function() " + handler + " end):detach() this_fiber.yield() say 'other'");
        assertEquals(0, result.exitCode());
        assertMatches("Fiber " + ID + " panicked: 'reason'\nstack traceback:\n.*other\nhandler\n", result.err());
        result = script(prelude + handler);
        assertEquals(1, result.exitCode());
        assertMatches("Main fiber from VM " + ID + report, result.err());
        result = script(prelude + "local f = spawn(function() " + handler + " end) this_fiber.yield() this_fiber.yield() f:detach() say 'other'");
        assertEquals(0, result.exitCode());
        assertMatches("Fiber " + ID + " panicked: 'reason'\nstack traceback:\n.*other\nhandler\n", result.err());
        result = script(prelude + "spawn(function() " + handler + " end) for _ = 1, 20 do this_fiber.yield() collectgarbage() end");
        assertEquals(0, result.exitCode());
        assertEquals(1, count(result.err(), "panicked: 'reason'"), result.err());
    }

    /** A function that fails, whose cleanup handler does one of three things, and ways to run it that nobody joins. */
    private static final String FAILING = """
            local inbox, system, m = require 'inbox', require 'system', require('mutex').new()
            m:lock()
            local ends = {function() system.exit(3) end, function() error('of the handler', 0) end, function() m:lock() end}
            local function failing(number)
                return function() scope_cleanup_push(ends[number]) error('first', 0) end
            end
            """;

    @Test
    void anErrorIsNotLostWhereItsCleanupHandlersEndTheVmOrNeverEnd() throws Exception {
        List<Integer> codes = List.of(3, 1, 1);
        for (int i = 1; i <= 3; i++) {
            Cli.Result result = script(FAILING + "failing(" + i + ")()");
            assertEquals(1, count(result.err(), "panicked: 'first'"), result.err());
            assertEquals(i == 2 ? 1 : 0, count(result.err(), "'of the handler'"), result.err());
            assertEquals(codes.get(i - 1), result.exitCode());
        }
        Cli.Result result = script(FAILING + """
                if _CONTEXT == 'main' then
                    for i = 1, 6 do spawn_vm('.'):send(i) end
                    return
                end
                local number = inbox:receive()
                kept = spawn(failing((number + 1) / 2 - (number + 1) / 2 % 1))
                if number % 2 == 0 then kept:detach() end
                for _ = 1, 3 do this_fiber.yield() end
                """);
        assertEquals(6, count(result.err(), "panicked: 'first'"), result.err());
        assertEquals(2, count(result.err(), "'of the handler'"), result.err());
        assertEquals(2, count(result.err(), "lock of a mutex"), result.err());
        assertEquals(0, result.exitCode());
    }

    @Test
    void anErrorIsTheJoinersWhileCleanupHandlersRun() throws Exception {
        assertEquals(new Cli.Result(0, "handler\nfalse\treason\nfalse\treason\n", ""), script("""
                local function fail()
                    scope_cleanup_push(function() for _ = 1, 3 do this_fiber.yield() end print 'handler' end)
                    error('reason', 0)
                end
                local f, g = spawn(fail), spawn(fail)
                this_fiber.yield()
                local interrupted = spawn(function() g:join() end)
                this_fiber.yield()
                interrupted:interrupt()
                print(pcall(f.join, f))
                interrupted:join()
                print(pcall(g.join, g))
                """.replace("print 'handler'", "if not said then said = true print 'handler' end")));
    }

    @Test
    void anErrorThatAJoinerGetsIsNotReported() throws Exception {
        assertEquals(new Cli.Result(0, "false\tmine\n", ""), script("""
                local f = spawn(function() error('mine', 0) end)
                this_fiber.yield()
                collectgarbage()
                print(pcall(f.join, f))
                """));
    }

    @Test
    void anErrorWhoseHandleIsCollectedIsReportedOnce() throws Exception {
        Cli.Result result = script("""
                for i = 1, 3 do spawn(function() error('lost ' .. i, 0) end) end
                for _ = 1, 20 do this_fiber.yield() collectgarbage() end
                """);
        assertEquals(0, result.exitCode());
        for (int i = 1; i <= 3; i++) {
            assertEquals(1, count(result.err(), "panicked: 'lost " + i + "'"), result.err());
        }
    }

    @Test
    void handlesThatWereNeverJoinedCountAsCollectedAtTheEnd() throws Exception {
        Cli.Result result = script("""
                kept = {}
                for i = 1, 3 do kept[i] = spawn(function() error('kept ' .. i, 0) end) end
                """);
        assertEquals(0, result.exitCode());
        for (int i = 1; i <= 3; i++) {
            assertEquals(1, count(result.err(), "panicked: 'kept " + i + "'"), result.err());
        }
    }

    @Test
    void errorsOfOtherFibersAreReportedAlsoWhereTheMainFiberDies() throws Exception {
        Cli.Result result = script("""
                kept = spawn(function() error('of the child', 0) end)
                this_fiber.yield()
                error('of the main fiber', 0)
                """);
        assertEquals(1, result.exitCode());
        assertEquals(1, count(result.err(), "panicked: 'of the child'"), result.err());
        assertEquals(1, count(result.err(), "panicked: 'of the main fiber'"), result.err());
    }

    @Test
    void interruptionsAreNeverReported() throws Exception {
        assertEquals(new Cli.Result(0, "", ""), script("""
                local time = require 'time'
                local joined = spawn(function() time.sleep(60) end)
                local kept = spawn(function() time.sleep(60) end)
                local detached = spawn(function() time.sleep(60) end)
                this_fiber.yield()
                joined:interrupt() joined:join()
                kept:interrupt()
                detached:interrupt() detached:detach()
                """));
    }

    @Test
    void errorValuesAreShownByTheirMessages() throws Exception {
        Cli.Result result = script("""
                for _, value in ipairs {42, true, {}, setmetatable({}, {__tostring = function() return 'in words' end}),
                        require('generic_error').EAGAIN} do
                    spawn(function() error(value) end):detach()
                end
                spawn(function() error() end):detach()
                """);
        assertEquals(0, result.exitCode());
        for (String message : List.of("42", "true", "in words", "Resource temporarily unavailable", "nil")) {
            assertMatches(".* panicked: '([^\n]*: )?" + message + ".*", result.err());
        }
        assertEquals(6, count(result.err(), "stack traceback:"), result.err());
        assertFalse(result.err().contains("java"), result.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "this_fiber.yield()", "time.sleep(60)", "m:lock() m:lock()", "coroutine.yield()", "error('again')", "this_fiber.allow_suspend() this_fiber.yield()",
        "coroutine.wrap(function() this_fiber.yield() end)()", "spawn(function() end):join()", "local function f() return 1 + f() end f()"})
    void aReportDoesNotWaitForAnErrorsTostring(String tostring) throws Exception {
        Cli.Result result = script("""
                time, m = require 'time', require('mutex').new()
                local e = setmetatable({}, {__tostring = function() %s return 'never' end})
                spawn(function() error(e) end):detach()
                kept = spawn(function() error(e) end)
                local late = spawn(function() error(e) end)
                this_fiber.yield()
                late:detach()
                print 'goes on'
                spawn(function() print 'others too' end)
                """.formatted(tostring));
        assertEquals(0, result.exitCode(), result.err());
        assertEquals("goes on\nothers too\n", result.out());
        assertEquals(3, count(result.err(), "panicked: 'error object whose __tostring failed'"), result.err());
        assertFalse(result.err().contains("java"), result.err());
    }

    @Test
    void anErrorsTostringMayEndTheVm() throws Exception {
        String source = """
                local system = require 'system'
                local e = setmetatable({}, {__tostring = function() system.exit(3) end})
                local f = spawn(function() error(e) end)
                this_fiber.yield()
                %s
                this_fiber.yield()
                print 'never'
                """;
        for (String how : List.of("f:detach()", "spawn(function() error(e) end):detach()")) {
            Cli.Result result = script(source.formatted(how));
            assertEquals(3, result.exitCode(), result.err());
            assertEquals("", result.out());
            assertFalse(result.err().contains("java"), result.err());
        }
    }

    @Test
    void exhaustedMemoryEndsTheVmAndNothingElse() throws Exception {
        String hungry = "pcall(function() local s = ('x'):rep(2e7) return s .. s .. s .. s .. s .. s .. s .. s end) print 'never'";
        Path file = folder.resolve("hungry.lua");
        Files.writeString(file, """
                if _CONTEXT == 'worker' then require 'inbox' %1$s end
                local inbox = require 'inbox'
                local ch = spawn_vm('.', {inherit_context = false})
                print(select(2, pcall(ch.send, ch, 'never taken')).code)
                """.formatted(hungry));
        Cli.Result result = Cli.runWith(Map.of("EMILUA_COLORS", "0", "EMILUA_JAVA_OPTS", "-Xmx150m"), "", file.toString());
        assertMatches("VM 0x2\\w+ terminated: not enough memory\n", result.err());
        assertEquals(new Cli.Result(0, "15\n", result.err()), result);
        Files.writeString(file, "spawn(function() " + hungry + " end) print 'main'");
        result = Cli.runWith(Map.of("EMILUA_COLORS", "0", "EMILUA_JAVA_OPTS", "-Xmx150m"), "", file.toString());
        assertMatches("VM " + ID + " terminated: not enough memory\n", result.err());
        assertEquals(new Cli.Result(1, "main\n", result.err()), result);
    }

    @Test
    void theTracebackNamesTheCallsOfTheFiberAndItsCoroutines() throws Exception {
        Cli.Result result = script("""
                local function deep() error('here') end
                local co = coroutine.wrap(function() deep() end)
                local function outer() co() end
                spawn(function() outer() end):detach()
                """);
        assertMatches(".*panicked: '.*script.lua:3: .*script.lua:1: here'\nstack traceback:\n.*script.lua:1: in function 'deep'\n"
                + ".*script.lua:2: in function <.*script.lua:2>\n.*script.lua:3: in function 'outer'\n.*script.lua:4: in function <.*", result.err());
    }

    @Test
    void aFailingCleanupHandlerEndsTheVmWithOneLine() throws Exception {
        for (String how : List.of("", "error 'first'", "require('time').sleep(60)", "scope_cleanup_pop()")) {
            Cli.Result result = script("""
                    local f = spawn(function()
                        scope_cleanup_push(function() error('in the handler', 0) end)
                        %s
                    end)
                    this_fiber.yield()
                    f:interrupt()
                    for _ = 1, 10 do this_fiber.yield() end
                    print 'unreachable'
                    """.formatted(how.replace("require('time')", "time").replace("time.sleep", "require_time.sleep"))
                    .replaceFirst("^", "require_time = require 'time'\n"));
            assertEquals(1, result.exitCode(), how);
            assertEquals("", result.out(), how);
            String first = how.startsWith("error") ? "Fiber " + ID + " panicked: '[^\n]*first'\nstack traceback:\n.*" : "";
            assertMatches("VM " + ID + " [^\n]*'in the handler'\n" + first, result.err());
        }
    }

    @Test
    void aCleanupHandlerThatFailsAnywhereEndsTheVm() throws Exception {
        Cli.Result result = script("""
                local inbox = require 'inbox'
                local function fail() scope_cleanup_push(handler) return 1 end
                local ways = {
                    function() pcall(fail) end,
                    function() xpcall(fail, print) end,
                    function() scope(fail) end,
                    function() coroutine.wrap(fail)() end,
                    function() coroutine.resume(coroutine.create(fail)) end,
                    function() scope_cleanup_push(handler) scope_cleanup_pop() end,
                    function() pcall(function() scope_cleanup_push(handler) scope_cleanup_pop(true) end) end,
                    function() scope(function() scope_cleanup_push(function() pcall(fail) end) end) end,
                    function() table.sort({2, 1}, function() return pcall(fail) end) end,
                    function() setmetatable({}, {__index = function() pcall(fail) end}).x() end,
                    function() spawn(fail):join() end,
                }
                local errors = {'in the handler', setmetatable({}, {__tostring = function() return 'in the handler' end})}
                if _CONTEXT == 'main' then
                    for i = 1, #ways do
                        for j = 1, #errors do spawn_vm('.'):send {way = i, error = j} end
                    end
                    print(#ways * #errors)
                    return
                end
                local message = inbox:receive()
                function handler() error(errors[message.error], 0) end
                kept = spawn(function() for _ = 1, 9 do this_fiber.yield() end print 'never' end)
                pcall(ways[message.way])
                print 'unreachable'
                """.replace("scope_cleanup_push(handler)", "scope_cleanup_push(function() handler() end)"));
        assertEquals(new Cli.Result(0, "22\n", result.err()), result);
        assertMatches("(VM " + ID + " [^\n]*'in the handler'\n){22}", result.err());
    }

    @Test
    void aCleanupHandlerThatEnablesInterruptionAndIsInterruptedHasFailed() throws Exception {
        Cli.Result result = script("""
                local f = spawn(function()
                    scope_cleanup_push(function() this_fiber.restore_interruption() this_fiber.yield() print 'unreachable' end)
                    require_time.sleep(60)
                end)
                this_fiber.yield()
                f:interrupt()
                f:join()
                """.replaceFirst("^", "require_time = require 'time'\n"));
        assertEquals(new Cli.Result(1, "", result.err()), result);
        assertMatches("VM " + ID + " [^\n]*'The fiber was interrupted'\n", result.err());
    }

    // ---- what waits for ever

    @Test
    void fibersThatNothingCanWakeAreNamed() throws Exception {
        Cli.Result result = script("""
                local mutex, condition_variable = require 'mutex', require 'condition_variable'
                m, c, free = mutex.new(), condition_variable.new(), mutex.new()
                m:lock()
                a = spawn(function() m:lock() end)
                b = spawn(function() free:lock() c:wait(free) end)
                d = spawn(function() a:join() end)
                e = spawn(function() print 'fine' end)
                print 'main ends'
                """);
        assertEquals("main ends\nfine\n", result.out());
        assertMatches("Possible deadlock\\(s\\) detected during VM " + ID + " shutdown:\n(\tFiber " + ID + " [^\n]*\n){3}", result.err());
        for (String operation : List.of("mutex", "condition variable", "join")) {
            assertEquals(1, count(result.err(), operation), result.err());
        }
        assertEquals(0, result.exitCode());
    }

    @Test
    void aProgramThatWaitsForOperationsIsNoDeadlock() throws Exception {
        assertEquals(new Cli.Result(0, "locked\n", ""), script("""
                local m = require('mutex').new()
                local time = require 'time'
                m:lock()
                spawn(function() time.sleep(0.02) m:unlock() end):detach()
                m:lock()
                print 'locked'
                """));
    }

    @Test
    void aModuleThatNeverEndsLoadingIsReported() throws Exception {
        Files.writeString(folder.resolve("endless.lua"), "local m = require('mutex').new() m:lock() m:lock()");
        Cli.Result result = script("require './endless' print 'unreachable'");
        assertEquals("", result.out());
        assertTrue(result.err().startsWith("Possible deadlock(s) detected during VM "), result.err());
    }

    // ---- the end

    @Test
    void theVmLivesWhileAFiberIsReadyOrWaits() throws Exception {
        assertEquals(new Cli.Result(0, "main\nyields\nslept\n", ""), script("""
                local time = require 'time'
                spawn(function() time.sleep(0.05) print 'slept' end):detach()
                spawn(function() for _ = 1, 100 do this_fiber.yield() end print 'yields' end):detach()
                print 'main'
                """));
    }

    @Test
    void whatIsPendingEndsWithTheVm() throws Exception {
        Cli.Result result = script("""
                local time, ip, system = require 'time', require 'ip', require 'system'
                local acceptor = ip.tcp.acceptor.new()
                acceptor:open(ip.address.loopback_v4())
                acceptor:bind(ip.address.loopback_v4(), 0)
                acceptor:listen()
                local client = ip.tcp.socket.new()
                client:connect(ip.address.loopback_v4(), acceptor.local_port)
                local server = acceptor:accept()
                local pending = {
                    function() time.sleep(3600) end,
                    function() acceptor:accept() end,
                    function() client:read_some(byte_span.new(10)) end,
                    function() server:read_some(byte_span.new(10)) end,
                    function() system.in_:read_some(byte_span.new(10)) end,
                    function() ip.tcp.get_address_info('localhost', '80') end,
                }
                for _, f in ipairs(pending) do spawn(f):detach() end
                for _ = 1, 3 do this_fiber.yield() end
                print 'leaving'
                system.exit(7)
                """);
        assertEquals(new Cli.Result(7, "leaving\n", ""), result);
    }

    @Test
    void cleanupHandlersOfFibersThatAreDroppedDoNotRun() throws Exception {
        assertEquals(new Cli.Result(0, "end\n", ""), script("""
                local time = require 'time'
                spawn(function() scope_cleanup_push(function() print 'never' end) time.sleep(60) end):detach()
                this_fiber.yield()
                print 'end'
                require('system').exit(0)
                """));
    }

    @Test
    void manyVmsOfAContextOfSeveralThreadsBehaveTheSame() throws Exception {
        Path file = folder.resolve("script.lua");
        Files.writeString(file, """
                local order = {}
                local fibers = {}
                for i = 1, 100 do
                    fibers[i] = spawn(function()
                        for _ = 1, 10 do this_fiber.yield() end
                        order[#order + 1] = i
                    end)
                end
                for _, f in ipairs(fibers) do f:join() end
                for i = 1, 100 do assert(order[i] == i) end
                print 'in order'
                """);
        Cli.Result result = Cli.run("--main-context-concurrency-hint", "4", file.toString());
        assertEquals(new Cli.Result(0, "in order\n", ""), result);
    }
}
