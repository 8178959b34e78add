package org.emilua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line as users meet it: output, exit codes, messages, signals, hostile input. */
final class CommandLineIT {

    @TempDir
    Path folder;

    private Cli.Result script(String source) throws Exception {
        return Cli.run(Cli.script(folder, "script.lua", source).toString());
    }

    private static void assertOneLine(Cli.Result result, int exitCode, String... parts) {
        assertEquals(exitCode, result.exitCode(), result.err());
        assertEquals("", result.out());
        assertEquals(1, result.err().lines().count(), result.err());
        for (String part : parts) {
            assertTrue(result.err().contains(part), result.err());
        }
        assertFalse(result.err().contains("java."), result.err());
    }

    // ---- usage

    @Test
    void helloByPrint() throws Exception {
        assertEquals(new Cli.Result(0, "Hello World\n", ""), Cli.run(Cli.EXAMPLES.resolve("hello.lua").toString()));
    }

    @Test
    void helloByStreams() throws Exception {
        assertEquals(new Cli.Result(0, "Hello World\n", ""), Cli.run(Cli.EXAMPLES.resolve("hello_streams.lua").toString()));
    }

    @Test
    void malformedLogLevelsAndColoursAreToldInOneLineEach() throws Exception {
        Cli.Result levels = Cli.runWith(
                Map.of("EMILUA_LOG_LEVELS", "runtime:debug,lua:loud"), "", Cli.EXAMPLES.resolve("hello.lua").toString());
        assertEquals(new Cli.Result(0, "Hello World\n", "emilua: EMILUA_LOG_LEVELS: 'lua:loud' is neither category:level nor a level;"
                + " a level is a number from 0 to 8, error, warning, notice, info, debug or trace\n"), levels);
        Cli.Result colours = Cli.runWith(Map.of("EMILUA_COLORS", "always"), "", Cli.EXAMPLES.resolve("hello.lua").toString());
        assertEquals(new Cli.Result(0, "Hello World\n", "emilua: EMILUA_COLORS must be 0 or 1, not 'always'\n"), colours);
    }

    @Test
    void theLogIsOneLineForEachMessage() throws Exception {
        Path script = Files.writeString(folder.resolve("gc.lua"), """
                local p = newproxy(true)
                getmetatable(p).__gc = function() error('no way') end
                p = nil
                """);
        Cli.Result result = Cli.runWith(Map.of("EMILUA_LOG_LEVELS", "debug"), "", script.toString());
        assertEquals(0, result.exitCode());
        String line = result.err().lines().filter(text -> text.contains("no way")).findFirst().orElseThrow(() -> new AssertionError(result.err()));
        assertTrue(line.matches("emilua: [a-z]+: lua: .*no way.*"), line);
        assertFalse(result.err().contains("\tat "), result.err());
    }

    @Test
    void helpGoesToStandardOutput() throws Exception {
        Cli.Result result = Cli.run("--help");
        assertEquals(0, result.exitCode());
        assertEquals("", result.err());
        for (String option : new String[] {"--help", "--version", "--test", "--main-context-concurrency-hint", "script.lua"}) {
            assertTrue(result.out().contains(option), result.out());
        }
    }

    @Test
    void versionNamesTheEngine() throws Exception {
        Cli.Result result = Cli.run("--version");
        assertEquals(0, result.exitCode());
        assertTrue(result.out().startsWith("emilua 0.4"), result.out());
    }

    @Test
    void usageErrorsExitWithTwo() throws Exception {
        assertEquals(2, Cli.run().exitCode());
        assertEquals(2, Cli.run("a.lua", "b.lua").exitCode());
        Cli.Result unknown = Cli.run("--nonsense", "a.lua");
        assertEquals(2, unknown.exitCode());
        assertTrue(unknown.err().contains("--nonsense"), unknown.err());
        assertEquals("", unknown.out());
        assertEquals(2, Cli.run("--main-context-concurrency-hint", "many", "a.lua").exitCode());
    }

