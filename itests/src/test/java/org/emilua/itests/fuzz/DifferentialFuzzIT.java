package org.emilua.itests.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Generated programs behave as they do under Lua 5.1 or LuaJIT. */
final class DifferentialFuzzIT {

    private static final long CASES = Long.getLong("emilua.fuzz.cases", 5_000);
    private static final long SEED = Long.getLong("emilua.fuzz.seed", 51);

    @Test
    void generatedProgramsBehaveAsUnderThePeers() throws Exception {
        List<String> missing = Fuzzer.missingPeers();
        assumeTrue(missing.isEmpty(), "not compared: install " + String.join(" and ", missing));
        try (Fuzzer fuzzer = new Fuzzer()) {
            Fuzzer.Report report = fuzzer.run(CASES, SEED);
            assertEquals(0, report.differing(), () -> '\n' + Fuzzer.describe(report));
        }
    }
}
