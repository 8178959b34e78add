package org.emilua.itests.libraries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Libraries that Debian packages do here what they do under Lua 5.1 and LuaJIT. An engine runs all the exercises in one
 * process; each line that one prints here has to be the line of one of the peers. Without a peer the exercises' own checks count.
 */
final class LuaLibrariesIT {

    private static final Path FOLDER = Path.of(System.getProperty("emilua.specs"), "libraries").toAbsolutePath().normalize();
    private static final Path LIBRARIES = Path.of(System.getProperty("emilua.libraries", "/usr/share/lua/5.1"));
    private static final List<LuaCommand> PEERS = List.of(LuaCommand.peer("luajit"), LuaCommand.peer("lua5.1"));
    private static final List<LuaCommand> OURS = Stream.of("interpreted", "compiled")
            .map(mode -> LuaCommand.ours(Path.of(System.getProperty("emilua.image")), mode))
            .toList();

    private static final Map<LuaCommand, Future<Map<String, Transcript>>> RUNS = new LinkedHashMap<>();
    private static ExecutorService threads;
    private static List<Exercise> exercises;

    @BeforeAll
    static void startEngines() throws IOException {
        exercises = Exercise.in(FOLDER, LIBRARIES);
        List<Exercise> installed = exercises.stream().filter(exercise -> exercise.missing().isEmpty()).toList();
        threads = Executors.newFixedThreadPool(2);
        Stream.concat(OURS.stream(), PEERS.stream().filter(LuaCommand::isInstalled))
                .forEach(engine -> RUNS.put(engine, threads.submit(() -> engine.run(FOLDER, installed, LIBRARIES))));
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
    }

    @TestFactory
    Stream<DynamicNode> libraries() {
        assertTrue(exercises.size() > 10, "exercises were found");
        return exercises.stream().map(LuaLibrariesIT::container);
    }

    private static DynamicNode container(Exercise exercise) {
        return DynamicContainer.dynamicContainer(
                exercise.name(),
                OURS.stream().map(engine -> DynamicTest.dynamicTest(engine.name(), () -> compare(exercise, engine))));
    }

    private static void compare(Exercise exercise, LuaCommand engine) throws Exception {
        exercise.missing().ifPresent(need -> abort(need.file() + " is missing: install package " + need.packageName()));
        Transcript ours = RUNS.get(engine).get().get(exercise.name());
        List<Transcript> theirs = theirs(exercise);
        if (!theirs.isEmpty() && theirs.stream().noneMatch(Transcript::succeeded)) {
            abort("the exercise is for another version of the library, and ends under a peer with: " + theirs.getFirst().end());
        }
        assertTrue(ours.succeeded(), () -> exercise.name() + ": " + ours.end());
        if (!theirs.isEmpty()) {
            assertEquals("", ours.differenceFrom(theirs), exercise.name());
        }
    }

    private static List<Transcript> theirs(Exercise exercise) throws Exception {
        List<Transcript> transcripts = new ArrayList<>();
        for (LuaCommand peer : PEERS) {
            Future<Map<String, Transcript>> run = RUNS.get(peer);
            if (run != null) {
                transcripts.add(run.get().get(exercise.name()));
            }
        }
        return transcripts;
    }
}
