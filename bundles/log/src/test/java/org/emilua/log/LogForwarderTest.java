package org.emilua.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.osgi.service.log.LogService;

class LogForwarderTest {

    private final List<String> entries = new ArrayList<>();

    /** A log service whose loggers note their calls. */
    private final LogService log = (LogService) Proxy.newProxyInstance(
            LogForwarderTest.class.getClassLoader(), new Class<?>[] {LogService.class}, (service, method, arguments) -> {
                String name = (String) arguments[0];
                return Proxy.newProxyInstance(
                        LogForwarderTest.class.getClassLoader(), new Class<?>[] {org.osgi.service.log.Logger.class}, (logger, call, given) -> {
                            entries.add(name + " " + call.getName() + " " + Arrays.deepToString((Object[]) given[given.length - 1]));
                            return null;
                        });
            });

    @Test
    void whatTheEngineSaysGoesToTheLogService() {
        LogForwarder forwarder = new LogForwarder(log);
        System.Logger engine = System.getLogger("org.emilua.runtime");
        engine.log(System.Logger.Level.ERROR, "broken {0}", "thing");
        engine.log(System.Logger.Level.WARNING, "odd", new IllegalStateException("why"));
        engine.log(System.Logger.Level.INFO, "{not a pattern");
        engine.log(System.Logger.Level.DEBUG, "detail");
        engine.log(System.Logger.Level.TRACE, "more");
        forwarder.stop();
        assertEquals(List.of(
                "org.emilua.runtime error [broken thing]",
                "org.emilua.runtime warn [odd, java.lang.IllegalStateException: why]",
                "org.emilua.runtime info [{not a pattern]",
                "org.emilua.runtime debug [detail]",
                "org.emilua.runtime trace [more]"), entries);
    }

    @Test
    void whatOthersSayIsLeftAlone() {
        LogForwarder forwarder = new LogForwarder(log);
        System.getLogger("com.example").log(System.Logger.Level.DEBUG, "mine");
        forwarder.stop();
        assertEquals(List.of(), entries);
    }

    @Test
    void afterwardsTheJvmsLogIsAsBefore() {
        Logger engine = Logger.getLogger(LogForwarder.ENGINE);
        boolean toParents = engine.getUseParentHandlers();
        java.util.logging.Level level = engine.getLevel();
        new LogForwarder(log).stop();
        assertEquals(toParents, engine.getUseParentHandlers());
        assertEquals(level, engine.getLevel());
        assertEquals(0, engine.getHandlers().length);
        System.getLogger("org.emilua.runtime").log(System.Logger.Level.DEBUG, "late");
        assertFalse(entries.contains("late"));
        assertEquals(List.of(), entries);
    }
}
