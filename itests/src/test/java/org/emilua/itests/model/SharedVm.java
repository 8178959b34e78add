package org.emilua.itests.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Processes of the command line, each with a VM in which many programs run one after the other. What a program leaves behind,
 * blocked fibers for example, stays there while the next ones run. Programs that would end the VM do not run here.
 */
final class SharedVm implements Venue {

    private static final int PATIENCE_SECONDS = 120;

    private final Path command;
    private final int threads;
    private final String mode;

    /**
     * Processes of one kind.
     *
     * @param threads how many threads run the main context
     * @param mode the back end for Lua code
     */
    SharedVm(Path image, int threads, String mode) {
        this.command = image.resolve("bin").resolve("emilua").toAbsolutePath();
        this.threads = threads;
        this.mode = mode;
    }

    @Override
    public String name() {
        return "VM shared by many, context of " + threads + " thread(s), " + mode + " code";
    }

    @Override
    public Expectation expect(Generator.Case one) {
        return one.asFiber();
    }

    @Override
    public boolean suits(Expectation expected) {
        return !expected.endsVm();
    }

    @Override
    public List<Observation> run(List<Generator.Case> cases, double tick) throws Exception {
        Path folder = Files.createTempDirectory("emilua-model");
        Path script = folder.resolve("programs.lua");
        Path output = folder.resolve("output");
        try {
            Files.writeString(script, script(cases, tick));
            boolean ended = start(script, output, cases.size());
            Map<String, List<String>> traces = Observation.read(Files.readString(output, StandardCharsets.ISO_8859_1));
            List<Observation> observations = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                List<String> lines = new ArrayList<>(traces.getOrDefault(Integer.toString(i), List.of()));
                lines.addAll(traces.getOrDefault("", List.of())); // reports of the process as a whole: nobody expects any
                observations.add(new Observation(lines, ended ? 0 : -1));
            }
            return observations;
        } finally {
            Files.deleteIfExists(script);
            Files.deleteIfExists(output);
            Files.delete(folder);
        }
    }

    private boolean start(Path script, Path output, int programs) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                command.toString(), "--main-context-concurrency-hint", Integer.toString(threads), script.toString());
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("EMILUA_COLORS", "0");
        builder.environment().merge("EMILUA_JAVA_OPTS", "-Demilua.lua.mode=" + mode, (given, more) -> given + ' ' + more);
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            return process.waitFor(PATIENCE_SECONDS + programs, TimeUnit.SECONDS) && process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    private String script(List<Generator.Case> cases, double tick) {
        StringBuilder text = new StringBuilder(Renderer.PRELUDE);
        text.append("""

                -- Runs a program to its end: at most so many turns of its fibers, and so many ticks.
                local function perform(number, turns, ticks, tick, program)
                    local p = objects(number .. ':', tick)
                    spawn(function() return program(p) end):detach()
                    local rounds = ticks > 0 and 2 or 1
                    for round = 1, rounds do
                        for _ = 1, turns do this_fiber.yield() end
                        if round < rounds then time.sleep((ticks + 2) * tick) end
                    end
                end
                """);
        for (int i = 0; i < cases.size(); i++) {
            Expectation expected = expect(cases.get(i));
            text.append(String.format(
                    Locale.ROOT, "perform(%d, %d, %d, %s, %s)%n",
                    i, expected.turns() + 2, expected.ticks(), tick, Renderer.definition(cases.get(i).program())));
        }
        return text.toString();
    }

    @Override
    public void close() {}
}
