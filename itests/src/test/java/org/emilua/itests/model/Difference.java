package org.emilua.itests.model;

import java.util.List;

/**
 * A program of which the engine did something else than the model.
 *
 * @param number the program's, in the sequence that a seed begins
 * @param program the program
 * @param venue where it ran
 * @param expected what the model says
 * @param seen what the engine did
 * @param steady whether it always differs
 */
record Difference(long number, Program program, Venue venue, Expectation expected, Observation seen, boolean steady) {

    /** A report for people: the program and both traces, side by side. */
    String describe() {
        StringBuilder text = new StringBuilder();
        text.append("-- program ").append(number).append(", ").append(venue.name());
        text.append(steady ? "" : ", differs now and then").append('\n');
        text.append(Renderer.function(program)).append('\n');
        List<String> wanted = Observation.wanted(expected);
        List<String> ordered = seen.ordered(expected);
        int at = seen.difference(expected);
        text.append(String.format("--   %-40s %s%n", "model", "engine"));
        for (int i = 0; i < Math.max(wanted.size(), ordered.size()); i++) {
            text.append(String.format("-- %s %-40s %s%n", i == at ? ">" : " ", item(wanted, i), item(ordered, i)));
        }
        return text.toString();
    }

    private static String item(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "";
    }
}
