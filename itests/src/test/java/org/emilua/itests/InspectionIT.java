package org.emilua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What running fibers show of themselves: by SIGQUIT, in the shell, over JMX and to JDK Flight Recorder. */
final class InspectionIT {

    private final List<Cli.Running> running = new ArrayList<>();

    @TempDir
    Path folder;

    private static String sleeping(String seconds) {
        return """
                local time = require 'time'
                local function nap()
                    time.sleep(%s)
                end
                spawn(function() this_fiber.yield() end):detach()
                print 'asleep'
                nap()
                """.formatted(seconds);
    }

    /**
     * Sends SIGQUIT until what it shows is what is wanted: the engine takes the signal from some moment after the start on, and
     * the program may need a moment to be where it is to be.
     */
    private static void quit(Cli.Running program, Pattern wanted) throws Exception {
        Patience.await(
                () -> {
                    program.signal("QUIT");
                    return Patience.within(Duration.ofMillis(500), () -> wanted.matcher(program.errSoFar()).find());
                },
                () -> "'" + wanted + "' in: " + program.errSoFar());
    }

    // ---- SIGQUIT

    private Cli.Running started(String source, String sign) throws Exception {
        Cli.Running program = Cli.start(Map.of(), "", Cli.script(folder, "app.lua", source).toString());
        running.add(program);
        program.awaitOutput(sign);
        return program;
    }

    @AfterEach
    void endWhatATestLeftRunning() {
        running.forEach(program -> program.process().destroyForcibly());
    }

    @Test
    void quitShowsEveryFiberThatWaits() throws Exception {
        Cli.Running program = started("""
                local time, mutex = require 'time', require 'mutex'
                local m = mutex.new()
                m:lock()
                local function inner() m:lock() end
                local waiter = spawn(function() inner() end)
                spawn(function()
                    local wrapped = coroutine.wrap(function() time.sleep(100) end)
                    wrapped()
                end):detach()
                print 'waiting'
                time.sleep(100)
                """, "waiting");
        String app = Pattern.quote(folder.resolve("app.lua").toString());
        quit(program, Pattern.compile("""
                (?m)^VM 0x\\w+ \\(%1$s\\) has 3 fibers
                Fiber 0x\\w+ \\(main\\) waits for \\d+\\.\\d{3} s: time\\.sleep
                \t\\[C\\]: in function 'sleep'
                \t%1$s:11: in main chunk
                Fiber 0x\\w+ waits for \\d+\\.\\d{3} s: lock of a mutex
                \t\\[C\\]: in function 'lock'
                \t%1$s:4: in function 'inner'
                \t%1$s:5: in function <%1$s:5>
                Fiber 0x\\w+ waits for \\d+\\.\\d{3} s: time\\.sleep
                \t\\[C\\]: in function 'sleep'
                \t%1$s:7: in function <%1$s:7>
                \t\\[C\\]: in function 'wrapped'
                \t%1$s:8: in function <%1$s:6>
                """.formatted(app)));
        assertTrue(program.process().isAlive());
        program.signal("TERM");
        assertEquals(143, program.await().exitCode());
    }

    @Test
    void quitShowsWhereABusyFiberIs() throws Exception {
        Cli.Running program = started("""
                local function spin()
                    local n = 0
                    while true do n = n + 1 end
                end
                print 'busy'
                this_fiber.yield()
                spawn(function() end):detach()
                local co = coroutine.create(function() spin() end)
                coroutine.resume(co)
                """, "busy");
        String app = Pattern.quote(folder.resolve("app.lua").toString());
        quit(program, Pattern.compile("""
                (?m)^VM 0x\\w+ \\(%1$s\\) has 2 fibers
                Fiber 0x\\w+ \\(main\\) runs
                \t%1$s:3: in function 'spin'
                \t%1$s:8: in function <%1$s:8>
                \t\\[C\\]: in function 'resume'
                \t%1$s:9: in main chunk
                Fiber 0x\\w+ is ready
                \tin function <%1$s:7>
                """.formatted(app)));
        program.signal("TERM");
        assertEquals(143, program.await().exitCode());
    }

