package org.emilua.turtle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.emilua.api.error.CategoryReader;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no Turtle is reported with its line; nothing crashes the reader or keeps it busy. */
class MalformedTurtleTest {

    private static final String GOOD = Sources.HEAD + """
            cat:error [
                cat:code 1;
                cat:alias "ED";
                cat:message "?", \"""of two
            lines\"""@pt-BR
            ], [
                cat:code -2; cat:generic_error 'EPERM' # no alias
            ].
            """;

    private static String malformed(String source) {
        return Sources.failure(CoreError.BAD_RDF, source);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\1', textBlock = """
            cat:error [ cat:code 1 ]                 | 3
            cat:error [ cat:code 1 .                 | 3
            cat:error\\n[ cat:code 1\\n cat:alias "x" ]. | 5
            cat:error [ cat:alias "x ].              | 3
            cat:error [ cat:alias "x\\n" ].          | 3
            cat:error [ cat:alias '''x ].\\n\\n      | 5
            cat:error [ dog:code 1 ].                | 3
            cat:error [ cat:code 1 ] ].              | 3
            cat:error ( 1 2 .                        | 3
            cat:error "x"@ .                         | 3
            cat:error "x"^^ .                        | 3
            cat:error "\\q" .                       | 3
            cat:error "\\\\\\u12" .                 | 3
            cat:error '''\\uD800''' .               | 3
            cat:error '\\U00110000' .               | 3
            cat:error <a b> .                        | 3
            cat:error <a                             | 3
            cat:error ([ cat:code 1 ].               | 3
            cat:error ([ cat:code 1 ];               | 3
            cat:error ([ cat:code 1 ]]               | 3
            "subject" cat:error 1 .                  | 3
            @prefix : .                              | 3
            {                                        | 3
            \\0                                      | 3
            """)
    void isReportedWithItsLine(String rest, int line) {
        String source = Sources.HEAD + rest.replace("\\n", "\n").replace("\\0", "\0");
        ErrorCode error = assertThrows(ErrorCode.class, () -> Sources.read(source));
        assertEquals(CoreError.BAD_RDF.message(), error.getMessage());
        String detail = error.table().rawget("detail").tojstring();
        assertTrue(detail.matches("errors\\.ttl:" + line + ": .{5,}"), detail);
        assertFalse(detail.contains("[line"), detail);
        assertEquals(line, error.table().rawget("line").toint());
    }

    @Test
    void escapesStandForCharacters() {
        assertEquals(
                "a\"b'c\\d\te\u00e9\ud83d\ude00\\u12",
                Sources.readEntry("cat:code 1; cat:message \"a\\\"b\\'c\\\\d\\te\\u00e9\\U0001F600\\\\u12\"").messages().getFirst().text());
        assertEquals("errors.ttl:3: Illegal escape sequence \\q", malformed(Sources.HEAD + "cat:error \"\\q x\"."));
    }

    @Test
    void prefixesMustBeDeclared() {
        String source = "<about:emilua-module> rdf:type <https://schema.emilua.org/error_category/0/>.";
        assertTrue(malformed(source).startsWith("errors.ttl:1: "), malformed(source));
    }

    @Test
    void otherEncodingsAreRefusedWithTheLine() {
        byte[] source = (Sources.HEAD + "cat:error [ cat:code 1; cat:message \"\u00e9\" ].").getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("errors.ttl:3: not encoded in UTF-8", Sources.failure(CoreError.BAD_RDF, source));
        assertTrue(Sources.failure(CoreError.BAD_RDF, GOOD.getBytes(StandardCharsets.UTF_16)).startsWith("errors.ttl:1: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat:error [ cat:error ", "cat:error ( ", "cat:error << <a:b> <a:c> ", "cat:error ([ cat:error "})
    void deepNestingIsRefused(String opening) {
        malformed(Sources.HEAD + opening + opening.substring("cat:error ".length()).repeat(30_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[ ", "( ", "[ <a:b> ( ", "<< ", "<a:b> <a:c> <a:d> {| <a:b> ", "<a:b> <a:c> <a:d> {| "})
    void deepNestingFromTheBeginningIsRefused(String opening) {
        malformed(opening.repeat(100_000));
    }

    @Test
    void theDepthThatIsAllowedIsNamed() {
        assertTrue(malformed("\n" + "(".repeat(1_000)).equals("errors.ttl:2: nested more than 50 levels deep"));
        String deep = "[ cat:other ".repeat(TurtleSource.MAX_DEPTH - 1) + "1" + " ]".repeat(TurtleSource.MAX_DEPTH - 1);
        Sources.failure(CoreError.BAD_RDF_ERROR_CATEGORY, Sources.HEAD + "cat:error " + deep + ".");
        String many = "(1) ".repeat(1_000) + "[ ] ".repeat(1_000);
        assertEquals(1, Sources.read(Sources.HEAD + "cat:error [ cat:code 1 ]. <a:b> <a:c> (" + many + ").").errors().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "@prefix a: <b:c>.\n", "#\n", "\n", " ", "\t", "\0", "[", "<", "\"", "'''", "\"\"\"\\", "\\", "a", "a:", "_:a ", ":", "@", "@a-",
        "<a:b> <a:c> 1 .\n", "<a:b> <a:c> 1, ", "<a:b> a <a:c>;", "1", "1.", "-", "1e9", "\"\\u0041\"", "\ud83d\ude00", "\ufeff", "^",
        "%", "a%20", "<%", "<http://a/../", "\\u", "true ", ";", ",", ".", "=", "{", "BASE <a:b>\n", "PREFIX a: <b:c>\n", "@base <a:b>.\n",
        "<a:b> <a:c> () .", "<a:b> <a:c> ([ <a:b> 1 ] . ", "<a:b> <a:c> [] .", "[] <a:c> [] ."})
    void aMegabyteOfAnythingEndsSoon(String piece) {
        byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
        String source = piece.repeat(CategoryReader.MAX_BYTES / bytes.length);
        long before = processorTime();
        assertThrows(ErrorCode.class, () -> Sources.read(source));
        assertThrows(ErrorCode.class, () -> Sources.read(Sources.HEAD + "cat:error " + source));
        long millis = (processorTime() - before) / 1_000_000;
        assertTrue(millis < 10_000, millis + " ms");
    }

    @ParameterizedTest
    @CsvSource({
        "'@base <a/>.\n', '', 1000",
        "'<a:LONG> ', '', 1",
        "'@prefix p: <a:LONG>. <a:b> <a:c> ', 'p:x, ', 1",
        "'@prefix p: <a:LONG>. <a:b> <a:c> ', '\"1\"^^p:x, ', 1",
        "'@base <http://a/LONG>. <a:b> <a:c> ', '<x>, ', 1",
        "'@base <http://a/LONG>. <a:b> <a:c> ', '<../x>, ', 1"})
    void longNamesAreRefusedBeforeTheyAreRepeated(String opening, String piece, int times) {
        String source = opening.replace("LONG", "x/".repeat(200_000)).repeat(times) + piece.repeat(60_000);
        assertTrue(malformed(source).matches("errors\\.ttl:[0-9]+: a name of more than 1000 characters"), malformed(source));
    }

    @ParameterizedTest
    @CsvSource({"@prefix p: <a:LONG>., p:x", "@base <http://a/LONG>., <x>", "@base <http://a/LONG>., <../x>"})
    void namesAreBoundedInTotal(String opening, String name) {
        String source = opening.replace("LONG", "x/".repeat(480)) + "\n<a:b> <a:c> " + (name + ", ").repeat(60_000);
        long before = processorTime();
        assertEquals("errors.ttl:2: names of more than 10000000 characters in total", malformed(source));
        long millis = (processorTime() - before) / 1_000_000;
        assertTrue(millis < 10_000, millis + " ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"_:%s", "\"%s\"", "<a:%s>", "[ <a:%s> 1 ]", "\"x\"^^<a:%s>"})
    void objectsOfOneHashCodeAreToldApartSoon(String object) {
        StringBuilder source = new StringBuilder(Sources.HEAD + "cat:error [ cat:code 1 ]. <a:b> <a:c> 1");
        StringBuilder subjects = new StringBuilder();
        for (int i = 0; i < 16_384; i++) {
            source.append(", ").append(object.formatted(ofOneHashCode(i)));
            subjects.append("_:").append(ofOneHashCode(i)).append(" <a:c> 1 .\n");
        }
        long before = processorTime();
        assertEquals(1, Sources.read(source + ".\n" + subjects).errors().size());
        long millis = (processorTime() - before) / 1_000_000;
        assertTrue(millis < 5_000, millis + " ms");
    }

    /** Of this thread, in nanoseconds: what a busy machine does meanwhile does not count. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String ofOneHashCode(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 14; bit++) {
            text.append((number >> bit & 1) == 0 ? "BB" : "Aa");
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "cat:error << <a:b> <a:c> 1 >>., Quoted triples are not supported",
        "cat:error [ cat:code 1 ] {| <a:b> 1 |}., Annotations of triples are not supported"})
    void extensionsOfTurtleAreNamed(String rest, String problem) {
        assertEquals("errors.ttl:3: " + problem, malformed(Sources.HEAD + rest));
    }

    @Test
    void hugeLiteralsAreReadOrQuotedInPart() {
        String huge = "x".repeat(CategoryReader.MAX_BYTES / 2);
        assertEquals(huge, Sources.readEntry("cat:code 1; cat:message \"" + huge + "\"").messages().getFirst().text());
        String detail = Sources.failure(CoreError.BAD_RDF_ERROR_CATEGORY, Sources.HEAD + "cat:error [ cat:code \"" + huge + "\" ].");
        assertTrue(detail.length() < 200, detail);
        assertTrue(malformed(Sources.HEAD + "cat:error " + huge + ".").length() < 400);
        Sources.failure(CoreError.BAD_RDF_ERROR_CATEGORY, Sources.HEAD + "cat:error [ cat:code " + "9".repeat(500_000) + " ].");
    }

    @Test
    void moreStatementsThanAnyCategoryNeedsAreRefused() {
        assertEquals(
                "errors.ttl:3: more than 100000 statements",
                malformed(Sources.HEAD + "<a:b> " + "[],".repeat(CategoryReader.MAX_BYTES / 4) + "[]."));
    }

    @Test
    void damagedSourcesGiveErrorsOfOursOnly() {
        Random random = new Random(4);
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        assertEquals(2, Sources.read(good).errors().size());
        byte[] alphabet = "<>[](){}\"'\\;,.:@^_#% \n\t\0\u00e9aex019+-".getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = good.clone();
            for (int j = random.nextInt(1, 4); j > 0; j--) {
                damaged[random.nextInt(damaged.length)] = alphabet[random.nextInt(alphabet.length)];
            }
            try {
                Sources.read(damaged);
            } catch (ErrorCode e) {
                String detail = e.table().rawget("detail").tojstring();
                assertTrue(detail.startsWith("errors.ttl:"), detail);
                assertFalse(detail.contains("java.") || detail.contains("rdf4j") || detail.endsWith("null"), detail);
                refused++;
            }
        }
        assertTrue(refused > 10_000, refused + " refused");
    }
}
