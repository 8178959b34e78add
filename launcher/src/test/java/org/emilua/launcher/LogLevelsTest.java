package org.emilua.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.System.Logger.Level;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogLevelsTest {

    @Test
    void warningsAreShownUnlessToldOtherwise() {
        LogLevels levels = LogLevels.parse(null);
        assertTrue(levels.isShown("runtime", Level.WARNING));
        assertTrue(levels.isShown("runtime", Level.ERROR));
        assertFalse(levels.isShown("runtime", Level.INFO));
        assertEquals(List.of(), levels.problems());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "7                        | runtime      | DEBUG",
        "8                        | runtime      | TRACE",
        "lua:trace                | lua          | TRACE",
        "6                        | runtime      | INFO",
        "runtime:7                | runtime      | DEBUG",
        "runtime:debug            | runtime      | DEBUG",
        "runtime : Info , 3       | runtime      | INFO",
        "org.emilua.runtime:7     | runtime      | DEBUG",
        "io.netty:7               | io.netty.util.internal | DEBUG",
        "event.loop:7,event:3     | event.loop   | DEBUG",
        "3,runtime:7              | runtime      | DEBUG",
        "runtime:3,runtime:7      | runtime      | DEBUG",
        "7,                       | runtime      | DEBUG",
        "runtime:7,junk           | runtime      | DEBUG"
    })
    void shows(String value, String category, Level level) {
        assertTrue(LogLevels.parse(value).isShown(category, level));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0                        | runtime      | ERROR",
        "3                        | runtime      | WARNING",
        "5                        | runtime      | INFO",
        "runtime:3                | runtime      | WARNING",
        "runtime:7                | lua          | DEBUG",
        "run:7                    | runtime      | DEBUG",
        "event.loop:7,event:3     | event.other  | WARNING",
        "7,runtime:warning        | runtime      | INFO",
        "7                        | runtime      | TRACE",
        "8                        | runtime      | OFF"
    })
    void hides(String value, String category, Level level) {
        assertFalse(LogLevels.parse(value).isShown(category, level));
    }

    @ParameterizedTest
    @ValueSource(strings = {"runtime:", "runtime:9", "runtime:-1", "runtime:high", "runtime=7", "high", "9", "1.5", ":7", " : 7"})
    void whatIsMalformedIsToldInOneLineAndHasNoEffect(String pair) {
        LogLevels levels = LogLevels.parse("lua:7," + pair);
        assertEquals(1, levels.problems().size());
        assertTrue(levels.problems().getFirst().startsWith(
                "EMILUA_LOG_LEVELS: '" + pair.strip() + "' is neither category:level nor a level; a level is "), levels.problems()::getFirst);
        assertTrue(levels.isShown("lua", Level.DEBUG));
        assertFalse(levels.isShown("runtime", Level.INFO));
    }

    @Test
    void aMistakeCannotWriteToTheTerminalWhatItLikes() {
        String problem = LogLevels.parse("a\nb\033[2J").problems().getFirst();
        assertTrue(problem.startsWith("EMILUA_LOG_LEVELS: 'a | b?[2J' is neither"), problem);
    }

    @Test
    void colours() {
        assertEquals(null, StandardError.problem(null));
        assertEquals(null, StandardError.problem("0"));
        assertEquals(null, StandardError.problem("1"));
        assertEquals("EMILUA_COLORS must be 0 or 1, not 'yes'", StandardError.problem("yes"));
        assertEquals("EMILUA_COLORS must be 0 or 1, not ''", StandardError.problem(""));
    }
}
