package org.emilua.itests.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Something that runs Lua programs: a command, and what its environment has in addition.
 *
 * @param name how reports call it
 * @param command the words before the script's name
 * @param environment variables to set
 */
record Engine(String name, List<String> command, Map<String, String> environment) {

    /** A case that did not end in time, or that took the whole process with it. */
    static final String NO_RESULT = "no result";

    private static final String GAVE_UP = "gave up";
    private static final int START_MILLIS = 20_000;
    private static final int MILLIS_PER_CASE = 200;
    private static final Duration BUSY = Duration.ofSeconds(6);
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final int MAX_FAILURES = 30;

    /** Whether the command can be started at all. */
    boolean installed() {
        String program = command.get(0);
        if (program.indexOf('/') >= 0) {
            return Files.isExecutable(Path.of(program));
        }
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a result is the one of a program that came to an end. */
    static boolean ended(String[] result) {
        String last = result[result.length - 1];
        return !last.equals("STUCK") && !last.startsWith(NO_RESULT);
    }

    /** The items of each case's result. A case that kills or blocks the engine gets {@link #NO_RESULT}, and the others run without it. */
    List<String[]> run(List<String> cases) throws IOException, InterruptedException {
        List<String[]> results = new ArrayList<>();
        int failures = 0;
        while (results.size() < cases.size()) {
            String trouble = runFrom(cases, results);
            if (results.size() < cases.size() && !trouble.equals(GAVE_UP)) {
                results.add(new String[] {NO_RESULT + ": " + trouble});
                if (++failures > MAX_FAILURES) {
                    throw new IOException(name + " fails too often: " + trouble);
                }
            }
        }
        return results;
    }

    private String runFrom(List<String> cases, List<String[]> results) throws IOException, InterruptedException {
        int from = results.size();
        Path folder = Files.createTempDirectory("emilua-fuzz");
        Path script = folder.resolve("driver.lua");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        try {
            Files.writeString(script, Driver.write(cases, from), StandardCharsets.ISO_8859_1);
            List<String> words = new ArrayList<>(command);
            words.add(script.toString());
            ProcessBuilder builder = new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            boolean ended;
            try {
                ended = await(process, out, cases.size() - from);
            } finally {
                process.destroyForcibly();
                process.waitFor();
            }
            read(Files.readAllLines(out, StandardCharsets.ISO_8859_1), results, cases.size());
            if (results.size() > from && !ended(results.getLast())) {
                return GAVE_UP;
            }
            String message = Files.readString(err, StandardCharsets.ISO_8859_1).strip();
            return ended ? "exit code " + process.exitValue() + ": " + message.lines().findFirst().orElse("") : "endless";
        } finally {
            for (Path file : List.of(script, out, err, folder)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Waits while there is progress: some output within a few seconds of its processor time. */
    private static boolean await(Process process, Path out, int count) throws IOException, InterruptedException {
        long size = 0;
        Duration used = Duration.ZERO;
        long seen = System.nanoTime();
        long deadline = seen + TimeUnit.MILLISECONDS.toNanos(START_MILLIS + (long) count * MILLIS_PER_CASE);
        while (System.nanoTime() < deadline) {
            if (process.waitFor(1, TimeUnit.SECONDS)) {
                return true;
            }
            Duration now = process.info().totalCpuDuration().orElse(Duration.ZERO);
            if (Files.size(out) != size) {
                size = Files.size(out);
                used = now;
                seen = System.nanoTime();
            } else if (size > 0 && (now.minus(used).compareTo(BUSY) > 0 || System.nanoTime() - seen > IDLE.toNanos())) {
                return false;
            }
        }
        return false;
    }

    private static void read(List<String> lines, List<String[]> results, int limit) {
        for (String line : lines) {
            String[] parts = line.split("\t", -1);
            if (results.size() < limit && parts.length > 1 && parts[0].equals(Integer.toString(results.size()))) {
                String[] items = new String[parts.length - 1];
                System.arraycopy(parts, 1, items, 0, items.length);
                results.add(items);
            }
        }
    }
}
