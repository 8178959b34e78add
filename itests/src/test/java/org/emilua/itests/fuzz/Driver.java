package org.emilua.itests.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the one Lua file that every engine runs: a prelude and a call for each case. */
final class Driver {

    private static final int CASES_PER_FUNCTION = 50;
    private static final String PRELUDE = prelude();

    private Driver() {}

    private static String prelude() {
        try (InputStream in = Driver.class.getResourceAsStream("prelude.lua")) {
            if (in == null) {
                throw new IllegalStateException("prelude.lua is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The driver for the cases from a number on; each is known by its place in the list. */
    static String write(List<String> cases, int from) {
        StringBuilder out = new StringBuilder(PRELUDE);
        for (int i = from; i < cases.size(); i++) {
            int place = (i - from) % CASES_PER_FUNCTION;
            if (place == 0) {
                out.append("(function()\n");
            }
            out.append("case(").append(i).append(", ").append(Mutation.quote(cases.get(i))).append(")\n");
            if (place == CASES_PER_FUNCTION - 1 || i == cases.size() - 1) {
                out.append("end)();\n");
            }
        }
        return out.append("print('done')\n").toString();
    }
}