    @Test
    void argumentsAndEnvironmentReachTheProgram() throws Exception {
        Path script = Cli.script(folder, "script.lua", """
                local system = require 'system'
                print(#system.arguments, system.arguments[2], system.arguments[3], system.arguments[4])
                print(system.environment.SOME_VARIABLE, system.environment.NO_SUCH_VARIABLE, this_fiber.is_main, _CONTEXT)
                """);
        Cli.Result result = Cli.runWith(Map.of("SOME_VARIABLE", "a b"), "", script.toString(), "--", "one", "--help");
        assertEquals(new Cli.Result(0, "4\t" + script + "\tone\t--help\na b\tnil\ttrue\tmain\n", ""), result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LC_ALL=C", "LC_CTYPE=POSIX", "LC_ALL=de_DE.ISO-8859-1", "LC_ALL="})
    void argumentsAndNamesOfFilesAreUtf8WhateverTheLocale(String locale) throws Exception {
        Cli.script(folder, "script.lua", """
                local system = require 'system'
                local e = system.environment
                print(system.arguments[3] == 'gr\\195\\182', e.WORD == 'gr\\195\\182', require('./gr\\195\\182').found, select(2, pcall(require, './\\255')).code)
                print(e.LC_ALL, e.LC_CTYPE, e.LANG, e.EMILUA_LOCALE)
                """);
        String command = """
                cd "$1" && word=$(printf 'gr\\303\\266') && echo 'found = true' > "$word.lua" || exit 9
                WORD=$word exec "$0" script.lua -- "$word"
                """;
        Process process = new ProcessBuilder(
                        "env", "-u", "LC_ALL", "-u", "LC_CTYPE", "-u", "LANG", locale, "sh", "-c", command, Cli.EMILUA.toString(), folder.toString())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        String[] given = locale.split("=", 2);
        String shown = (given[0].equals("LC_ALL") ? given[1] : "nil") + "\t" + (given[0].equals("LC_CTYPE") ? given[1] : "nil");
        assertEquals("true\ttrue\ttrue\t2\n" + shown + "\tnil\tnil\n", out);
        assertEquals(0, process.waitFor());
    }

    @Test
    void testOptionSetsTheContext() throws Exception {
        Cli.script(folder, "other.lua", "context = _CONTEXT");
        Path script = Cli.script(folder, "script.lua", "print(_CONTEXT, require('./other').context)");
        assertEquals(new Cli.Result(0, "test\ttest\n", ""), Cli.run("--test", script.toString()));
    }

    @Test
    void aDirectoryRunsItsInit() throws Exception {
        Cli.script(folder, "init.lua", "print('from init')");
        assertEquals(new Cli.Result(0, "from init\n", ""), Cli.run(folder.toString()));
    }

    @Test
    void standardInputIsReadWithoutBlockingOtherFibers() throws Exception {
        Path script = Cli.script(folder, "script.lua", """
                local system = require 'system'
                local buffer = byte_span.new(100)
                local turns = 0
                local other = spawn(function() for _ = 1, 5 do turns = turns + 1 this_fiber.yield() end end)
                local text = byte_span.append()
                local ok, e = pcall(function()
                    while true do
                        text = text:append(buffer:slice(1, system.in_:read_some(buffer)))
                    end
                end)
                other:join()
                print(tostring(text), turns, e)
                """);
        assertEquals(new Cli.Result(0, "one\ntwo\n\t5\tEnd of file\n", ""), Cli.runWith(Map.of(), "one\ntwo\n", script.toString()));
    }

    // ---- exit codes and reports

    @Test
    void systemExitSetsTheExitCode() throws Exception {
        assertEquals(7, script("require('system').exit(7)").exitCode());
        assertEquals(0, script("require('system').exit()").exitCode());
        assertEquals(44, script("require('system').exit(300)").exitCode());
        assertEquals(new Cli.Result(3, "before\n", ""),
                script("print('before') spawn(function() require('time').sleep(60) end) require('system').exit(3) print('after')"
                        .replace("require('time').sleep(60)", "while true do this_fiber.yield() end")));
    }

    @Test
    void systemExitByForce() throws Exception {
        assertEquals(9, script("require('system').exit(9, {force = 2})").exitCode());
        assertEquals(134, script("require('system').exit(0, {force = 'abort'})").exitCode());
    }

    @Test
    void anUncaughtErrorIsReportedAndFailsTheProgram() throws Exception {
        Cli.Result result = script("print('shown first')\nerror('boom')");
        assertTrue(result.exitCode() != 0);
        assertEquals("shown first\n", result.out());
        assertTrue(result.err().matches("(?s)Main fiber from VM 0x[0-9a-f]+ panicked: '.*script\\.lua:2: boom'\nstack traceback:\n.*"),
                result.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"interpreted", "compiled"})
    void callsInACoroutineAreShownOnce(String mode) throws Exception {
        Path script = Cli.script(folder, "script.lua", """
                local co = coroutine.wrap(function()
                    coroutine.yield(1)
                    local t = nil
                    coroutine.yield(t.x)
                end)
                local function twice() co() co() end
                twice()
                """);
        Cli.Result result = Cli.runWith(Map.of("EMILUA_JAVA_OPTS", "-Demilua.lua.mode=" + mode), "", script.toString());
        String calls = result.err().substring(result.err().indexOf('\n') + 1).replace(script.toString(), "script");
        assertEquals("""
                stack traceback:
                \tscript:4: in function <script:1>
                \t[C]: in function 'co'
                \tscript:6: in function 'twice'
                \tscript:7: in main chunk
                """, calls);
    }

    @Test
    void aDetachedFibersErrorIsReportedAndTheProgramGoesOn() throws Exception {
        Cli.Result result = script("spawn(function() error('lost') end):detach() this_fiber.yield() this_fiber.yield() print('on')");
        assertEquals(0, result.exitCode());
        assertEquals("on\n", result.out());
        assertTrue(result.err().matches("(?s)Fiber 0x[0-9a-f]+ panicked: '.*lost'\nstack traceback:\n.*"), result.err());
    }

    @Test
    void anUnjoinedFibersErrorIsReportedAtTheEnd() throws Exception {
        Cli.Result result = script("local f = spawn(function() error('unjoined') end) this_fiber.yield() kept = f");
        assertEquals(0, result.exitCode());
        assertTrue(result.err().contains("unjoined"), result.err());
    }

    @Test
    void anInterruptionThatEscapesIsNotReported() throws Exception {
        assertEquals(new Cli.Result(0, "", ""), script("""
                local f = spawn(function() while true do this_fiber.yield() end end)
                this_fiber.yield() f:interrupt() f:detach() f = nil
                """.replace("f:detach() ", "")));
    }

    @Test
    void anErrorWhoseTostringRaisesIsStillReported() throws Exception {
        Cli.Result result = script("error(setmetatable({}, {__tostring = function() error('again') end}))");
        assertTrue(result.exitCode() != 0);
        assertTrue(result.err().startsWith("Main fiber from VM 0x"), result.err());
        assertFalse(result.err().contains("java"), result.err());
    }

    @Test
    void aDeadlockIsReported() throws Exception {
        Cli.Result result = script("local m = require('mutex').new() m:lock() m:lock()");
        assertTrue(result.err().matches("(?s)Possible deadlock\\(s\\) detected during VM 0x[0-9a-f]+ shutdown:\n\t.*mutex.*\n"), result.err());
    }

    @Test
    void aFailingCleanupHandlerEndsTheVm() throws Exception {
        Cli.Result result = script("""
                spawn(function() scope(function() scope_cleanup_push(function() error('in handler') end) end) end):detach()
                for _ = 1, 10 do this_fiber.yield() end
                print('unreachable')
                """);
        assertTrue(result.exitCode() != 0);
        assertEquals("", result.out());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().contains("in handler"), result.err());
    }

    @Test
    void aMessageHandlerDoesNotGetAFailingCleanupHandlersError() throws Exception {
        Cli.Result result = script("""
                xpcall(function() scope_cleanup_push(function() error('in handler') end) end, function() print('handled') end)
                print('never')
                """);
        assertEquals(1, result.exitCode());
        assertEquals("", result.out());
        assertEquals(1, result.err().lines().count(), result.err());
    }

    @Test
    void aDetachedFiberDoesNotTellWhetherItWasInterruptedAfterItsErrorEither() throws Exception {
        Cli.Result result = script("""
                local f = spawn(function() error('lost') end)
                f:detach()
                this_fiber.yield()
                print(select(2, pcall(function() return f.interruption_caught end)).code, select(2, pcall(f.join, f)).code)
                """);
        assertEquals(0, result.exitCode());
        assertEquals("22\t22\n", result.out());
        assertEquals(1, result.err().split("panicked: '", -1).length - 1, result.err());
    }

    @Test
    void aMainFiberThatAnInterruptionsErrorEndsFailsTheProgramSilently() throws Exception {
        assertEquals(new Cli.Result(1, "", ""), script("""
                local f = spawn(function() return select(2, pcall(function() while true do this_fiber.yield() end end)) end)
                this_fiber.yield() f:interrupt()
                local interrupted = f:join()
                spawn(function() print('never') end)
                error(interrupted)
                """));
    }

    @Test
    void aModuleOfTheDistributionThatIsAbsentIsNamedWithItsError() throws Exception {
        Cli.Result result = script("require 'no-such-module'");
        assertTrue(result.err().contains("no-such-module"), result.err());
    }

    // ---- scripts that cannot run

    @Test
    void aSyntaxErrorNamesFileAndLine() throws Exception {
        assertOneLine(script("local x = 1\nlocal y = = 2\n"), 1, "script.lua:2:");
    }

    @Test
    void aMissingFile() throws Exception {
        assertOneLine(Cli.run(folder.resolve("missing.lua").toString()), 1, "missing.lua", "No such file or directory");
    }

    @Test
    void aDirectoryWithoutInit() throws Exception {
        assertOneLine(Cli.run(folder.toString()), 1, folder.toString());
    }

    @Test
    void anUnreadableFile() throws Exception {
        Path script = Cli.script(folder, "script.lua", "print('x')");
        if (!"root".equals(System.getProperty("user.name"))) {
            assertTrue(script.toFile().setReadable(false));
            assertOneLine(Cli.run(script.toString()), 1, "script.lua", "Permission denied");
        }
    }

    @Test
    void binaryGarbage() throws Exception {
        byte[] garbage = new byte[100_000];
        new Random(42).nextBytes(garbage);
        Path script = folder.resolve("garbage.lua");
        Files.write(script, garbage);
        assertOneLine(Cli.run(script.toString()), 1, "garbage.lua");
    }

    @Test
    void aBinaryChunkIsRefused() throws Exception {
        assertOneLine(script("\033Lua rest"), 1, "binary chunk");
    }

    @Test
    void fiftyMegabytesOfSource() throws Exception {
        Path script = folder.resolve("large.lua");
        try (Writer writer = Files.newBufferedWriter(script)) {
            for (int i = 0; i < 1_400_000; i++) {
                writer.write("-- a comment of a large source file\n");
            }
            writer.write("print('the end')\n");
        }
        assertTrue(Files.size(script) >= 50_000_000);
        assertEquals(new Cli.Result(0, "the end\n", ""), Cli.run(script.toString()));
    }

    @Test
    void aChunkTooLargeForOneJvmMethodRuns() throws Exception {
        Path script = folder.resolve("large.lua");
        int statements = 200_000;
        try (Writer writer = Files.newBufferedWriter(script)) {
            for (int i = 1; i <= statements; i++) {
                writer.write("do local x = " + i + "; y = (y or 0) + x end\n");
            }
            writer.write("print(y)\n");
        }
        assertEquals(new Cli.Result(0, (long) statements * (statements + 1) / 2 + "\n", ""), Cli.run(script.toString()));
    }

    @Test
    void deeplyNestedSourceIsASyntaxErrorNotACrash() throws Exception {
        Cli.Result result = script("x = " + "(".repeat(200_000) + "1" + ")".repeat(200_000));
        assertOneLine(result, 1, "script.lua");
    }

    @Test
    void infiniteRecursionIsALuaError() throws Exception {
        Cli.Result result = script("local function f() return 1 + f() end f()");
        assertTrue(result.exitCode() != 0);
        assertTrue(result.err().contains("stack overflow"), result.err());
        assertEquals(new Cli.Result(0, "false\tscript.lua:1: stack overflow\n42\n", ""),
                script("local function f() return 1 + f() end print((tostring(select(2, pcall(f))):gsub('^.*/', 'false\\t'))) print(42)"));
    }

    // ---- signals

    @Test
    void controlCEndsWithItsExitCode() throws Exception {
        assertEquals(new Cli.Result(130, "ready\n", ""), signalled("INT"));
    }

    @Test
    void terminationEndsWithItsExitCode() throws Exception {
        assertEquals(new Cli.Result(143, "ready\n", ""), signalled("TERM"));
    }

    private Cli.Result signalled(String signal) throws Exception {
        Path script = Cli.script(folder, "script.lua", "print('ready') require('time').sleep(300)");
        Cli.Running running = Cli.start(Map.of(), "", script.toString());
        running.awaitOutput("ready");
        running.signal(signal);
        return running.await();
    }

    @Test
    void concurrentRunsDoNotDisturbEachOther() throws Exception {
        Path script = Cli.script(folder, "script.lua", "require('time').sleep(0.2) print('done')");
        Cli.Running[] runs = new Cli.Running[6];
        for (int i = 0; i < runs.length; i++) {
            runs[i] = Cli.start(Map.of(), "", script.toString());
        }
        for (Cli.Running run : runs) {
            assertEquals(new Cli.Result(0, "done\n", ""), run.await());
        }
    }

    @Test
    void aClosedOutputIsAnErrorNotAHang() throws Exception {
        Path script = Cli.script(folder, "script.lua", "for i = 1, 1e9 do print(i) end");
        Process process = new ProcessBuilder("sh", "-c", "'" + Cli.EMILUA + "' '" + script + "' 2>/dev/null | head -n 1")
                .redirectErrorStream(true)
                .start();
        assertEquals("1", new String(process.getInputStream().readAllBytes()).strip());
        assertTrue(process.waitFor(Patience.LIMIT), "ended");
    }

    @Test
    void nothingIsLeftBehind() throws IOException, Exception {
        Map<String, String> environment = Map.of("EMILUA_JAVA_OPTS", "-Djava.io.tmpdir=" + folder);
        Cli.Result result = Cli.runWith(environment, "", Cli.EXAMPLES.resolve("hello.lua").toString());
        assertEquals(0, result.exitCode(), result.err());
        assertEquals(List.of(), temporaryFiles());
        Path script = Cli.script(folder, "script.lua", "print('ready') require('time').sleep(3600)");
        Cli.Running running = Cli.start(environment, "", script.toString());
        running.awaitOutput("ready");
        assertEquals(1, temporaryFiles().size(), "the folder of the one that runs");
        running.signal("TERM");
        assertEquals(143, running.await().exitCode());
        assertEquals(List.of(), temporaryFiles());
    }

    private List<Path> temporaryFiles() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith("script.lua")).toList();
        }
    }
}
