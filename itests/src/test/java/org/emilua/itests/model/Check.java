package org.emilua.itests.model;

import java.util.ArrayList;
import java.util.List;

/** Runs programs by the engine and compares with the model. */
final class Check {

    /** How long a tick lasts: at first, and where a difference may be due to a machine that is busy. */
    private static final double[] TICKS = {0.004, 0.03, 0.2};

    private Check() {}

    /** The programs that differ at a venue, of those that suit it. */
    static List<Difference> differences(List<Generator.Case> cases, Venue venue) throws Exception {
        List<Generator.Case> suitable = cases.stream().filter(c -> venue.suits(venue.expect(c.program()))).toList();
        if (suitable.isEmpty()) {
            return List.of();
        }
        List<Observation> observations = venue.run(suitable.stream().map(Generator.Case::program).toList(), TICKS[0]);
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < suitable.size(); i++) {
            Program program = suitable.get(i).program();
            Expectation expected = venue.expect(program);
            if (observations.get(i).difference(expected) >= 0) {
                confirm(suitable.get(i), venue, expected, observations.get(i), differences);
            }
        }
        return differences;
    }

    /**
     * Runs the program again, alone, with longer ticks: what a busy machine does to the order in which timers expire is no
     * difference. Without timers every difference counts.
     */
    private static void confirm(
            Generator.Case tried, Venue venue, Expectation expected, Observation first, List<Difference> differences) throws Exception {
        boolean steady = true;
        Observation seen = first;
        for (int i = 1; i < TICKS.length && steady; i++) {
            Observation again = venue.run(List.of(tried.program()), TICKS[i]).getFirst();
            steady = again.difference(expected) >= 0;
            seen = steady ? again : seen;
        }
        if (steady || !tried.program().uses(Operation.SLEEP)) {
            differences.add(new Difference(tried.number(), tried.program(), venue, expected, seen, steady));
        }
    }
}
