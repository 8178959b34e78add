package org.emilua.itests.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that runs Lua programs: a command, and what its environment has in addition.
 *
 * @param name how reports call it
 * @param program what has to be installed: a name or a path
 * @param command the words before the script's name
 * @param environment variables to set
 */
record Engine(String name, String program, List<String> command, Map<String, String> environment) {

    /** A case that did not end in time, or that took the whole process with it. */
    static final String NO_RESULT = "no result";

    private static final String[] LEFT_OUT = {};
    private static final Pattern NUMBERED = Pattern.compile("(\\d{1,9})\t");
    private static final String GAVE_UP = "gave up";
    private static final int START_MILLIS = 20_000;
    private static final int MILLIS_PER_CASE = 200;
    private static final Duration BUSY = Duration.ofSeconds(6);
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final int MAX_FAILURES = 30;

    /** Whether the command can be started at all. */
    boolean installed() {
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

    /** Whether a result has that memory ran out: then it depends on how much there is. */
    static boolean exhausted(String[] result) {
        for (String item : result) {
            if (item.contains("not enough memory")) {
                return true;
            }
        }
        return false;
    }

    /**
     * The items of each case's result, none for those that are left out. A case that kills or blocks the engine gets
     * {@link #NO_RESULT}, and the others run without it.
     */
    String[][] run(Corpus corpus, BitSet without) throws IOException, InterruptedException {
        String[][] results = new String[corpus.size()][];
        without.stream().forEach(number -> results[number] = LEFT_OUT);
        int failures = 0;
        int from = next(results, 0);
        while (from < results.length) {
            String trouble = runFrom(corpus, from, without, results);
            from = next(results, from);
            if (from < results.length && !trouble.equals(GAVE_UP)) {
                results[from] = new String[] {NO_RESULT + ": " + trouble};
                from = next(results, from);
                if (++failures > MAX_FAILURES + results.length / MAX_FAILURES) {
                    throw new IOException(name + " fails too often: " + trouble);
                }
            }
        }
        return results;
    }

    /** The first case from one on that has no result. */
    private static int next(String[][] results, int from) {
        int at = from;
        while (at < results.length && results[at] != null) {
            at++;
        }
        return at;
    }

    private String runFrom(Corpus corpus, int from, BitSet without, String[][] results) throws IOException, InterruptedException {
        String run = name.replaceAll("\\W+", "_") + '-' + from;
        Path out = corpus.output(run + ".out");
        Path err = corpus.output(run + ".err");
        List<String> words = new ArrayList<>(command);
        words.add(corpus.driver(run, from, without).toString());
        ProcessBuilder builder = new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        boolean ended;
        try {
            ended = await(process, out, results.length - from);
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
        if (read(out, results)) {
            return GAVE_UP;
        }
        String message = Files.readString(err, StandardCharsets.ISO_8859_1).strip();
        return ended ? "exit code " + process.exitValue() + ": " + message.lines().findFirst().orElse("") : "endless";
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

    /** Takes what was put out; returns whether the last case was given up. */
    private static boolean read(Path out, String[][] results) throws IOException {
        boolean gaveUp = false;
        try (BufferedReader lines = Files.newBufferedReader(out, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher numbered = NUMBERED.matcher(line);
                if (numbered.lookingAt()) {
                    int number = Integer.parseInt(numbered.group(1));
                    if (number < results.length && results[number] == null) {
                        results[number] = line.substring(numbered.end()).split("\t", -1);
                        gaveUp = !ended(results[number]);
                    }
                }
            }
        }
        return gaveUp;
    }
}
