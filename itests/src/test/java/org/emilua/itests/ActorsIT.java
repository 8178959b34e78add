package org.emilua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Actors and the process that they live in (reference: Threads and the actor model). */
final class ActorsIT {

    private static final String MAIN_OR_WORKER = "if _CONTEXT == 'main' then\n%s\nelse\n%s\nend\n";

    @TempDir
    private Path folder;

    private Cli.Result run(String main, String worker) throws Exception {
        return Cli.run(Cli.script(folder, "app.lua", MAIN_OR_WORKER.formatted(main, worker)).toString());
    }

    @Test
    void theProcessEndsWithTheLastVmAndTheCodeOfTheFirst() throws Exception {
        for (String options : new String[] {"", ", {inherit_context = false}"}) {
            assertEquals(
                    new Cli.Result(3, "Hello\nWorld\n", ""),
                    run("local ch = spawn_vm('.'" + options + ") print 'Hello' ch:send 'shown' require('system').exit(3)",
                            "require('inbox'):receive() require('time').sleep(0.2) print 'World' require('system').exit(9)"));
        }
    }

    @Test
    void anActorThatDiesOfAnErrorIsReportedAndTheOthersGoOn() throws Exception {
        Cli.Result result = run("""
                local ch = spawn_vm('.')
                print(pcall(ch.send, ch, 'one'))
                print(select(2, pcall(ch.send, ch, 'two')).code)
                """, "require('inbox'):receive() error('of the actor', 0)");
        assertEquals(0, result.exitCode());
        assertEquals("true\n15\n", result.out());
        assertTrue(result.err().matches("(?s)Main fiber from VM 0x2\\w+ panicked: 'of the actor'\nstack traceback:\n.*"), result.err());
    }

    @Test
    void theMasterEndsTheProcessByForceAndNobodyElse() throws Exception {
        String busy = "require('inbox'):receive() while true do end";
        assertEquals(
                new Cli.Result(7, "ended\n", ""),
                run("spawn_vm('.', {inherit_context = false}):send 'go' print 'ended' require('system').exit(7, {force = 2})", busy));
        assertEquals(
                134,
                run("spawn_vm('.', {inherit_context = false}):send 'go' require('system').exit(7, {force = 'abort'})", busy).exitCode());
        assertEquals(
                new Cli.Result(5, "first\n", ""),
                run("spawn_vm('.'):send 'go' require('time').sleep(0.1) print 'first' require('system').exit(5)",
                        "require('inbox'):receive() require('system').exit(9, {force = 2})"));
    }

    @Test
    void aNewMasterTakesTheRightToEndTheProcess() throws Exception {
        Cli.Result result = run("""
                local ch = spawn_vm('.', {new_master = true})
                print(select(2, pcall(spawn_vm, '.', {new_master = true})))
                ch:send 'go'
                require('time').sleep(3600)
                """, "require('inbox'):receive() print 'master' require('system').exit(9, {force = 2})");
        assertEquals(new Cli.Result(9, "Operation not permitted\nmaster\n", ""), result);
    }

    @Test
    void whenNobodyIsLeftToSendTheReceiversFail() throws Exception {
        Cli.Result result = run("""
                local a, b = spawn_vm('.'), spawn_vm('.')
                a:send 'work'
                b:send 'work'
                """, "local inbox = require 'inbox' inbox:receive() print(select(2, pcall(inbox.receive, inbox)).code)");
        assertEquals(new Cli.Result(0, "16\n16\n", ""), result);
    }

    @Test
    void channelsThatWereCollectedAreClosed() throws Exception {
        Cli.Running program = Cli.start(Map.of(), "", Cli.script(folder, "app.lua", MAIN_OR_WORKER.formatted("""
                local inbox = require 'inbox'
                local ch = spawn_vm('.')
                ch:send(inbox)
                print(select(2, pcall(inbox.receive, inbox)).code)
                """, """
                require('inbox'):receive()
                for _ = 1, 3000 do
                    collectgarbage()
                    require('time').sleep(0.02)
                end
                """)).toString());
        program.awaitOutput("16\n");
        assertTrue(program.process().isAlive());
        program.signal("TERM");
        assertEquals(new Cli.Result(143, "16\n", ""), program.await());
    }

