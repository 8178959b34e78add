package org.emilua.itests.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.emilua.itests.EngineClient;
import org.emilua.itests.FelixFixture;

/** One engine, in which each program has a VM of its own; several run at a time. Programs may do anything here. */
final class OwnVms implements Venue {

    private static final int AT_ONCE = 4;
    private static final int PATIENCE_SECONDS = 240;

    private final FelixFixture felix = new FelixFixture();
    private final Path folder = Files.createTempDirectory("emilua-model");
    private final ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
    private final AtomicInteger numbers = new AtomicInteger();

    OwnVms() throws Exception {}

    @Override
    public String name() {
        return "VM of its own";
    }

    @Override
    public Expectation expect(Generator.Case one) {
        return one.asMain();
    }

    @Override
    public boolean suits(Expectation expected) {
        return true;
    }

    @Override
    public List<Observation> run(List<Generator.Case> cases, double tick) throws Exception {
        List<Future<Observation>> running = new ArrayList<>();
        for (Generator.Case one : cases) {
            running.add(workers.submit(() -> run(one.program(), tick)));
        }
        List<Observation> observations = new ArrayList<>();
        for (Future<Observation> one : running) {
            observations.add(one.get());
        }
        return observations;
    }

    private Observation run(Program program, double tick) throws Exception {
        Path script = folder.resolve("program" + numbers.incrementAndGet() + ".lua");
        Files.writeString(script, Renderer.script(program, tick));
        try {
            EngineClient.Running running = felix.engine().startMerged(script, Map.of("EMILUA_COLORS", "0"));
            int exitCode;
            try {
                exitCode = running.await(PATIENCE_SECONDS).exitCode();
            } catch (TimeoutException e) {
                running.kill();
                exitCode = -1;
            }
            return new Observation(Observation.read(running.out()).getOrDefault("", List.of()), exitCode);
        } finally {
            Files.delete(script);
        }
    }

    @Override
    public void close() throws Exception {
        workers.shutdownNow();
        felix.close();
        Files.delete(folder);
    }
}
