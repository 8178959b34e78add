package org.emilua.lua.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emilua.lua.LuaState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

final class PatternMatchTest {

    /** Items of Lua's patterns and of Java's that match the same. */
    private static final String[][] ITEMS = {
        {"a", "a"}, {"b", "b"}, {".", "."}, {"%a", "[a-zA-Z]"}, {"%d", "[0-9]"}, {"%w", "[a-zA-Z0-9]"}, {"%S", "[^ \\t\\n\\x0b\\f\\r]"},
        {"[ab]", "[ab]"}, {"[^ab]", "[^ab]"}, {"[%d_]", "[0-9_]"}, {"[0-4b-]", "[0-4b\\-]"}, {"%.", "\\."}, {"%-", "-"}
    };

    private static final String[][] REPETITIONS = {{"", ""}, {"", ""}, {"*", "*"}, {"+", "+"}, {"?", "?"}, {"-", "*?"}};

    private static final String LETTERS = "aab1 _.-bA3";

    @BeforeEach
    void enterVm() {
        new LuaState().enter();
    }

    private static boolean search(PatternMatch match) {
        return match.search(0, false);
    }

    private static PatternMatch match(String subject, String pattern) {
        return new PatternMatch(LuaValue.valueOf(subject), LuaValue.valueOf(pattern), 0);
    }

    @Test
    void matchesAsRegularExpressionsDo() {
        Random random = new Random(1);
        for (int i = 0; i < 30_000; i++) {
            StringBuilder lua = new StringBuilder();
            StringBuilder java = new StringBuilder();
            int groups = 0;
            for (int n = 1 + random.nextInt(5); n > 0; n--) {
                String[] item = ITEMS[random.nextInt(ITEMS.length)];
                String[] repetition = REPETITIONS[random.nextInt(REPETITIONS.length)];
                boolean captured = random.nextInt(3) == 0;
                groups += captured ? 1 : 0;
                lua.append(captured ? "(" : "").append(item[0]).append(repetition[0]).append(captured ? ")" : "");
                java.append(captured ? "(" : "").append(item[1]).append(repetition[1]).append(captured ? ")" : "");
            }
            if (random.nextInt(4) == 0) {
                lua.append('$');
                java.append("\\z");
            }
            StringBuilder subject = new StringBuilder();
            for (int n = random.nextInt(15); n > 0; n--) {
                subject.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            check(subject.toString(), lua.toString(), java.toString(), groups);
        }
    }

    private static void check(String subject, String lua, String java, int groups) {
        Matcher expected = Pattern.compile(java, Pattern.DOTALL).matcher(subject);
        PatternMatch match = match(subject, lua);
        String what = "'" + subject + "' and " + lua;
        boolean found = expected.find();
        assertEquals(found, search(match), what);
        if (found) {
            assertEquals(expected.start(), match.start(), what);
            assertEquals(expected.end(), match.end(), what);
            assertEquals(groups, match.captures(), what);
            for (int i = 0; i < groups; i++) {
                assertEquals(expected.start(i + 1), match.start(i), what);
                assertEquals(expected.end(i + 1), match.end(i), what);
            }
        }
    }

    @Test
    void looksOnlyAtThePartOfTheArray() {
        byte[] bytes = "xxaaxx".getBytes(StandardCharsets.US_ASCII);
        PatternMatch match = new PatternMatch(new LuaString(bytes, 2, 2), new LuaString("%f[%z]".getBytes(
                StandardCharsets.US_ASCII), 0, 6), 0);
        assertEquals(true, search(match));
        assertEquals(2, match.start());
        assertEquals(false, search(new PatternMatch(new LuaString(bytes, 2, 2), LuaValue.valueOf("x"), 0)));
    }

    @Test
    void remembersManySets() {
        String sets = "[a][b][c][d][e][f][g][h][i][j][k][l]";
        assertEquals(true, search(match("xxabcdefghijklxx", sets)));
        assertEquals(false, search(match("xxabcdefghijkxx", sets)));
    }

    @Test
    void givesUpOnTooDeepPatterns() {
        assertEquals(true, search(match("a", "a*".repeat(150))));
        LuaError error = assertThrows(LuaError.class, () -> search(match("a", "a*".repeat(201))));
        assertEquals("pattern too complex", error.getMessage());
    }
}