    @Test
    void withMoreThreadsABusyActorStopsNobodyInItsContext() throws Exception {
        Cli.Running program = Cli.start(Map.of(), "", Cli.script(folder, "app.lua", MAIN_OR_WORKER.formatted("""
                local inbox, time = require 'inbox', require 'time'
                local busy, other = spawn_vm('.'), spawn_vm('.')
                busy:send {to = inbox}
                other:send {to = inbox}
                spawn_context_threads(1)
                busy:send 'loop'
                for i = 1, 100 do
                    other:send(i)
                    assert(inbox:receive() == i)
                    time.sleep(0.0001)
                end
                print 'alive'
                time.sleep(1000)
                """, """
                local inbox = require 'inbox'
                local main = inbox:receive().to
                while true do
                    local message = inbox:receive()
                    while message == 'loop' do end
                    main:send(message)
                end
                """)).toString());
        program.awaitOutput("alive\n");
        program.signal("TERM");
        assertEquals(new Cli.Result(143, "alive\n", ""), program.await());
    }

    @Test
    void threadsAreAddedInReasonableNumbersOnly() throws Exception {
        Cli.Result result = run("""
                print(pcall(spawn_context_threads, 0))
                print(pcall(spawn_context_threads, 1e9))
                print(pcall(spawn_context_threads))
                spawn_context_threads(2)
                spawn_context_threads(1)
                require('time').sleep(0.001)
                print 'on'
                """, "");
        String refused = "false\tInvalid argument\n";
        assertEquals(new Cli.Result(0, refused.repeat(3) + "on\n", ""), result);
    }

    @Test
    void aBusyActorInItsOwnContextStopsNobodyAndCanBeKilled() throws Exception {
        FelixFixture felix = new FelixFixture();
        try {
            Path app = Cli.script(folder, "app.lua", MAIN_OR_WORKER.formatted("""
                    local time = require 'time'
                    local ch = spawn_vm('.', {inherit_context = false})
                    local waiting = spawn(function() print(select(2, pcall(ch.send, ch, 'never taken')).code) end)
                    for i = 1, 3 do time.sleep(0.01) print(i) end
                    waiting:join()
                    time.sleep(3600)
                    """, "require 'inbox' while true do end"));
            EngineClient.Running program = felix.engine().start(app, Map.of());
            program.awaitOutput("3\n");
            String busy = nextId(program.id());
            Patience.await(() -> felix.engine().state(program.id()).equals("WAITING"), () -> "the first VM does not wait");
            assertEquals("RUNNING", felix.engine().state(busy));
            assertTrue(felix.engine().kill(busy), "there is a second VM");
            program.awaitOutput("15\n");
            assertEquals("1\n2\n3\n15\n", program.out());
            program.kill();
            assertEquals("", program.await().err());
        } finally {
            felix.close();
        }
    }

    /** The id of the VM that was made next. */
    private static String nextId(String id) {
        return "0x" + Long.toHexString(Long.decode(id) + (1L << 32));
    }

    @Test
    void killingAVmClosesWhatItHasAndWakesItsPeers() throws Exception {
        FelixFixture felix = new FelixFixture();
        try {
            for (String doing : new String[] {
                "time.sleep(1000)", "while true do end", "coroutine.wrap(function() while true do pcall(error, 1) end end)()"
            }) {
                Path app = Cli.script(folder, "app.lua", "local inbox, time, ip = require 'inbox', require 'time', require 'ip'\n"
                        + MAIN_OR_WORKER.formatted("""
                    local acceptor = ip.tcp.acceptor.new()
                    acceptor:open('v4')
                    acceptor:bind('127.0.0.1', 0)
                    acceptor:listen()
                    local a, mine = ip.tcp.socket.new(), ip.tcp.socket.new()
                    a:connect('127.0.0.1', acceptor.local_port)
                    local ch = spawn_vm('.', {inherit_context = false})
                    ch:send {to = inbox, socket = acceptor:accept()}
                    inbox:receive()
                    local peers = {
                        spawn(function() return select(2, pcall(a.read_some, a, byte_span.new(1))) end),
                        spawn(function() return select(2, pcall(ch.send, ch, {mine})) end),
                        spawn(function() return select(2, pcall(inbox.receive, inbox)) end),
                    }
                    for _ = 1, 5 do this_fiber.yield() end
                    print 'all wait'
                    for _, peer in ipairs(peers) do print(peer:join()) end
                    print(mine.is_open, select(2, pcall(ch.send, ch, 1)).code)
                    """, """
                    local m = inbox:receive()
                    scope_cleanup_push(function() print 'cleanup' end)
                    m.to:send 'ready'
                    """ + doing));
                EngineClient.Running program = felix.engine().start(app, Map.of());
                for (int i = 0; i < 3_000 && !program.out().contains("all wait"); i++) {
                    Thread.sleep(10);
                }
                assertTrue(felix.engine().kill(nextId(program.id())), "there is a second VM");
                EngineClient.Result result = program.await();
                assertEquals("", result.err());
                assertEquals("""
                        all wait
                        End of file
                        The channel is closed
                        Nobody is left who could send to this inbox
                        false	15
                        """, result.out());
            }
        } finally {
            felix.close();
        }
    }

