package org.emilua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** Error categories in Turtle files: languages, hostile files, and the bundle that reads them. */
final class ErrorCategoriesIT {

    private static final Path LOCALIZED =
            Path.of(System.getProperty("emilua.specs"), "categories", "localized.lua").toAbsolutePath().normalize();

    private static final String HEAD = """
            @prefix cat: <https://schema.emilua.org/error_category/0/#>.
            <about:emilua-module> a <https://schema.emilua.org/error_category/0/>;
            """;

    private static final String LOCKED = HEAD + "cat:error [ cat:code 1; cat:alias \"LOCKED\"; cat:message \"locked\", \"zu\"@de ].\n";

    /** Tries a category, then shows that the program goes on. */
    private static final String ATTEMPT = """
            local ok, e = pcall(require, './errors')
            print(ok, ok and e.LOCKED or (e.detail:gsub('^.*/', '')))
            """;

    @TempDir
    Path folder;

    private static Map<String, String> locale(String all, String messages, String lang) {
        return Map.of("LC_ALL", all, "LC_MESSAGES", messages, "LANG", lang);
    }

    private static String localized(Map<String, String> environment) throws Exception {
        Cli.Result result = Cli.runWith(environment, "", LOCALIZED.toString());
        assertEquals("", result.err());
        return new String(result.out().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), java.nio.charset.StandardCharsets.UTF_8);
    }

    private String attempt() throws Exception {
        Cli.Result result = Cli.run(Cli.script(folder, "script.lua", ATTEMPT).toString());
        assertEquals("", result.err());
        assertEquals(0, result.exitCode());
        return result.out();
    }

    private String attempt(String source) throws Exception {
        Cli.script(folder, "errors.ttl", source);
        return attempt();
    }

    // ---- languages

    @Test
    void theEnvironmentChoosesTheLanguage() throws Exception {
        String untagged = "The door is locked\tThere is no door\tDOOR_SQUEAKS\tThe cat is in the way\n";
        assertEquals(untagged, localized(locale("", "", "C")));
        assertEquals(untagged, localized(locale("", "fr_FR.UTF-8", "pt_BR.UTF-8")));
        String brazilian = "A porta est\u00e1 trancada\tThere is no door\tDOOR_SQUEAKS\tO gato est\u00e1 na porta\n";
        assertEquals(brazilian, localized(locale("", "", "pt_BR.UTF-8")));
        assertEquals(brazilian, localized(locale("pt_BR", "de_DE", "C")));
        assertEquals(
                "A porta est\u00e1 fechada \u00e0 chave\tThere is no door\tDOOR_SQUEAKS\tThe cat is in the way\n",
                localized(locale("", "pt_PT.UTF-8@euro", "de_DE")));
        assertEquals(
                "Die T\u00fcr ist verschlossen \ud83d\udd12\tThere is no door\tDOOR_SQUEAKS\tThe cat is in the way\n",
                localized(locale("", "", "de_AT.UTF-8")));
    }

    @Test
    void everyProgramOfAProcessHasItsOwn() throws Exception {
        Cli.script(folder, "errors.ttl", LOCKED);
        Path script = Cli.script(folder, "program.lua", """
                local errors = require './errors'
                for _ = 1, 20 do
                    require('time').sleep(0.005)
                    print(errors.LOCKED, errors.LOCKED.category:message(1))
                end
                """);
        try (FelixFixture felix = new FelixFixture()) {
            EngineClient.Running german = felix.engine().start(script, Map.of("LANG", "de_DE.UTF-8"));
            EngineClient.Running other = felix.engine().start(script, new HashMap<>());
            assertEquals(new EngineClient.Result(0, "locked\tlocked\n".repeat(20), ""), other.await());
            assertEquals(new EngineClient.Result(0, "zu\tzu\n".repeat(20), ""), german.await());
        }
    }

    // ---- files

    @Test
    void anUncaughtErrorNamesFileAndLine() throws Exception {
        Cli.script(folder, "errors.ttl", LOCKED + "oops");
        Cli.Result result = Cli.run(Cli.script(folder, "script.lua", "\nrequire './errors'").toString());
        assertEquals(1, result.exitCode());
        assertEquals("", result.out());
        assertTrue(result.err().matches("(?s)Main fiber from VM 0x[0-9a-f]+ panicked: 'The file is not well-formed Turtle "
                + "\\(\\S+/errors\\.ttl:4: [^\n]+\\)'\nstack traceback:\n\t[^\n]*script\\.lua:2: .*"), result.err());
        assertFalse(result.err().contains("java"), result.err());
    }

    @Test
    void hostileFilesGiveErrorsSoon() throws Exception {
        assertEquals("true\tlocked\n", attempt(LOCKED));
        assertEquals("false\terrors.ttl:3: nested more than 50 levels deep\n", attempt(HEAD + "cat:error " + "[ cat:error ".repeat(80_000)));
        assertEquals("false\terrors.ttl:3: nested more than 50 levels deep\n", attempt(HEAD + "cat:error " + "(".repeat(1_000_000)));
        assertEquals("false\terrors.ttl:3: more than 100000 statements\n", attempt(HEAD + "<a:b> " + "[],".repeat(300_000)));
        assertEquals("false\terrors.ttl:3: Object for statement missing\n", attempt(HEAD + "cat:error ([ cat:code 1 ]."));
        assertEquals("false\terrors.ttl:3: Unexpected end of file\n", attempt(HEAD + "cat:error [ cat:message \"" + "x".repeat(1_000_000)));
        String longNames = "false\terrors.ttl:1: a name of more than 1000 characters\n";
        assertEquals(longNames, attempt("@prefix p: <a:" + "x".repeat(500_000) + ">. <a:b> <a:c> " + "p:x, ".repeat(60_000)));
        assertEquals(longNames, attempt("@base <http://a/" + "x/".repeat(250_000) + ">. <a:b> <a:c> " + "<../x>, ".repeat(60_000)));
        assertEquals(longNames.replace(":1:", ":497:"), attempt("@base <a/>.\n".repeat(80_000)));
        assertEquals("false\terrors.ttl has more than 1048576 bytes\n", attempt(LOCKED + "#".repeat(50_000_000)));
    }

    @Test
    void whatIsNoRegularFileIsNotRead() throws Exception {
        Path file = folder.resolve("errors.ttl");
        Files.createDirectory(file);
        assertEquals("false\terrors.ttl is no regular file\n", attempt());
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/dev/zero"));
        assertEquals("false\terrors.ttl is no regular file\n", attempt());
    }

    // ---- the bundle

    @Test
    void nothingOfItIsLoadedBeforeTheFirstFile() throws Exception {
        assertEquals(0, readerClasses("print('no category')"));
        Cli.script(folder, "errors.ttl", LOCKED);
        assertTrue(readerClasses("require './errors'") > 10);
    }

    private long readerClasses(String source) throws IOException, Exception {
        Path log = folder.resolve("classes.log");
        Map<String, String> environment = Map.of("EMILUA_JAVA_OPTS", "-Xlog:class+load=info:file=" + log);
        Cli.Result result = Cli.runWith(environment, "", Cli.script(folder, "script.lua", source).toString());
        assertEquals(0, result.exitCode(), result.err());
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("org.eclipse.rdf4j.") || line.contains("org.emilua.turtle.")).count();
        }
    }

    @Test
    void theBundleMayBeAbsentAndComeBack() throws Exception {
        Cli.script(folder, "errors.ttl", LOCKED);
        Path script = Cli.script(folder, "program.lua", """
                local sleep = require('time').sleep
                local ok, result = pcall(require, './errors')
                print(ok, result, result.code, (result.detail:gsub('^.*/', '')))
                repeat
                    sleep(0.01)
                    ok, result = pcall(require, './errors')
                until ok
                print(result.LOCKED)
                repeat
                    sleep(0.01)
                    local found, other = pcall(require, './other')
                until not found and other.code == 2
                print(require('./errors').LOCKED)
                """);
        try (FelixFixture felix = new FelixFixture()) {
            Bundle bundle = felix.bundle("org.emilua.turtle");
            bundle.stop();
            EngineClient.Running program = felix.engine().start(script, Map.of());
            program.awaitOutput("false\tModule not found\t2\terrors.ttl cannot be read without bundle org.emilua.turtle\n");
            bundle.start();
            program.awaitOutput("\nlocked\n");
            Cli.script(folder, "other.ttl", "malformed");
            bundle.stop();
            assertEquals(
                    "false\tModule not found\t2\terrors.ttl cannot be read without bundle org.emilua.turtle\nlocked\nlocked\n",
                    program.await().out());
        }
    }
}
