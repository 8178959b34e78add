package org.emilua.itests.fuzz;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;

/**
 * Compares this engine with Lua 5.1 and LuaJIT on generated programs. Our result must be the one of either.
 *
 * <p>System properties: {@code emilua.image} is the folder of the image; {@code emilua.fuzz.modes} lists values for the
 * property {@code emilua.lua.mode}, each of which is an engine to compare, {@code default} for none; {@code emilua.fuzz.peers}
 * lists commands of further peers, separated by colons; {@code emilua.fuzz.command} is compared in place of the image, to try
 * the fuzzer itself; {@code emilua.fuzz.compat=true} generates what only a LuaJIT built with LUAJIT_ENABLE_LUA52COMPAT knows;
 * {@code emilua.fuzz.kinds} is a pattern for the kinds of cases;
 * {@code emilua.fuzz.batch} is how many programs a process runs, {@code emilua.fuzz.shrink} how many differences to shrink;
 * {@code emilua.fuzz.progress=true} counts, and shows what is found, on standard error.
 */
public final class Fuzzer implements AutoCloseable {

    /** For processes that run many small programs once: little compilation, little memory, nothing in parallel. */
    private static final String JAVA_OPTIONS =
            "-XX:TieredStopAtLevel=1 -XX:-UseParallelGC -XX:+UseSerialGC -Xms400m -Xmn256m -Xmx1g -XX:MetaspaceSize=128m";

    /** So many differences are looked at together. */
    private static final int TO_CONFIRM = 300;

    private static final int BATCH = Integer.getInteger("emilua.fuzz.batch", 10_000);

    /**
     * What a run found.
     *
     * @param cases how many cases ran
     * @param differing how many of them differ
     * @param allowed how many differ on purpose
     * @param kinds an example of each kind of difference, shrunk
     */
    public record Report(long cases, long differing, long allowed, Map<String, Example> kinds) {}

    /** One cause, as far as signatures tell causes apart: how often it was seen, and a small program. */
    public record Example(String text, int count) {}

    private final Comparison comparison;
    private final Generator generator;
    private final int toShrink = Integer.getInteger("emilua.fuzz.shrink", 25);

    public Fuzzer() {
        comparison = new Comparison(peers(), ours());
        generator = new Generator(Grammar.load(), Pattern.compile(System.getProperty("emilua.fuzz.kinds", "")));
    }

    private static List<Engine> peers() {
        List<Engine> peers = new ArrayList<>();
        peers.add(peer("lua5.1"));
        peers.add(peer("luajit"));
        for (String more : System.getProperty("emilua.fuzz.peers", "").split(File.pathSeparator)) {
            if (!more.isEmpty()) {
                peers.add(peer(more));
            }
        }
        return peers;
    }

    /** A peer, which must not take the memory of others. */
    private static Engine peer(String command) {
        List<String> limited = List.of("sh", "-c", "ulimit -v 1000000; exec \"$0\" \"$@\"", command);
        return new Engine(Path.of(command).getFileName().toString(), command, limited, Map.of());
    }

    private static List<Engine> ours() {
        String other = System.getProperty("emilua.fuzz.command");
        if (other != null) {
            return List.of(new Engine(Path.of(other).getFileName().toString(), other, List.of(other), Map.of()));
        }
        String command = Path.of(System.getProperty("emilua.image", "distribution/target/emilua"), "bin", "emilua").toAbsolutePath().toString();
        List<Engine> engines = new ArrayList<>();
        for (String mode : System.getProperty("emilua.fuzz.modes", "interpreted,compiled").split(",")) {
            String options = mode.equals("default") ? "" : " -Demilua.lua.mode=" + mode;
            engines.add(new Engine(
                    "emilua (" + mode + ")", command, List.of(command),
                    Map.of("EMILUA_JAVA_OPTS", System.getenv().getOrDefault("EMILUA_JAVA_OPTS", JAVA_OPTIONS) + options)));
        }
        return engines;
    }

    /** The peers that are missing here. */
    public static List<String> missingPeers() {
        return peers().stream().filter(peer -> !peer.installed()).map(Engine::name).toList();
    }

    /** Runs the first cases of the sequence that a seed begins. */
    public Report run(long cases, long seed) throws InterruptedException, ExecutionException {
        Map<String, List<Difference>> found = new LinkedHashMap<>();
        List<Difference> suspects = new ArrayList<>();
        long differing = 0;
        long meant = 0;
        for (long done = 0; done < cases; done += BATCH) {
            List<Generator.Case> batch = new ArrayList<>();
            long end = Math.min(cases, done + BATCH);
            for (long number = done; number < end; number++) {
                batch.add(generator.make(seed, number));
            }
            Comparison.Outcome outcome = comparison.find(batch);
            meant += outcome.meant();
            suspects.addAll(outcome.unexpected());
            if (suspects.size() >= TO_CONFIRM || end == cases) {
                List<Difference> certain = comparison.confirm(suspects);
                for (Difference difference : certain) {
                    if (found.computeIfAbsent(difference.signature(), _ -> new ArrayList<>()).isEmpty()) {
                        progress(difference.describe(comparison.peerNames()));
                    }
                    found.get(difference.signature()).add(difference);
                }
                meant += suspects.size() - certain.size();
                differing += certain.size();
                suspects.clear();
            }
            progress(end + " cases, " + differing + " differ");
        }
        Map<String, Example> examples = new LinkedHashMap<>();
        Shrinker shrinker = new Shrinker(comparison);
        List<Map.Entry<String, List<Difference>>> kinds = new ArrayList<>(found.entrySet());
        kinds.sort((a, b) -> Integer.compare(b.getValue().size(), a.getValue().size()));
        for (Map.Entry<String, List<Difference>> kind : kinds) {
            Difference example = kind.getValue().stream().min((a, b) -> Integer.compare(a.source().length(), b.source().length())).orElseThrow();
            if (examples.size() < toShrink) {
                example = shrinker.shrink(example);
            }
            examples.put(kind.getKey(), new Example(example.describe(comparison.peerNames()), kind.getValue().size()));
        }
        return new Report(cases, differing, meant, examples);
    }

    private static void progress(String text) {
        if (Boolean.getBoolean("emilua.fuzz.progress")) {
            System.err.println(text);
        }
    }

    @Override
    public void close() {
        comparison.close();
    }

    /** Takes the number of cases and the seed; prints what differs and exits with 1 if something does. */
    public static void main(String[] arguments) throws Exception {
        long cases = arguments.length > 0 ? Long.parseLong(arguments[0].replace("_", "")) : 10_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        List<String> missing = missingPeers();
        if (!missing.isEmpty()) {
            System.err.println("not installed: " + String.join(", ", missing));
            System.exit(2);
        }
        long start = System.nanoTime();
        Report report;
        try (Fuzzer fuzzer = new Fuzzer()) {
            report = fuzzer.run(cases, seed);
        }
        System.out.print(describe(report));
        System.out.printf("seed %d, %d seconds%n", seed, (System.nanoTime() - start) / 1_000_000_000L);
        System.exit(report.differing() == 0 ? 0 : 1);
    }

    /** A report for people. */
    public static String describe(Report report) {
        StringBuilder text = new StringBuilder();
        report.kinds().values().forEach(example -> text.append(example.count()).append(" times:\n").append(example.text()).append('\n'));
        return text.append(String.format(
                "%d cases, %d differ in %d ways, %d differ on purpose%n",
                report.cases(), report.differing(), report.kinds().size(), report.allowed())).toString();
    }
}