    @Test
    void killingAProgramEndsItsActors() throws Exception {
        FelixFixture felix = new FelixFixture();
        try {
            Path app = Cli.script(folder, "app.lua", MAIN_OR_WORKER.formatted("""
                    for i = 1, 10 do spawn_vm('.', {inherit_context = i % 2 == 0}) end
                    print 'ten'
                    require('time').sleep(100)
                    """, "require('time').sleep(100)"));
            EngineClient.Running program = felix.engine().start(app, Map.of());
            program.awaitOutput("ten");
            program.kill();
            assertEquals(new EngineClient.Result(137, "ten\n", ""), program.await());
        } finally {
            felix.close();
        }
    }

    @Test
    void aSignalEndsAllActors() throws Exception {
        Cli.Running program = Cli.start(Map.of(), "", Cli.script(folder, "app.lua", MAIN_OR_WORKER.formatted("""
                local inbox = require 'inbox'
                spawn_vm('.', {inherit_context = false}):send(inbox)
                spawn_vm('.'):send(inbox)
                inbox:receive()
                inbox:receive()
                print 'started'
                """, """
                local time, inbox = require 'time', require 'inbox'
                inbox:receive():send 'ready'
                time.sleep(100)
                """)).toString());
        program.awaitOutput("started");
        program.signal("TERM");
        assertEquals(new Cli.Result(143, "started\n", ""), program.await());
    }

    @Test
    void theMasterHandsItsRoleOverOnce() throws Exception {
        assertEquals(
                new Cli.Result(5, "Operation not permitted\n", ""),
                run("""
                    spawn_vm('.', {new_master = true})
                    print(select(2, pcall(spawn_vm, '.', {new_master = true})))
                    require('time').sleep(100)
                    """, "require('time').sleep(0.2) require('system').exit(5, {force = 2})"));
    }

    @Test
    void exitInAWorkerEndsOnlyThatWorkerHoweverItIsForced() throws Exception {
        for (String force : new String[] {"0", "1", "2", "'abort'"}) {
            assertEquals(
                    new Cli.Result(0, "15\nstill here\n", ""),
                    run("local ch = spawn_vm('.') ch:send(1) print(select(2, pcall(ch.send, ch, 2)).code) print 'still here'",
                            "require('inbox'):receive() require('system').exit(9, {force = " + force + "})"));
        }
    }

    @Test
    void whoGaveTheMastersRoleAwayForcesNothing() throws Exception {
        assertEquals(
                new Cli.Result(6, "worker\n", ""),
                run("""
                    spawn_vm('.', {new_master = true})
                    require('system').exit(6, {force = 2})
                    """, "require('time').sleep(0.1) print 'worker'"));
        assertEquals(134, run("spawn_vm('.', {new_master = true}) require('time').sleep(100)",
                "require('system').exit(0, {force = 'abort'})").exitCode());
    }

    @Test
    void aMasterThatCannotBeMadeLeavesTheRoleWhereItIs() throws Exception {
        assertEquals(
                new Cli.Result(4, "false\n", ""),
                run("""
                    print((pcall(spawn_vm, './nowhere', {new_master = true})))
                    spawn_vm('.')
                    require('system').exit(4, {force = 2})
                    """, "require('time').sleep(100)"));
    }

