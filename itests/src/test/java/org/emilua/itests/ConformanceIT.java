package org.emilua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every test that {@code docs/conformance.md} names is there. */
final class ConformanceIT {

    private static final Path SPECS = Path.of(System.getProperty("emilua.specs"));

    private final Map<String, String> sources = new HashMap<>();

    @Test
    void everyTestThatIsNamedIsThere() throws Exception {
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (String line : Files.readAllLines(Cli.EXAMPLES.resolveSibling("conformance.md"))) {
            String[] cells = line.split("\\s*\\|\\s*");
            if (cells.length != 3 || cells[2].equals("spec") || cells[2].equals("---") || cells[2].startsWith("see ")) {
                continue;
            }
            for (String test : cells[2].split("; ")) {
                named++;
                String[] parts = test.split(": ", 2);
                if (parts.length < 2 || !isThere(parts[0], parts[1])) {
                    missing.add(test);
                }
            }
        }
        assertTrue(named > 200, () -> "tests are named");
        assertEquals(List.of(), missing);
    }

    /** Whether a line of the file that begins a test, or goes on with its name, has the words. */
    private boolean isThere(String file, String words) {
        String source = sources.computeIfAbsent(file, ConformanceIT::read);
        boolean isJava = file.endsWith("IT");
        return source.lines()
                .filter(line -> isJava ? line.matches("    void \\w+\\(.*") : line.matches("\\s*(spec\\.)?test\\(.*"))
                .anyMatch(line -> line.replace("\\", "").contains(words));
    }

    private static String read(String file) {
        Path path = file.endsWith("IT")
                ? SPECS.resolveSibling("java").resolve("org/emilua/itests").resolve(file + ".java")
                : SPECS.resolve(file + "_spec.lua");
        try {
            return Files.readString(path);
        } catch (IOException e) {
            return "";
        }
    }
}
