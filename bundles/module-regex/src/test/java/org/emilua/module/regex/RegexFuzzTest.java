package org.emilua.module.regex;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.emilua.module.regex.engine.EngineComparison;
import org.emilua.module.regex.syntax.Grammar;

/**
 * Any pattern on any bytes: every engine agrees with the reference matcher, or the pattern is refused properly. Inputs are a letter, {@code b}, {@code x} or
 * {@code e} for the grammar, upper case to ignore case; the pattern; a line feed; the bytes.
 */
class RegexFuzzTest {

    private static final int LONGEST_TEXT = 12;

    @FuzzTest(maxDuration = "10m")
    void enginesAgree(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int separator = 1;
        while (separator < input.length && input[separator] != '\n') {
            separator++;
        }
        byte[] pattern = Arrays.copyOfRange(input, 1, separator);
        int begin = Math.min(input.length, separator + 1);
        byte[] text = Arrays.copyOfRange(input, begin, Math.min(input.length, begin + LONGEST_TEXT));
        Grammar grammar = switch (input[0] | 0x20) {
            case 'b' -> Grammar.BASIC;
            case 'x' -> Grammar.EXTENDED;
            default -> Grammar.ECMA;
        };
        boolean unused = EngineComparison.run(grammar, (input[0] & 0x20) == 0, pattern, text);
    }
}
