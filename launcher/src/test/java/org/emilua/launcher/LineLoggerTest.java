package org.emilua.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class LineLoggerTest {

    private static final class Lines implements LineLogger.Sink {
        private final List<String> lines = new ArrayList<>();
        private final boolean coloured;

        Lines(boolean coloured) {
            this.coloured = coloured;
        }

        @Override
        public boolean isColoured() {
            return coloured;
        }

        @Override
        public void write(String line) {
            lines.add(line);
        }
    }

    private final Lines lines = new Lines(false);
    private final System.Logger log = new LineLogger("org.emilua.runtime", LogLevels.parse("runtime:6"), lines);

    @Test
    void aMessageIsOneLine() {
        log.log(Level.WARNING, "something happened");
        assertEquals(List.of("emilua: warning: runtime: something happened"), lines.lines);
    }

    @Test
    void anExceptionIsPartOfTheLine() {
        log.log(Level.ERROR, "closing failed", new IllegalStateException("no\n\tway"));
        assertEquals(List.of("emilua: error: runtime: closing failed: java.lang.IllegalStateException: no | way"), lines.lines);
    }

    @Test
    void messagesCannotControlATerminal() {
        log.log(Level.INFO, "red \033[31m bell \007");
        assertEquals(List.of("emilua: info: runtime: red ?[31m bell ?"), lines.lines);
    }

    @Test
    void parametersAreInserted() {
        log.log(Level.INFO, "{0} of {1}", 1, "two");
        log.log(Level.INFO, "{0 of", 1);
        log.log(Level.INFO, "it''s {0}");
        assertEquals(List.of("emilua: info: runtime: 1 of two", "emilua: info: runtime: {0 of", "emilua: info: runtime: it''s {0}"),
                lines.lines);
    }

    @Test
    void messagesAreLookedUpInBundles() {
        var bundle = new ListResourceBundle() {
            @Override
            protected Object[][] getContents() {
                return new Object[][] {{"key", "text {0}"}};
            }
        };
        log.log(Level.INFO, bundle, "key", "x");
        log.log(Level.INFO, bundle, "other", (Throwable) null);
        assertEquals(List.of("emilua: info: runtime: text x", "emilua: info: runtime: other"), lines.lines);
    }

    @Test
    void whatIsNotShownIsNotMade() {
        assertFalse(log.isLoggable(Level.DEBUG));
        log.log(Level.DEBUG, () -> {
            throw new AssertionError("asked for a message that nobody reads");
        });
        log.log(Level.DEBUG, "hidden");
        assertEquals(List.of(), lines.lines);
    }

    @Test
    void severityHasAColourWhereColoursAreUnderstood() {
        Lines coloured = new Lines(true);
        System.Logger logger = new LineLogger("io.netty", LogLevels.parse("7"), coloured);
        logger.log(Level.ERROR, "x");
        logger.log(Level.WARNING, "x");
        logger.log(Level.DEBUG, "x");
        assertEquals(List.of("emilua: \033[1;31merror\033[0m: io.netty: x", "emilua: \033[1;33mwarning\033[0m: io.netty: x",
                "emilua: debug: io.netty: x"), coloured.lines);
    }

    @Test
    void theJvmFindsTheLog() {
        assertTrue(ServiceLoader.load(System.LoggerFinder.class).stream().anyMatch(finder -> finder.type() == LineLogs.class));
        LineLogs logs = new LineLogs();
        assertSame(logs.getLogger("a", Object.class.getModule()), logs.getLogger("a", LineLogs.class.getModule()));
    }
}
