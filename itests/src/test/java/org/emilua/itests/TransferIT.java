package org.emilua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that move with messages, at the ends of VMs and of bundles (reference: Internals, "Multiple lua VMs"). */
final class TransferIT {

    private static final String MAIN_OR_WORKER = "if _CONTEXT == 'main' then\n%s\nelse\n%s\nend\n";

    private static final String PAIR = """
            local ip, inbox, time = require 'ip', require 'inbox', require 'time'
            local function pair()
                local acceptor = ip.tcp.acceptor.new()
                acceptor:open('v4')
                acceptor:bind('127.0.0.1', 0)
                acceptor:listen()
                local a = ip.tcp.socket.new()
                a:connect('127.0.0.1', acceptor.local_port)
                local b = acceptor:accept()
                acceptor:close()
                return a, b
            end
            """;

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

    private EngineClient.Running program(String common, String main, String worker) throws Exception {
        return felix.engine().start(Cli.script(folder, "app.lua", common + MAIN_OR_WORKER.formatted(main, worker)), Map.of());
    }

    /** The sockets that this process has open. */
    private static int sockets() throws IOException {
        int count = 0;
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            for (Path file : files.toList()) {
                try {
                    if (Files.readSymbolicLink(file).toString().startsWith("socket:")) {
                        count++;
                    }
                } catch (IOException e) {
                    assertTrue(Files.notExists(file), "closed meanwhile: " + file);
                }
            }
        }
        return count;
    }

    private static void awaitSockets(int expected) throws Exception {
        for (int i = 0; i < 1_000 && sockets() != expected; i++) {
            Thread.sleep(10);
        }
        assertEquals(expected, sockets());
    }

    @Test
    void nothingIsLeftOpenWhenSenderAndReceiverEndWithMessagesOnTheirWay() throws Exception {
        int before = sockets();
        for (String ending : new String[] {"system.exit()", "error('ended', 0)"}) {
            EngineClient.Running program = program(PAIR, """
                    local system = require 'system'
                    for i = 1, 12 do
                        local ch = spawn_vm('.', {inherit_context = i % 2 == 0})
                        for _ = 1, 3 do
                            local a, b = pair()
                            spawn(function() ch:send {a, b} end):detach()
                        end
                        ch:send(inbox)
                    end
                    inbox:receive()
                    """ + ending, """
                    local main
                    repeat main = inbox:receive() until getmetatable(main) == 'tx-channel'
                    for _ = 1, 2 do
                        local a, b = pair()
                        spawn(function() main:send {a, b} end):detach()
                    end
                    time.sleep(0.005)
                    """);
            program.await();
            awaitSockets(before);
        }
    }

    @Test
    void nothingIsLeftOpenWhenVmsAreKilledWithMessagesOnTheirWay() throws Exception {
        int before = sockets();
        EngineClient.Running program = program(PAIR, """
                local others = {}
                for i = 1, 8 do others[i] = spawn_vm('.', {inherit_context = i % 2 == 0}) end
                for i = 1, 8 do others[i]:send {others = others} end
                print 'ready'
                """, """
                local others = inbox:receive().others
                spawn(function() while true do inbox:receive() end end):detach()
                for i = 1, 1e9 do
                    local a, b = pair()
                    pcall(function() others[i % 8 + 1]:send {a, {b}} end)
                end
                """);
        for (int i = 0; i < 1_000 && !program.out().contains("ready"); i++) {
            Thread.sleep(10);
        }
        assertTrue(sockets() >= before);
        Thread.sleep(200); // so that there is something on its way; any state will do
        program.kill();
        assertEquals(137, program.await().exitCode());
        awaitSockets(before);
    }

    @Test
    void anObjectOfAVendorsMoves() throws Exception {
        felix.install(Path.of(System.getProperty("emilua.vendor.jar")));
        EngineClient.Result result = program("local greeter, inbox = require 'greeter', require 'inbox'\n", """
                local ch = spawn_vm('.')
                local letter = greeter.letter.new(true)
                local unclosed = letter.unclosed
                ch:send(letter)
                print(getmetatable(letter), pcall(function() return letter.open end))
                local sent, busy, bad = greeter.letter.new(true), greeter.letter.new(true), greeter.letter.new(false)
                busy:open()
                print(select(2, pcall(ch.send, ch, {sent, busy})))
                busy:fold()
                print(unclosed())
                ch:send {sent, bad, busy}
                ch:send(inbox)
                print(inbox:receive(), unclosed())
                local last = greeter.letter.new(true)
                print(select(2, pcall(ch.send, ch, last)).code, getmetatable(last))
                """, """
                local letter = inbox:receive()
                print(getmetatable(letter))
                print(select(2, pcall(inbox.receive, inbox)))
                inbox:receive():send(letter.unclosed())
                """).await();
        assertEquals("", result.err());
        assertEquals("""
                greeter.letter
                nil	false	Bad file descriptor
                Device or resource busy
                4
                Protocol error
                1	1
                15	greeter.letter
                """, result.out());
    }
}