    @Test
    void toolsOfTheJdkStillAttach() throws Exception {
        Cli.Running program = started(sleeping("3600"), "asleep");
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(program.process().pid()), "Thread.print")
                .redirectErrorStream(true)
                .start();
        String shown = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, tool.waitFor(), shown);
        assertTrue(shown.contains("Full thread dump"), shown);
        program.signal("TERM");
        assertEquals(new Cli.Result(143, "asleep\n", ""), program.await());
    }

    // ---- the shell

    @Test
    void theShellShowsAVmsFibers() throws Exception {
        Path app = Cli.script(folder, "app.lua", sleeping("3600"));
        Cli.Result result = Cli.runWith(Map.of(), """
                emilua:run -b %s
                emilua:fibers 0x100000000
                emilua:fibers 0x1
                """.formatted(app), "--shell");
        assertTrue(result.out().contains("Fiber 0x100000010 (main) "), result.toString());
        assertTrue(result.out().contains("emilua:fibers: no VM '0x1'; emilua:ps lists them"), result.toString());
    }

    // ---- JMX

    @Test
    void jmxShowsVmsAndFibers() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("org.emilua:type=Engine");
        FelixFixture felix = new FelixFixture();
        try {
            Path app = Cli.script(folder, "app.lua", sleeping("3600"));
            EngineClient.Running program = felix.engine().start(app, Map.of());
            program.awaitOutput("asleep");
            Patience.await(() -> server.isRegistered(name), () -> "no MBean " + name);
            assertEquals(1, server.getAttribute(name, "VmCount"));
            CompositeData vm = ((CompositeData[]) server.getAttribute(name, "Vms"))[0];
            assertEquals(program.id(), vm.get("id"));
            assertEquals(app.toString(), vm.get("script"));
            Patience.await(
                    () -> fibers(server, name, program.id()).length == 1 && fibers(server, name, program.id())[0].get("state").equals("WAITING"),
                    () -> "the other fiber never ended");
            CompositeData[] fibers = fibers(server, name, program.id());
            assertEquals("time.sleep", fibers[0].get("operation"));
            assertEquals(
                    "\t[C]: in function 'sleep'\n\t%1$s:3: in function 'nap'\n\t%1$s:7: in main chunk\n".formatted(app),
                    fibers[0].get("traceback"));
            assertEquals(true, server.invoke(name, "kill", new Object[] {program.id()}, new String[] {String.class.getName()}));
            program.await();
            assertEquals(0L, server.getAttribute(name, "FiberCount"));
        } finally {
            felix.close();
        }
        assertFalse(server.isRegistered(name));
    }

    private static CompositeData[] fibers(MBeanServer server, ObjectName name, String vm) throws Exception {
        return (CompositeData[]) server.invoke(name, "fibers", new Object[] {vm}, new String[] {String.class.getName()});
    }

    // ---- JDK Flight Recorder

    @Test
    void theFlightRecorderGetsTheLivesOfFibersAndTheirFunctions() throws Exception {
        Path recording = folder.resolve("app.jfr");
        Path app = Cli.script(folder, "app.lua", """
                local function hot(n)
                    local x = 0
                    for i = 1, n do
                        x = x + i % 7 * math.sin(i)
                    end
                    return x
                end
                local time = require 'time'
                local f = spawn(function()
                    time.sleep(0.01)
                    error 'oops'
                end)
                pcall(f.join, f)
                for i = 1, 300 do
                    hot(100000)
                end
                """);
        Cli.Result result = Cli.runWith(
                Map.of("EMILUA_JAVA_OPTS", "-Demilua.lua.mode=compiled -XX:StartFlightRecording=settings=profile,filename=" + recording),
                "", app.toString());
        assertEquals(new Cli.Result(0, "", ""), result);
        List<RecordedEvent> events = RecordingFile.readAllEvents(recording).stream()
                .sorted(Comparator.comparing(RecordedEvent::getEndTime))
                .toList();
        Set<String> names = events.stream()
                .map(event -> event.getEventType().getName())
                .filter(name -> name.startsWith("org.emilua."))
                .collect(Collectors.toSet());
        assertEquals(
                Set.of("org.emilua.VmStart", "org.emilua.VmEnd", "org.emilua.FiberStart", "org.emilua.FiberSuspend",
                        "org.emilua.FiberResume", "org.emilua.FiberEnd"),
                names);
        RecordedEvent suspended = events.stream()
                .filter(event -> event.getEventType().getName().equals("org.emilua.FiberSuspend"))
                .filter(event -> event.getString("operation").equals("time.sleep"))
                .findFirst()
                .orElseThrow();
        assertEquals(app + ":10", suspended.getString("place"));
        assertEquals(
                List.of(true, false),
                events.stream()
                        .filter(event -> event.getEventType().getName().equals("org.emilua.FiberEnd"))
                        .map(event -> event.getBoolean("failed"))
                        .toList());
        assertTrue(
                events.stream()
                        .filter(event -> event.getEventType().getName().equals("jdk.ExecutionSample") && event.getStackTrace() != null)
                        .flatMap(event -> event.getStackTrace().getFrames().stream())
                        .anyMatch(frame -> isIn(frame, "hot", 3, 4)),
                "no sample names the Lua function 'hot' and its lines");
    }

    private static boolean isIn(RecordedFrame frame, String function, int first, int last) {
        return frame.getMethod().getType().getName().startsWith("lua.app." + function + "$")
                && frame.getLineNumber() >= first
                && frame.getLineNumber() <= last;
    }
}
