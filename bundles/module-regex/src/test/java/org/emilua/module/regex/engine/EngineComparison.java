package org.emilua.module.regex.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.IdentityHashMap;
import org.emilua.api.bytes.MatchRange;
import org.emilua.module.regex.syntax.Grammar;
import org.emilua.module.regex.syntax.PatternException;
import org.emilua.module.regex.syntax.Syntax;
import org.jspecify.annotations.Nullable;

/** One pattern and some bytes, in all engines: they must agree with the reference matcher wherever they claim to carry the pattern. */
public final class EngineComparison {

    private final String description;
    private final Syntax syntax;
    private final byte[] bytes;
    private final Budget budget = new Budget(() -> { });
    private final CompiledPattern pattern;

    private EngineComparison(Grammar grammar, boolean ignoreCase, byte[] pattern, byte[] bytes) {
        description = grammar + " " + new String(pattern, ISO_8859_1) + " on " + new String(bytes, ISO_8859_1);
        this.bytes = bytes;
        budget.begin(bytes.length);
        syntax = grammar.parse(pattern, ignoreCase, false);
        this.pattern = CompiledPattern.of(syntax, budget);
    }

    /** Compares; false if the pattern is refused or takes too long. */
    public static boolean run(Grammar grammar, boolean ignoreCase, byte[] pattern, byte[] bytes) {
        try {
            new EngineComparison(grammar, ignoreCase, pattern, bytes).compare();
            return true;
        } catch (PatternException e) {
            assertTrue(e.position() <= pattern.length, e.getMessage());
            assertFalse(String.valueOf(e.getMessage()).isEmpty());
            return false;
        } catch (ReferenceMatcher.TooHard e) {
            return false;
        }
    }

    private void compare() {
        int[] found = pattern.search(bytes, 0, bytes.length, new MatchRange());
        int[] whole = pattern.match(bytes, 0, bytes.length);
        compareFrames(found);
        compareLinear(found, whole);
        assertGroups(new ReferenceMatcher(syntax, bytes).search(0), found, "search");
        assertGroups(new ReferenceMatcher(syntax, bytes).match(), whole, "match");
        compareLater();
        compareContinuation();
    }

    /** Bytes around the searched ones change nothing. */
    private void compareFrames(int @Nullable [] found) {
        byte[] framed = new byte[bytes.length + 6];
        Arrays.fill(framed, (byte) 'a');
        System.arraycopy(bytes, 0, framed, 3, bytes.length);
        assertGroups(found, pattern.search(framed, 3, bytes.length, new MatchRange()), "framed");
    }

    private void compareLinear(int @Nullable [] found, int @Nullable [] whole) {
        Traits traits = Traits.of(syntax.root(), new IdentityHashMap<>());
        if (!traits.regular() || traits.emptyLoops()) {
            return;
        }
        Re2Pattern re2 = Re2Pattern.of(syntax, 10, budget);
        if (re2 == null) {
            return;
        }
        int[] slots = new int[traits.staleGroups() ? 2 : 2 * syntax.groups() + 2];
        assertEquals(found != null, re2.find(bytes, 0, bytes.length, 0, slots), description);
        if (found != null) {
            assertArrayEquals(Arrays.copyOf(found, slots.length), slots, description + ": RE2/J");
        }
        assertEquals(whole != null, re2.matches(bytes, 0, bytes.length, slots), description);
        if (whole != null && !traits.staleGroups()) {
            assertArrayEquals(whole, slots, description + ": RE2/J, whole");
        }
    }

    /** Searches that begin later. */
    private void compareLater() {
        MatchRange range = new MatchRange();
        for (int from = 1; from <= bytes.length; from++) {
            boolean found = pattern.find(bytes, 0, bytes.length, from, range);
            int[] expected = new ReferenceMatcher(syntax, bytes).search(from);
            assertEquals(expected != null, found, description + " from " + from);
            if (expected != null) {
                assertEquals(expected[0], range.start(), description + " from " + from);
                assertEquals(expected[1], range.end(), description + " from " + from);
            }
        }
    }

    /** What is said of the first bytes only must hold once all are there. */
    private void compareContinuation() {
        MatchRange whole = new MatchRange();
        boolean found = pattern.find(bytes, 0, bytes.length, 0, whole);
        MatchRange part = new MatchRange();
        for (int length = 0; length < bytes.length; length++) {
            boolean foundInPart = pattern.find(bytes, 0, length, 0, part);
            String what = description + ", the first " + length;
            if (foundInPart && !part.mayChange()) {
                assertTrue(found, what);
                assertEquals(whole.start(), part.start(), what);
                assertEquals(whole.end(), part.end(), what);
            } else if (!foundInPart && found) {
                assertTrue(whole.start() >= part.resume(), what + ": " + whole.start() + " resumes at " + part.resume());
            }
        }
    }

    private void assertGroups(int @Nullable [] expected, int @Nullable [] actual, String what) {
        assertEquals(text(expected), text(actual), description + ": " + what);
    }

    private static String text(int @Nullable [] slots) {
        if (slots == null) {
            return "none";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < slots.length; i += 2) {
            text.append(slots[i] < 0 || slots[i + 1] < 0 ? "-" : slots[i] + "," + slots[i + 1]).append(' ');
        }
        return text.toString();
    }
}
