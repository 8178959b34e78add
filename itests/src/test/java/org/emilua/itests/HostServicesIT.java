package org.emilua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Enumeration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.InvalidSyntaxException;

/** What a host's Config Admin and log service are for: Felix's own, in a Felix that is not the distribution's. */
final class HostServicesIT {

    private static final String GREEDY = """
            local t = {}
            for i = 1, 2e5 do t[i] = {i} end
            print 'had enough'
            """;

    @TempDir
    Path folder;

    private FelixFixture felix;

    @BeforeEach
    void start() throws Exception {
        felix = new FelixFixture(List.of(
                jar("org.apache.felix.cm.PersistenceManager"), jar("org.apache.felix.log.Activator")));
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
    }

    /** The bundle with a class of that name. */
    private static Path jar(String type) throws Exception {
        return Path.of(Class.forName(type, false, HostServicesIT.class.getClassLoader())
                .getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private void configure(Map<String, Object> limits) throws Exception {
        Object admin = felix.service("org.osgi.service.cm.ConfigurationAdmin");
        Class<?> adminType = admin.getClass().getClassLoader().loadClass("org.osgi.service.cm.ConfigurationAdmin");
        Object configuration = adminType.getMethod("getConfiguration", String.class, String.class)
                .invoke(admin, "org.emilua.limits", "?");
        adminType.getClassLoader().loadClass("org.osgi.service.cm.Configuration").getMethod("update", Dictionary.class)
                .invoke(configuration, new Hashtable<>(limits));
    }

    /** Runs the program again and again until it ends so: a configuration takes effect a moment after it was set. */
    private EngineClient.Result awaitEnd(Path script, int exitCode) throws Exception {
        List<EngineClient.Result> results = new ArrayList<>();
        Patience.await(
                () -> {
                    results.add(felix.engine().run(script, Map.of()));
                    return results.getLast().exitCode() == exitCode;
                },
                () -> "it always ends as " + results.getLast());
        return results.getLast();
    }

    @Test
    void limitsAreThoseOfTheConfigurationAndChangeWithIt() throws Exception {
        Path script = Cli.script(folder, "greedy.lua", GREEDY);
        assertEquals(new EngineClient.Result(0, "had enough\n", ""), felix.engine().run(script, Map.of()));
        configure(Map.of("memory", "4194304"));
        EngineClient.Result ended = awaitEnd(script, 1);
        assertTrue(ended.err().matches("(?s)VM 0x\\w+ terminated: it uses .* MiB of memory, its limit is 4\\.0 MiB\n.*"), ended.err());
        configure(Map.of("memory", 1L << 30, "actors", 3));
        assertEquals(new EngineClient.Result(0, "had enough\n", ""), awaitEnd(script, 0));
    }

    @Test
    void aConfigurationThatMakesNoSenseIsReportedAndCostsNobodyAnything() throws Exception {
        Path waiting = Cli.script(folder, "waiting.lua", "print 'up' require('time').sleep(3600)");
        EngineClient.Running program = felix.engine().start(waiting, Map.of());
        program.awaitOutput("up");
        configure(Map.of("memory", "plenty"));
        Patience.await(() -> messages().toString().contains("memory is no integer: plenty"), () -> messages().toString());
        Path script = Cli.script(folder, "greedy.lua", GREEDY);
        assertEquals(new EngineClient.Result(0, "had enough\n", ""), felix.engine().run(script, Map.of()));
        assertEquals(1, felix.engine().vms().size(), "the program that ran before goes on");
        program.kill();
        program.await();
    }

    @Test
    void theEnginesMessagesReachTheLogService() throws Exception {
        // The JVM's own log, to which System.Logger leads in a host; among the tests' classes is the launcher's way of logging.
        Logger.getLogger("org.emilua.runtime").log(Level.WARNING, "closing {0} failed", "something");
        Logger.getLogger("org.example").log(Level.WARNING, "of somebody else");
        Patience.await(() -> messages().contains("closing something failed"), () -> messages().toString());
        assertTrue(!messages().contains("of somebody else"), messages().toString());
    }

    private List<String> messages() {
        try {
            Object reader = felix.service("org.osgi.service.log.LogReaderService");
            ClassLoader loader = reader.getClass().getClassLoader();
            Enumeration<?> entries = (Enumeration<?>)
                    loader.loadClass("org.osgi.service.log.LogReaderService").getMethod("getLog").invoke(reader);
            List<String> messages = new ArrayList<>();
            for (Object entry : Collections.list(entries)) {
                Class<?> type = loader.loadClass("org.osgi.service.log.LogEntry");
                messages.add(type.getMethod("getMessage").invoke(entry) + " " + type.getMethod("getException").invoke(entry));
            }
            return messages.stream().map(message -> message.replaceFirst(" null$", "")).toList();
        } catch (ReflectiveOperationException | InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
