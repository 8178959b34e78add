package org.emilua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every {@code *_spec.lua}; each of its tests shows up under its own name. */
final class LuaSpecsIT {

    private static final Path SPECS = Path.of(System.getProperty("emilua.specs"));
    private static final Pattern RESULT = Pattern.compile("^(ok|not ok) (\\d+) - (.*?)(?: # (.*))?$", Pattern.DOTALL);

    private static FelixFixture felix;

    @BeforeAll
    static void startFelix() throws Exception {
        felix = new FelixFixture();
        felix.install(Path.of(System.getProperty("emilua.vendor.jar")));
    }

    @AfterAll
    static void stopFelix() throws Exception {
        if (felix != null) {
            felix.close();
        }
    }

    @TestFactory
    Stream<DynamicNode> specs() throws IOException {
        try (Stream<Path> files = Files.walk(SPECS)) {
            List<Path> specs = files.filter(file -> file.toString().endsWith("_spec.lua")).sorted().toList();
            assertTrue(specs.size() > 5, "specs were found");
            return specs.stream().map(LuaSpecsIT::container);
        }
    }

    private static DynamicNode container(Path spec) {
        String name = SPECS.relativize(spec).toString();
        List<DynamicTest> tests = new ArrayList<>();
        try {
            EngineClient.Result result = felix.engine().run(
                    spec, Map.of("EMILUA_PATH", SPECS.resolve("lib").toString(), "SPEC_VARIABLE", "value of a variable"));
            tests.addAll(results(result));
        } catch (Exception e) {
            tests.add(DynamicTest.dynamicTest("runs", () -> fail(name, e)));
        }
        return DynamicContainer.dynamicContainer(name, tests);
    }

    private static List<DynamicTest> results(EngineClient.Result result) {
        List<DynamicTest> tests = new ArrayList<>();
        int announced = 0;
        for (String line : result.out().split("\n")) {
            Matcher matcher = RESULT.matcher(line);
            if (line.startsWith("1..")) {
                announced = Integer.parseInt(line.substring(3));
            } else if (matcher.matches()) {
                tests.add(DynamicTest.dynamicTest(matcher.group(3), () -> assertEquals("ok", matcher.group(1), matcher.group(4))));
            }
        }
        int expected = announced;
        int seen = tests.size();
        tests.add(DynamicTest.dynamicTest("runs all its tests and ends quietly", () -> {
            assertTrue(expected > 0, "tests were announced: " + result);
            assertEquals(expected, seen, "results");
            assertEquals("", result.err());
            assertEquals(0, result.exitCode());
        }));
        return tests;
    }
}
