package org.emilua.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.emilua.launcher.CommandLine.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    @Test
    void whatFollowsTheDashesBelongsToTheScript() throws UsageException {
        CommandLine line = parse("a.lua", "--", "--test", "b.lua", "--");
        assertEquals("a.lua", line.script());
        assertEquals(List.of("--test", "b.lua", "--"), line.arguments());
        assertFalse(line.test());
    }

    @Test
    void optionsMayFollowTheScript() throws UsageException {
        CommandLine line = parse("a.lua", "--test", "--main-context-concurrency-hint", "3");
        assertTrue(line.test());
        assertEquals(3, line.concurrencyHint());
        assertEquals(2, parse("--main-context-concurrency-hint=2", "a.lua").concurrencyHint());
    }

    @Test
    void helpAndVersionNeedNoScript() throws UsageException {
        assertEquals(Action.HELP, parse("-h").action());
        assertEquals(Action.HELP, parse("a.lua", "--help").action());
        assertEquals(Action.VERSION, parse("--version").action());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                                        | no script given
                    --                                        | no script given
                    --test                                    | no script given
                    --frobnicate a.lua                        | unknown option '--frobnicate'
                    -x                                        | unknown option '-x'
                    a.lua b.lua                               | more than one script: 'a.lua' and 'b.lua'
                    --main-context-concurrency-hint           | needs a number greater than 0
                    --main-context-concurrency-hint many      | needs a number greater than 0, not 'many'
                    --main-context-concurrency-hint=0 a.lua   | needs a number greater than 0, not '0'
                    --shell now                               | the shell takes no arguments, not 'now'
                    """)
    void aUsageErrorNamesTheCulprit(String words, String problem) {
        String[] split = words.isEmpty() ? new String[0] : words.split(" +");
        UsageException thrown = assertThrows(UsageException.class, () -> CommandLine.parse(split));
        String message = String.valueOf(thrown.getMessage());
        assertTrue(message.contains(problem), message);
        assertFalse(message.contains("\n"), message);
    }

    private static CommandLine parse(String... words) throws UsageException {
        return CommandLine.parse(words);
    }
}