    @Test
    void aBundleProvidesActorsOfAnotherKind() throws Exception {
        FelixFixture felix = new FelixFixture();
        try {
            Path app = Cli.script(folder, "app.lua", MAIN_OR_WORKER.formatted("""
                    local inbox = require 'inbox'
                    print(select(2, pcall(spawn_vm, 'x', {repeating = 2})).detail)
                    print 'ready'
                    while not pcall(require, 'greeter') do require('time').sleep(0.01) end
                    local greeter = require 'greeter'
                    print(select(2, pcall(spawn_vm, 'x', {repeating = 'twice'})))
                    print(select(2, pcall(spawn_vm, 'x', {repeating = 2, linux_namespaces = {}})).detail)
                    print(select(2, pcall(spawn_vm, 'x', {repeating = 2, new_master = true})).detail)
                    local ch = spawn_vm('x', {repeating = 2})
                    local f = spawn(function() ch:send {to = inbox, text = 'ab'} end)
                    this_fiber.yield()
                    print(inbox:receive())
                    f:join()
                    local other = spawn_vm('x', {repeating = 2})
                    print(getmetatable(ch), ch.child_pid, ch == other)
                    other:close()
                    print(select(2, pcall(ch.detach, ch)))
                    print(select(2, pcall(ch.send, ch, nil)), select(2, pcall(ch.send, ch, 'text')))
                    local waiting = spawn(function() ch:send {to = inbox, text = 'lost'} end)
                    this_fiber.yield()
                    waiting:interrupt()
                    waiting:join()
                    local worker = spawn_vm('.')
                    worker:send {to = inbox, actor = ch}
                    print(inbox:receive())
                    print(inbox:receive())
                    print(greeter.log())
                    ch:kill(15)
                    ch:kill()
                    print(select(2, pcall(ch.send, ch, {to = inbox})).code)
                    worker:send 'end'
                    print(inbox:receive())
                    print(greeter.log())
                    """, """
                    local inbox = require 'inbox'
                    local m = inbox:receive()
                    m.actor:send {to = m.to, text = 'w'}
                    m.to:send(tostring(select(2, pcall(m.actor.kill, m.actor))))
                    inbox:receive()
                    m.actor:close()
                    m.to:send('closed')
                    """));
            EngineClient.Running program = felix.engine().start(app, Map.of());
            for (int i = 0; i < 1_000 && !program.out().contains("ready"); i++) {
                Thread.sleep(10);
            }
            felix.install(Path.of(System.getProperty("emilua.vendor.jar")));
            assertEquals(new EngineClient.Result(0, """
                    unknown option 'repeating'
                    ready
                    Invalid argument
                    an actor is not of two kinds: KINDS
                    new_master is for an actor of this process, not with repeating
                    xabab
                    tx-channel	4711	false
                    Operation not supported
                    Invalid argument	Invalid argument
                    xww
                    Operation not permitted
                    closed
                    15
                    closed
                    closed,killed 15,killed 9,closed
                    """, ""), withoutOrder(program.await()));
        } finally {
            felix.close();
        }
    }

    /** The order of a table's fields is nobody's business. */
    private static EngineClient.Result withoutOrder(EngineClient.Result result) {
        return new EngineClient.Result(
                result.exitCode(), result.out().replaceAll("kinds: \\w+, \\w+", "kinds: KINDS"), result.err());
    }

    @Test
    void theSleepsortOfActorsSharesNoGlobals() throws Exception {
        Cli.Result result = run("""
                shared = 'of main'
                for _, n in ipairs {3, 1, 2} do
                    local ch = spawn_vm '.'
                    ch:send(n)
                end
                """, """
                local n = require('inbox'):receive()
                assert(shared == nil)
                require('time').sleep(n / 5)
                print(n)
                """);
        assertEquals(new Cli.Result(0, "", ""), new Cli.Result(result.exitCode(), "", result.err()));
        // Which sleeps first is up to the machine.
        assertEquals(List.of("1", "2", "3"), result.out().lines().sorted().toList());
    }

    @Test
    void actorsThatRequireAModuleAtTheSameMomentAllGetIt() throws Exception {
        assertEquals(
                new Cli.Result(0, "16\n", ""),
                run("""
                    local inbox, got = require 'inbox', 0
                    for _ = 1, 16 do spawn_vm('.', {inherit_context = false}):send(inbox) end
                    for _ = 1, 16 do got = got + inbox:receive() end
                    print(got)
                    """, """
                    local main = require('inbox'):receive()
                    for _, name in ipairs {'time', 'stream', 'sync', 'system'} do require(name) end
                    main:send(1)
                    """));
    }
}
