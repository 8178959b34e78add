package org.emilua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** Module bundles come, change and go while a program runs. */
final class DynamicsIT {

    private static final Path VENDOR_JAR = Path.of(System.getProperty("emilua.vendor.jar"));

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

    private EngineClient.Running program(String source) throws Exception {
        return felix.engine().start(Cli.script(folder, "program.lua", source), Map.of());
    }

    private void update(Bundle bundle, String greeting) throws Exception {
        Path rebuilt = RebuiltJar.write(VENDOR_JAR, folder.resolve(greeting + ".jar"), "Hello", greeting);
        try (InputStream in = Files.newInputStream(rebuilt)) {
            bundle.update(in);
        }
    }

    @Test
    void requireFindsABundleInstalledAfterTheVmStarted() throws Exception {
        EngineClient.Running program = program("""
                local sleep = require('time').sleep
                print('missing', select(2, pcall(require, 'greeter')))
                local ok, greeter
                repeat
                    sleep(0.01)
                    ok, greeter = pcall(require, 'greeter')
                until ok
                print(greeter.greet('world'))
                print(greeter.slowly('world'))
                print(getmetatable(greeter.counter.new(1)), greeter.counter.new(41):next())
                """);
        program.awaitOutput("missing\tModule not found");
        felix.install(VENDOR_JAR);
        EngineClient.Result result = program.await();
        assertEquals("", result.err());
        assertEquals(0, result.exitCode());
        assertTrue(result.out().endsWith("Hello, world\nHello at last, world\ngreeter.counter\t42\n"), result.out());
    }

    @Test
    void anUpdateChangesWhatTheNextLookUpSees() throws Exception {
        Bundle bundle = felix.install(VENDOR_JAR);
        EngineClient.Running program = program("""
                local sleep = require('time').sleep
                local greeter = require 'greeter'
                local counter = greeter.counter
                local old = counter.new(1)
                local last
                while true do
                    local ok, text = pcall(function() return greeter.greet('you') end)
                    text = ok and text or 'gone: ' .. tostring(text)
                    if text ~= last then
                        print(text, ok and counter.new(1).greeting or '-', old:next(), old.greeting)
                        last = text
                    end
                    sleep(0.005)
                end
                """);
        program.awaitOutput("Hello, you\tHello\t2\tHello");
        update(bundle, "Goodbye");
        program.awaitOutput("Goodbye, you\tGoodbye\t");
        bundle.stop();
        program.awaitOutput("gone: Module not found");
        bundle.start();
        program.kill();
        EngineClient.Result result = program.await();
        assertEquals("", result.err());
        // Objects made by the old version work on as what they were.
        assertTrue(result.out().lines().allMatch(line -> line.endsWith("\tHello")), result.out());
    }

    @Test
    void theOldLoaderIsCollectableOnceItsLastObjectIsGone() throws Exception {
        Bundle bundle = felix.install(VENDOR_JAR);
        EngineClient.Running program = program("""
                local sleep = require('time').sleep
                local greeter = require 'greeter'
                local object = greeter.counter.new(1)
                print('holding', greeter.greet('you'))
                local ok, text
                repeat -- while a bundle is updated, nobody provides its module
                    sleep(0.005)
                    ok, text = pcall(function() return greeter.greet('you') end)
                until ok and not text:find('Hello')
                object = nil
                print('dropped')
                while true do sleep(0.05) end
                """);
        program.awaitOutput("holding");
        WeakReference<ClassLoader> old = new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
        for (int i = 0; i < 20; i++) {
            update(bundle, "Version " + i);
        }
        program.awaitOutput("dropped");
        Patience.await(
                () -> {
                    System.gc();
                    return old.get() == null;
                },
                () -> "the loader of the first version is still there");
        program.kill();
        program.await();
    }

    @Test
    void everyModuleBundleRestartsUnderALiveProgram() throws Exception {
        EngineClient.Running program = program("""
                local time, ip, stream = require 'time', require 'ip', require 'stream'
                local rounds = 0
                while true do
                    local ok = pcall(function()
                        local a = ip.address.new('127.0.0.1')
                        assert(tostring(a) == '127.0.0.1')
                        assert(stream.write_all and time.steady_clock.now())
                        time.sleep(0.002)
                    end)
                    this_fiber.yield()
                    rounds = rounds + 1
                    if ok then print('round ' .. rounds) end
                end
                """);
        program.awaitOutput("round ");
        for (String name : new String[] {"time", "ip", "stream"}) {
            Bundle bundle = felix.bundle("org.emilua.module." + name);
            bundle.stop();
            Thread.sleep(20);
            bundle.start();
            int seen = program.out().length();
            Patience.await(() -> program.out().length() > seen, () -> "goes on after a restart of " + name);
        }
        program.kill();
        assertEquals("", program.await().err());
    }

    @Test
    void twoVmsDoNotSeeEachOthersTypes() throws Exception {
        EngineClient.Running first = program("""
                getmetatable('').__index = function(_, key) return 'mine: ' .. key end
                string.upper = nil
                math.pi = 3
                print(('x').anything)
                require('time').sleep(0.3)
                print(('x').upper)
                """);
        first.awaitOutput("mine: anything");
        EngineClient.Result second = felix.engine().run(
                Cli.script(folder, "second.lua", "print(('x'):upper(), ('x').anything, math.pi > 3.1)"), Map.of());
        assertEquals("X\tnil\ttrue\n", second.out());
        assertEquals("mine: anything\nmine: upper\n", first.await().out());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "local next = coroutine.wrap(generator) while true do next() end",
        "local next = coroutine.wrap(endless) next() next()",
        "local next = coroutine.wrap(function() endless() end) next() pcall(next)",
    })
    void aProgramThatIsBusyInCoroutinesIsKilled(String rest) throws Exception {
        EngineClient.Running program = program("""
                local function generator() while true do coroutine.yield() end end
                local spin = false
                local function endless() coroutine.yield() while spin do end end
                for _ = 1, 200 do
                    local one, other = coroutine.wrap(generator), coroutine.wrap(endless)
                    for _ = 1, 2 do one() other() end
                end
                print('busy soon')
                require('time').sleep(0.2)
                spin = true
                %s
                """.formatted(rest));
        program.awaitOutput("busy soon");
        Thread.sleep(300);
        program.kill();
        program.await();
        EngineClient.Running other = program("print 'still works'");
        other.await();
        other.awaitOutput("still works");
    }

    @Test
    void aKilledProgramGivesItsResourcesBack() throws Exception {
        EngineClient.Running program = program("""
                local ip = require 'ip'
                local acceptor = ip.tcp.acceptor.new()
                acceptor:open('v4')
                acceptor:bind(ip.address.loopback_v4(), 0)
                acceptor:listen()
                print(acceptor.local_port)
                while true do acceptor:accept() end
                """);
        program.awaitOutput("\n");
        int port = Integer.parseInt(program.out().strip());
        assertEquals(1, felix.engine().vms().size());
        new java.net.Socket("127.0.0.1", port).close();
        program.kill();
        assertEquals(137, program.await().exitCode());
        assertEquals(0, felix.engine().vms().size());
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port)) {
            throw new AssertionError("still listening: " + socket);
        } catch (java.net.ConnectException e) {
            assertTrue(e.getMessage() != null);
        }
    }
}
