package org.emilua.itests.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The official test suite for Lua 5.1, which a Debian package carries, interpreted and compiled: each chapter is a test. Without the
 * package the tests are skipped.
 */
final class LuaSuiteIT {

    private static final String PACKAGE = "golang-github-yuin-gopher-lua-dev";
    private static final Path SUITE =
            Path.of(System.getProperty("emilua.suite", "/usr/share/gocode/src/github.com/yuin/gopher-lua/_lua5.1-tests"));
    private static final Path SPECS = Path.of(System.getProperty("emilua.specs")).toAbsolutePath().normalize();
    private static final Path IMAGE = Path.of(System.getProperty("emilua.image")).toAbsolutePath().normalize();
    private static final int PATIENCE_SECONDS = 300;

    @TempDir
    private static Path folder;

    private static List<Chapter> chapters;
    private static final Map<String, Map<String, String>> RUNS = new ConcurrentHashMap<>();

    @BeforeAll
    static void prepare() throws IOException {
        try (InputStream list = LuaSuiteIT.class.getResourceAsStream("chapters.txt")) {
            assertNotNull(list, "chapters.txt");
            chapters = Chapter.read(new String(list.readAllBytes(), StandardCharsets.US_ASCII).lines().toList());
        }
        for (Chapter chapter : Files.isDirectory(SUITE) ? chapters : List.<Chapter>of()) {
            List<String> text = Files.readAllLines(SUITE.resolve(chapter.name() + ".lua"), StandardCharsets.ISO_8859_1);
            Files.write(folder.resolve(chapter.name() + ".lua"), chapter.changed(text), StandardCharsets.ISO_8859_1);
        }
    }

    @AfterAll
    static void forget() {
        RUNS.clear();
    }

    @TestFactory
    Stream<DynamicNode> chapters() {
        return Stream.of("interpreted", "compiled")
                .map(mode -> DynamicContainer.dynamicContainer(mode, chapters.stream().map(chapter -> test(chapter, mode))));
    }

    private static DynamicTest test(Chapter chapter, String mode) {
        return DynamicTest.dynamicTest(chapter.name(), () -> {
            assumeTrue(Files.isDirectory(SUITE), SUITE + " is missing: install package " + PACKAGE);
            Map<String, String> results = RUNS.get(mode);
            if (results == null) {
                results = run(mode);
                RUNS.put(mode, results);
            }
            assertEquals("ok " + chapter.result(), results.getOrDefault(chapter.name(), "was not reached " + results.get("")));
        });
    }

    /** What became of each chapter, by its name; what the engine said besides has no name. */
    private static Map<String, String> run(String mode) throws IOException, InterruptedException {
        String names = chapters.stream().map(chapter -> "'" + chapter.name() + "'").collect(Collectors.joining(", "));
        Path script = Files.writeString(folder.resolve("main.lua"), String.format(
                "assert(loadfile('%s'))('%s', '%s', {%s})%n",
                SPECS.resolve("suite/run.lua"), folder, SPECS.resolve("libraries/support"), names));
        Path out = folder.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(IMAGE.resolve("bin/emilua").toString(), script.toString());
        builder.environment().put("EMILUA_JAVA_OPTS", "-Demilua.lua.mode=" + mode);
        Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        String text = Files.readString(out, StandardCharsets.ISO_8859_1);
        Map<String, String> results = new HashMap<>();
        text.lines().filter(line -> line.startsWith("chapter ")).forEach(line -> {
            String[] words = line.split(" ", 3);
            results.put(words[1], words[2]);
        });
        results.put("", ended ? "exit code " + process.exitValue() + ": " + text : "in time: " + text);
        return results;
    }
}
