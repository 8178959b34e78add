package org.emilua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The module system on projects of several files (reference: Modules; Internals, "Modules"). */
final class ModulesIT {

    @TempDir
    private Path folder;

    private Path file(String name, String source) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, source);
    }

    private static Cli.Result run(Path script, String... more) throws Exception {
        return runIn(Map.of(), script, more);
    }

    private static Cli.Result runIn(Map<String, String> environment, Path script, String... more) throws Exception {
        String[] words = new String[more.length + 1];
        words[0] = script.toString();
        System.arraycopy(more, 0, words, 1, more.length);
        return Cli.runWith(environment, "", words);
    }

    private static void assertPrints(String expected, Cli.Result result) {
        assertEquals(new Cli.Result(0, expected, ""), result);
    }

    // ---- "Big modules"

    @Test
    void aProjectOfFoldersAndFiles() throws Exception {
        file("src/util.lua", "name = 'util'");
        file("src/my_module/init.lua", "worker = require './worker' util = require '../util' top = require '/util'");
        file("src/my_module/worker.lua", "error_type = require '../error' outer = require '../../util'");
        file("src/my_module/error.lua", "name = 'error'");
        Path main = file("src/init.lua", """
                local util, mine = require './util', require './my_module'
                print(mine.util == util, mine.top == util, mine.worker.outer == util, mine.worker.error_type.name)
                """);
        assertPrints("true\ttrue\ttrue\terror\n", run(main));
        assertPrints("true\ttrue\ttrue\terror\n", run(main.getParent()));
    }

    @Test
    void nobodyClimbsAboveTheRoot() throws Exception {
        file("secret.lua", "print 'secret'");
        file("src/a/b/leaf.lua", """
                for _, name in ipairs {'../../../../secret', '../../../../../secret'} do
                    local ok, e = pcall(require, name)
                    print(ok, e.code, e.category)
                end
                print(require('../../../inner').name)
                """);
        file("src/a/b/init.lua", "require './leaf'");
        file("src/a/init.lua", "require './b'");
        file("src/inner.lua", "name = 'inner'");
        Path main = file("src/main.lua", """
                local ok, e = pcall(require, '../secret')
                print(ok, e.code, e.category)
                require './a'
                """);
        assertPrints("false\t3\temilua.core\nfalse\t3\temilua.core\nfalse\t3\temilua.core\ninner\n", run(main));
    }

    @Test
    void aFileGoesBeforeAFolderOfThatName() throws Exception {
        file("both.lua", "kind = 'file'");
        file("both/init.lua", "kind = 'folder'");
        assertPrints("file\n", run(file("main.lua", "print(require('./both').kind)")));
    }

    @Test
    void namesAreFileNamesAsTheyAre() throws Exception {
        for (String name : new String[] {"spa ce", "a.b", "...", "new\nline", "größe", "-x", "a'b"}) {
            file(name + ".lua", "found = true");
        }
        assertPrints("true\ttrue\ttrue\ttrue\ttrue\ttrue\ttrue\n", run(file("main.lua", """
                local function found(name) return require('./' .. name).found end
                print(found 'spa ce', found 'a.b', found '...', found 'new\\nline', found 'größe', found '-x', found "a'b")
                """)));
    }

    @Test
    void malformedNamesAndNamesThatAreNowhere() throws Exception {
        Path main = file("main.lua", """
                local x = ('x'):rep(70000)
                for _, name in ipairs {'', '.', '..', './', '../', '/', './.', './..', '/..', './a/', './a/b', 'a/b', '/a/b', './a\\0b', 'a\\0b'} do
                    local ok, e = pcall(require, name)
                    if ok or e.code ~= 1 or tostring(e.category) ~= 'emilua.core' then print(('%q'):format(name), ok, e) end
                end
                for _, name in ipairs {'./nowhere', 'nowhere', '/nowhere', '...', ' ', '\\255\\254', './\\255', './' .. x, x, './Main'} do
                    local ok, e = pcall(require, name)
                    if ok or e.code ~= 2 or tostring(e.category) ~= 'emilua.core' then print(('%q'):format(name), ok, e) end
                end
                for _, argument in ipairs {42, {}, true, print} do
                    local ok, e = pcall(require, argument)
                    print(ok, e, e.arg)
                end
                print(select(2, pcall(require)).arg)
                """);
        assertPrints("false\tInvalid argument\t1\n".repeat(4) + "1\n", run(main));
    }

    // ---- files that are none, and links

    @Test
    void whatIsNoReadableFileIsAnIoError() throws Exception {
        Files.createDirectory(folder.resolve("directory.lua"));
        assertEquals(0, new ProcessBuilder("mkfifo", folder.resolve("pipe.lua").toString()).start().waitFor());
        Path main = file("main.lua", """
                for _, name in ipairs {'./directory', './pipe'} do
                    local ok, e = pcall(require, name)
                    print(ok, e, e == require('generic_error').EIO)
                end
                print(loadfile('pipe.lua'))
                """);
        String line = "false\tInput/output error\ttrue\n";
        Cli.Result result = run(main);
        assertPrints(line + line + "nil\tcannot open pipe.lua\n", result);
    }

    @Test
    void aLinkedScriptFindsItsModulesWhereItIs() throws Exception {
        file("project/helper.lua", "name = 'helper'");
        Path main = file("project/main.lua", "print(require('./helper').name)");
        Path link = Files.createSymbolicLink(folder.resolve("app"), main);
        assertPrints("helper\n", run(link));
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), main.getParent());
        assertPrints("helper\n", run(linked.resolve("main.lua")));
    }

    @Test
    void aLinkedModuleStandsWhereItsLinkDoes() throws Exception {
        file("shared/tool.lua", "helper = require '../helper' _, e = pcall(require, '../other')");
        file("shared/other.lua", "print 'out of the project'");
        file("project/helper.lua", "name = 'of the project'");
        Files.createSymbolicLink(folder.resolve("project/tool.lua"), Path.of("../shared/tool.lua"));
        Files.createSymbolicLink(folder.resolve("project/broken.lua"), Path.of("nowhere"));
        Path main = file("project/main.lua", """
                local tool = require './tool'
                print(tool.helper.name, tool.e.code)
                print(select(2, pcall(require, './broken')).code)
                """);
        assertPrints("of the project\t2\n2\n", run(main));
    }

    // ---- evaluation

    @Test
    void modulesAreEvaluatedOnceAndInIsolation() throws Exception {
        file("counted.lua", "print 'evaluated' x = 1 own = _G secret = hidden");
        file("a.lua", "counted = require '../counted'");
        file("b.lua", "counted = require '/counted' counted.added = 'by b'");
        Path main = file("main.lua", """
                hidden = 'of main'
                local a, b, c = require './a', require './b', require './counted'
                print(a.counted == c, b.counted == c, c.own == c, c.own ~= _G, c.added, c.secret, x)
                string.shared = 'libraries are shared'
                """);
        assertPrints("evaluated\ntrue\ttrue\ttrue\ttrue\tby b\tnil\tnil\n", run(main));
    }

    @Test
    void theModulesStateIsNotInItsGlobals() throws Exception {
        file("inner.lua", "name = 'inner' require '../leaf' setfenv(0, {}) later = require '../leaf'");
        file("leaf.lua", "name = 'leaf'");
        Path main = file("main.lua", """
                local req, print = require, print
                setfenv(0, {})
                setfenv(1, {})
                local inner = req './inner'
                print(inner.name, inner.later.name)
                """);
        assertPrints("inner\tleaf\n", run(main));
    }

    @Test
    void aModuleIsReadyWhenItsMainFiberEnds() throws Exception {
        file("slow.lua", """
                local time = require 'time'
                local f = spawn(function() time.sleep(0.02) print 'joined' end)
                spawn(function() time.sleep(0.05) print 'not waited for' end):detach()
                f:join()
                value = 'ready'
                """);
        Path main = file("main.lua", """
                spawn(function() print 'others run' end):detach()
                print(require('./slow').value)
                """);
        assertPrints("others run\njoined\nready\nnot waited for\n", run(main));
    }

    @Test
    void onlyMainFibersImport() throws Exception {
        file("inner.lua", "f = function(name) return pcall(require, name) end local co = coroutine.wrap(function() return require '../leaf' end) "
                + "fromCoroutine = co().name spawned = select(2, spawn(function() return f '../leaf' end):join())");
        file("leaf.lua", "name = 'leaf'");
        Path main = file("main.lua", """
                local inner = require './inner'
                print(inner.fromCoroutine, inner.spawned.code)
                print(select(2, spawn(function() return pcall(require, './leaf') end):join()).code)
                print(inner.f './leaf')
                """);
        Cli.Result result = run(main);
        assertTrue(result.out().startsWith("leaf\t6\n6\n"), result.toString());
        assertEquals("", result.err());
    }

    @Test
    void cyclesRaiseAndTellTheName() throws Exception {
        file("a.lua", "b = require '../b'");
        file("b.lua", "c = require '../c'");
        file("c.lua", "ok, e = pcall(require, '../a') ok2, e2 = pcall(require, '../c') ok3, e3 = pcall(require, '../main')");
        Path main = file("main.lua", """
                local c = require('./a').b.c
                for _, e in ipairs {c.e, c.e2, c.e3} do print(e.code, e.category, e.detail) end
                """);
        assertPrints("4\temilua.core\t'../a'\n4\temilua.core\t'../c'\n4\temilua.core\t'../main'\n", run(main));
    }

    @Test
    void aModuleThatFailsFailsItsImportersAndCanBeTriedAgain() throws Exception {
        file("a.lua", "b = require '../b'");
        file("b.lua", "count = require('../state') count.n = (count.n or 0) + 1 if count.n < 3 then error({try = count.n}) end");
        file("state.lua", "");
        Path main = file("main.lua", """
                for _ = 1, 3 do
                    local ok, e = pcall(require, './a')
                    print(ok, ok or e.try)
                end
                """);
        assertPrints("false\t1\nfalse\t2\ntrue\ttrue\n", run(main));
    }

    @Test
    void anErrorWhileLoadingThatNobodyCatchesIsReportedWithItsPlace() throws Exception {
        file("bad.lua", "local t = nil\nprint(t.x)");
        Cli.Result result = run(file("main.lua", "require './bad'"));
        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("bad.lua:2: attempt to index local 't' (a nil value)"), result.err());
        Cli.Result missing = run(file("main.lua", "require './not_there'"));
        assertTrue(missing.err().contains("'./not_there'"), missing.err());
        file("syntax.lua", "\nlocal = 1");
        Cli.Result syntax = run(file("main.lua", "require './syntax'"));
        assertTrue(syntax.err().contains("syntax.lua:2: "), syntax.err());
    }

    @Test
    void aModuleThatWaitsForEverIsReported() throws Exception {
        file("stuck.lua", "local m = require('mutex').new() m:lock() m:lock()");
        Cli.Result result = run(file("main.lua", "require './stuck'"));
        assertTrue(result.err().contains("stuck.lua"), result.err());
        assertTrue(result.err().contains("Possible deadlock"), result.err());
    }

    // ---- external packages

    @Test
    void packagesAreSearchedInTheOrderOfThePath() throws Exception {
        file("one/pkg.lua", "name = 'one' inner = require './part'");
        file("one/part.lua", "name = 'part of one'");
        file("two/pkg.lua", "name = 'two'");
        file("two/other/init.lua", "name = 'other' part = require './part' top = require '/part' _, e = pcall(require, '../pkg')");
        file("two/other/part.lua", "name = 'part of other'");
        file("three/time.lua", "name = 'never found'");
        Path main = file("src/main.lua", """
                local pkg, other = require 'pkg', require 'other'
                print(pkg.name, pkg.inner.name, other.name, other.part == other.top, other.part.name, other.e.code, require('time').name)
                """);
        String path = "::%1$s/nowhere:%1$s/one:%1$s/two:%1$s/three:".formatted(folder);
        assertPrints("one\tpart of one\tother\ttrue\tpart of other\t3\tnil\n", runIn(Map.of("EMILUA_PATH", path), main));
    }

    @Test
    void theLibraryFolderOfTheDistributionComesLast() throws Exception {
        Path image = Cli.EMILUA.getParent().getParent();
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(home.resolve("lib/lua/inside"));
        Files.createDirectory(home.resolve("bin"));
        Files.copy(Cli.EMILUA, home.resolve("bin/emilua"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        for (String part : new String[] {"bundles", "etc", "features"}) {
            Files.createSymbolicLink(home.resolve(part), image.resolve(part));
        }
        try (var files = Files.list(image.resolve("lib"))) {
            for (Path one : files.filter(Files::isRegularFile).toList()) {
                Files.copy(one, home.resolve("lib").resolve(one.getFileName()));
            }
        }
        file("home/lib/lua/inside/init.lua", "part = require './part'");
        file("home/lib/lua/inside/part.lua", "name = 'part of the library'");
        file("home/lib/lua/both.lua", "name = 'of the library'");
        file("home/lib/lua/time.lua", "name = 'never found'");
        file("path/both.lua", "name = 'of the path'");
        Path main = file("src/main.lua", "print(require('inside').part.name, require('both').name, require('time').name)");
        String path = "EMILUA_PATH=" + folder.resolve("path");
        Process process = new ProcessBuilder("env", path, home.resolve("bin/emilua").toString(), main.toString()).redirectErrorStream(true).start();
        assertEquals("part of the library\tof the path\tnil\n", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        process = new ProcessBuilder("env", "EMILUA_PATH=", home.resolve("bin/emilua").toString(), main.toString()).redirectErrorStream(true).start();
        assertEquals("part of the library\tof the library\tnil\n", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void everyVmEvaluatesItsModulesItself() throws Exception {
        file("state.lua", "print 'evaluated' count = 0");
        assertPrints("evaluated\n1\nevaluated\n1\n", run(file("main.lua", """
                local state = require './state'
                state.count = state.count + 1
                print(state.count)
                if _CONTEXT == 'main' then
                    spawn_vm '.'
                end
                """)));
    }

    @Test
    void whatAModuleLeftRunningGoesOnAndItsFunctionsKeepItsGlobals() throws Exception {
        file("service.lua", """
                local time = require 'time'
                ticks = 0
                f = spawn(function() while ticks < 3 do time.sleep(0.001) ticks = ticks + 1 end end)
                function get() hidden = ticks return ticks, hidden end
                """);
        assertPrints("3\t3\tnil\n", run(file("main.lua", """
                local service = require './service'
                service.f:join()
                local ticks, seen = service.get()
                print(ticks, seen, hidden)
                """)));
    }

    @Test
    void aModuleThatEndsTheProgramOrFailsWhileItsFibersRun() throws Exception {
        file("exits.lua", "spawn(function() while true do this_fiber.yield() end end):detach() require('system').exit(5) print 'never'");
        assertEquals(new Cli.Result(5, "", ""), run(file("main.lua", "require './exits' print 'never'")));
        file("fails.lua", "spawn(function() for _ = 1, 5 do this_fiber.yield() end print 'its fiber goes on' end):detach() error('reason', 0)");
        assertPrints("false\treason\nits fiber goes on\n", run(file("main.lua", "print(pcall(require, './fails'))")));
        file("interrupted.lua", """
                local time = require 'time'
                local f = spawn(function() time.sleep(60) end)
                this_fiber.yield()
                f:interrupt()
                f:join()
                caught = f.interruption_caught
                """);
        assertPrints("true\n", run(file("main.lua", "print(require('./interrupted').caught)")));
    }

    @Test
    void theContextReachesTheApplicationsModulesOnly() throws Exception {
        file("packages/pkg.lua", "context = _CONTEXT");
        file("src/mine.lua", "context = _CONTEXT");
        Path main = file("src/main.lua", """
                print(('[%s] [%s] [%s]'):format(_CONTEXT, require('./mine').context, require('pkg').context))
                """);
        Map<String, String> path = Map.of("EMILUA_PATH", folder.resolve("packages").toString());
        assertPrints("[main] [] []\n", runIn(path, main));
        assertPrints("[test] [test] []\n", Cli.runWith(path, "", "--test", main.toString()));
    }

    @Test
    void theScriptItselfIsNotSearchedInThePath() throws Exception {
        file("packages/app.lua", "print 'found'");
        Cli.Result result = Cli.runWith(Map.of("EMILUA_PATH", folder.resolve("packages").toString()), "", "app.lua");
        assertEquals(1, result.exitCode());
        assertEquals("emilua: cannot open 'app.lua': No such file or directory\n", result.err());
    }

    @Test
    void aScriptMayBeAPipe() throws Exception {
        Process process = new ProcessBuilder(Cli.EMILUA.toString(), "/dev/stdin").redirectErrorStream(true).start();
        process.getOutputStream().write("print 'from a pipe'".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        assertEquals("from a pipe\n", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, process.waitFor());
    }
}
