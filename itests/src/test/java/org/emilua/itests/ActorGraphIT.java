package org.emilua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A hundred actors that send to each other at random while some are killed, interrupted or close their inboxes. Every message is
 * delivered once or its sender got an error, and nothing is left when all have ended (reference: Threads and the actor model).
 */
final class ActorGraphIT {

    private static final long SECONDS = Long.getLong("emilua.torture.seconds", 0);
    private static final int ACTORS = 100;
    private static final int KILLS = 25;
    private static final Path GRAPH = Path.of(System.getProperty("emilua.specs"), "torture", "graph.lua");
    private static final Pattern COUNTS = Pattern.compile("sent (\\d+), refused (\\d+), of those that were killed (\\d+)\n");

    private FelixFixture felix;

    @BeforeEach
    void start() throws Exception {
        felix = new FelixFixture();
        felix.install(Path.of(System.getProperty("emilua.vendor.jar")));
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
    }

    @Test
    void everyMessageIsDeliveredOnceOrRefusedAndNothingIsLeft() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        long seed = Long.getLong("emilua.torture.seed", 1);
        round(seed);
        Leftovers before = Leftovers.now();
        do {
            seed++;
            String counts = round(seed);
            if (SECONDS > 0) {
                System.err.print("graph " + seed + ": " + counts);
            }
        } while (System.nanoTime() - end < 0);
        before.awaitNoMore();
        for (String kind : List.of("EmiluaVm", "Fiber", "Mailbox", "ChannelHandle")) {
            Patience.await(() -> instances(kind) == 0, () -> "objects " + kind + " are left");
        }
    }

    /** Returns how many messages there were. */
    private String round(long seed) throws Exception {
        Random random = new Random(seed);
        EngineClient.Running program = felix.engine().start(
                GRAPH, Map.of(), String.valueOf(ACTORS), String.valueOf(random.nextInt(30, 100)), String.valueOf(seed));
        assertTrue(instances("EmiluaVm") > 0, "VMs are not found among the objects");
        for (int i = 0; i < KILLS; i++) {
            Thread.sleep(random.nextInt(12));
            List<String> ids = felix.engine().vmIds();
            String id = ids.isEmpty() ? program.id() : ids.get(random.nextInt(ids.size()));
            if (!id.equals(program.id())) {
                felix.engine().kill(id);
            }
        }
        Patience.await(() -> felix.engine().vms().isEmpty(), () -> "graph " + seed + " goes on:\n" + program.err() + fibers());
        assertEquals(new EngineClient.Result(0, "begun\n", ""), program.await());
        Path report = GRAPH.resolveSibling("report.lua");
        EngineClient.Result result = felix.engine().run(report, Map.of());
        Matcher counts = COUNTS.matcher(result.out());
        assertTrue(counts.matches(), result.out() + result.err());
        assertTrue(Long.parseLong(counts.group(1)) > ACTORS && Long.parseLong(counts.group(2)) > 0, result.out());
        return result.out();
    }

    private String fibers() {
        try {
            return felix.engine().fibers();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** How many objects of a class of the runtime a full collection leaves. */
    private static long instances(String type) throws Exception {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer().invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
                new Object[] {new String[0]}, new String[] {String[].class.getName()});
        Matcher line = Pattern.compile("\\d+:\\s+(\\d+)\\s+\\d+\\s+org\\.emilua\\.runtime\\." + type + "[ \n]").matcher(histogram);
        return line.find() ? Long.parseLong(line.group(1)) : 0;
    }
}
