package org.emilua.itests.model;

import java.util.ArrayList;
import java.util.List;

/** Runs programs by the engine and compares with the model. */
final class Check {

    /** How long a tick lasts: at first, and where a difference may be due to a machine that is busy. */
    private static final double[] TICKS = {0.004, 0.03, 0.2};

    /**
     * What came out at a venue.
     *
     * @param differences the programs that differ
     * @param excused how many that sleep differed, but not with longer ticks
     */
    record Result(List<Difference> differences, int excused) {}

    private final Venue venue;
    private final List<Difference> differences = new ArrayList<>();
    private int excused;

    private Check(Venue venue) {
        this.venue = venue;
    }

    /** Runs those of the programs that suit a venue. */
    static Result run(List<Generator.Case> cases, Venue venue) throws Exception {
        Check check = new Check(venue);
        List<Generator.Case> suitable = cases.stream().filter(one -> venue.suits(venue.expect(one))).toList();
        if (!suitable.isEmpty()) {
            check.compare(suitable);
        }
        return new Result(check.differences, check.excused);
    }

    private void compare(List<Generator.Case> cases) throws Exception {
        List<Observation> observations = venue.run(cases, TICKS[0]);
        for (int i = 0; i < cases.size(); i++) {
            if (observations.get(i).difference(venue.expect(cases.get(i))) >= 0) {
                confirm(cases.get(i), observations.get(i));
            }
        }
    }

    /**
     * Runs the program again, alone, with longer ticks: what a busy machine does to the order in which timers expire is no
     * difference. Without timers every difference counts.
     */
    private void confirm(Generator.Case tried, Observation first) throws Exception {
        Expectation expected = venue.expect(tried);
        boolean steady = true;
        Observation seen = first;
        for (int i = 1; i < TICKS.length && steady; i++) {
            Observation again = venue.run(List.of(tried), TICKS[i]).getFirst();
            steady = again.difference(expected) >= 0;
            seen = steady ? again : seen;
        }
        if (steady || !tried.program().uses(Operation.SLEEP)) {
            differences.add(new Difference(tried.number(), tried.program(), venue, expected, seen, steady));
        } else {
            excused++;
        }
    }
}
