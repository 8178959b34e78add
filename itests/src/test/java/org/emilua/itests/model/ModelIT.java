package org.emilua.itests.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Fibers, coroutines, scopes, interruption and sync primitives do on generated programs what the model says. */
final class ModelIT {

    private static final long PROGRAMS = Long.getLong("emilua.model.programs", 250);
    private static final long SEED = Long.getLong("emilua.model.seed", 17);
    private static final long FIRST = Long.getLong("emilua.model.first", 0);

    /** What every slice must have met, so that an agreement says something. */
    private static final List<String> EVENTS = List.of(
            "interrupted in a wait for condition", "interrupted in a wait for join", "interrupted in a wait for sleep",
            "interrupted in a wait for semaphore", "interrupted in a wait for future", "interrupted in a wait for select",
            "interrupted in a wait for latch", "interrupted in a wait for barrier", "threads added by programs",
            "panics", "runs that end in deadlock", "runs that end their VM");

    @Test
    void generatedProgramsDoWhatTheModelSays() throws Exception {
        try (ModelCheck check = new ModelCheck(1, 4)) {
            ModelCheck.Report report = check.run(FIRST, PROGRAMS, SEED);
            String description = ModelCheck.describe(report);
            if (Boolean.getBoolean("emilua.model.progress")) {
                System.err.print(description);
            }
            assertEquals(0, report.differing(), () -> '\n' + description);
            assertTrue(report.runs() > PROGRAMS, description);
            EVENTS.forEach(event -> assertTrue(report.counts().getOrDefault(event, 0L) > 0, event));
        }
    }
}
