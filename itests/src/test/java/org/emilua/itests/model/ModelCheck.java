package org.emilua.itests.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares the engine with the model on generated programs. System properties: {@code emilua.image} is the folder of the image;
 * {@code emilua.model.modes} lists back ends for Lua code, of which the processes take turns; {@code emilua.model.batch} is
 * how many programs a process runs; {@code emilua.model.progress=true} counts on standard error.
 */
public final class ModelCheck implements AutoCloseable {

    private static final int BATCH = Integer.getInteger("emilua.model.batch", 250);
    private static final int MAX_EXAMPLES = 3;

    /**
     * What a run found.
     *
     * @param programs how many programs ran
     * @param runs how many runs that were, of one program at one venue
     * @param differing how many differed
     * @param examples some that differ, shrunk
     * @param counts what happened in the model, and how often
     */
    public record Report(long programs, long runs, long differing, List<String> examples, Map<String, Long> counts) {}

    private final Generator generator = new Generator();
    private final int[] threads;
    private final String[] modes = System.getProperty("emilua.model.modes", "interpreted,compiled,mixed").split(",");
    private final Path image = Path.of(System.getProperty("emilua.image"));
    private final Venue ownVms;

    /**
     * Starts an engine.
     *
     * @param threads numbers of threads of contexts to try, beside VMs of their own
     */
    public ModelCheck(int... threads) throws Exception {
        this.threads = threads.clone();
        ownVms = new OwnVms();
    }

    /** Runs the programs from a number on of the sequence that a seed begins. */
    public Report run(long from, long count, long seed) throws Exception {
        Map<String, Long> counts = new TreeMap<>();
        List<String> examples = new ArrayList<>();
        long runs = 0;
        long differing = 0;
        for (long done = 0; done < count; done += BATCH) {
            List<Generator.Case> batch = new ArrayList<>();
            for (long number = from + done; number < from + Math.min(count, done + BATCH); number++) {
                batch.add(generator.make(seed, number));
            }
            for (Venue venue : venues((from + done) / BATCH)) {
                Check.Result result = Check.run(batch, venue);
                runs += tally(batch, venue, counts);
                counts.merge("runs whose timers were late at first", (long) result.excused(), Long::sum);
                differing += result.differences().size();
                for (Difference difference : result.differences()) {
                    if (examples.size() < MAX_EXAMPLES) {
                        examples.add(Shrinker.shrink(difference).describe());
                    }
                }
            }
            progress(Math.min(count, done + BATCH), differing);
        }
        return new Report(count, runs, differing, examples, counts);
    }

    private static void progress(long done, long differing) {
        if (Boolean.getBoolean("emilua.model.progress")) {
            System.err.println(done + " programs, " + differing + " differ");
        }
    }

    /** Where a batch runs: the back ends take turns, from batch to batch and from venue to venue. */
    private List<Venue> venues(long batch) {
        List<Venue> chosen = new ArrayList<>(List.of(ownVms));
        for (int i = 0; i < threads.length; i++) {
            chosen.add(new SharedVm(image, threads[i], modes[(int) ((batch + i) % modes.length)]));
        }
        return chosen;
    }

    private static long tally(List<Generator.Case> batch, Venue venue, Map<String, Long> counts) {
        long runs = 0;
        for (Generator.Case one : batch) {
            Expectation expected = venue.expect(one);
            if (venue.suits(expected)) {
                runs++;
                expected.counts().forEach((event, count) -> counts.merge(event, (long) count, Long::sum));
                counts.merge("runs that end their VM", expected.endsVm() ? 1L : 0, Long::sum);
                counts.merge("runs that end in deadlock", expected.atEnd().toString().contains("deadlock") ? 1L : 0, Long::sum);
                counts.merge("lines of traces", (long) expected.trace().size(), Long::sum);
                counts.merge("turns of fibers", (long) expected.turns(), Long::sum);
            }
        }
        return runs;
    }

    @Override
    public void close() throws Exception {
        ownVms.close();
    }

    /** Takes the number of programs, the seed and the number of the first program; exits with 1 if something differs. */
    public static void main(String[] arguments) throws Exception {
        long programs = arguments.length > 0 ? Long.parseLong(arguments[0].replace("_", "")) : 100_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        long first = arguments.length > 2 ? Long.parseLong(arguments[2]) : 0;
        long start = System.nanoTime();
        Report report;
        try (ModelCheck check = new ModelCheck(1, 4)) {
            report = check.run(first, programs, seed);
        }
        System.out.print(describe(report));
        System.out.printf("seed %d, %d seconds%n", seed, (System.nanoTime() - start) / 1_000_000_000L);
        System.exit(report.differing() == 0 ? 0 : 1);
    }

    /** A report for people. */
    public static String describe(Report report) {
        StringBuilder text = new StringBuilder();
        report.examples().forEach(example -> text.append(example).append('\n'));
        report.counts().forEach((event, count) -> text.append(String.format("%12d %s%n", count, event)));
        return text.append(String.format(
                "%d programs, %d runs, %d differ%n", report.programs(), report.runs(), report.differing())).toString();
    }
}
