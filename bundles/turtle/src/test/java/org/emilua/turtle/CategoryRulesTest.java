package org.emilua.turtle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.emilua.api.error.CategoryDefinition;
import org.emilua.api.error.CategoryDefinition.Entry;
import org.emilua.api.error.CategoryDefinition.Message;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.Errno;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CategoryRulesTest {

    private static String bad(String rest) {
        return Sources.failure(CoreError.BAD_RDF_ERROR_CATEGORY, Sources.HEAD + rest);
    }

    @Test
    void everythingThatAnErrorCanHave() {
        CategoryDefinition definition = Sources.read("""
                # What went wrong.
                @prefix cat: <https://schema.emilua.org/error_category/0/#>.
                <about:emilua-module>
                    a <https://schema.emilua.org/error_category/0/>;
                    cat:error [
                        cat:code 1;
                        cat:alias "ED", "the editor";
                        cat:message "?", "Que?"@pt-BR, "Qu\u00e9?"@es, "\ud83d\ude00"@x-emoji;
                        cat:generic_error "EWOULDBLOCK"
                    ], [ cat:code -7 ] .
                """);
        List<Message> messages = List.of(
                new Message("", "?"), new Message("pt-BR", "Que?"), new Message("es", "Qu\u00e9?"), new Message("x-emoji", "\ud83d\ude00"));
        assertEquals(
                List.of(
                        new Entry(1, List.of("ED", "the editor"), messages, Errno.EAGAIN),
                        new Entry(-7, List.of(), List.of(), null)),
                definition.errors());
    }

    @Test
    void labelsOfNodesMayHaveAnyLength() {
        String label = "the_error_that_says_that_somebody_locked_the_door_".repeat(40);
        CategoryDefinition definition = Sources.read(Sources.HEAD + """
                cat:error _:LABEL1, [ cat:code 3 ], _:LABEL2 .
                _:LABEL2 cat:code 2 .
                _:LABEL1 cat:code 1 .
                """.replace("LABEL", label));
        assertEquals(List.of(1, 3, 2), definition.errors().stream().map(Entry::code).toList());
    }

    @Test
    void otherSpellingsOfTheSame() {
        CategoryDefinition usual = Sources.read(Sources.HEAD + "cat:error [ cat:code 1; cat:alias \"A\" ].");
        CategoryDefinition plain = Sources.read("""
                \ufeffPREFIX c: <https://schema.emilua.org/error_category/0/#>\r
                PREFIX r: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\r
                PREFIX x: <http://www.w3.org/2001/XMLSchema#>\r
                _:one c:alias '''A''', 'A'; c:code "+01"^^x:int .\r
                <about:emilua-module> c:error _:one, _:one .\r
                <about:emilua-module> r:type <https://schema.emilua.org/error_category/0/>, <urn:other> .\r
                """);
        assertEquals(usual, plain);
        assertEquals(usual.hashCode(), plain.hashCode());
        assertNotEquals(usual, Sources.read(Sources.HEAD + "cat:error [ cat:code 2; cat:alias \"A\" ]."));
    }

    @Test
    void propertiesOfOtherVocabulariesAreLeftAlone() {
        CategoryDefinition definition = Sources.read(Sources.HEAD + """
                <http://purl.org/dc/terms/creator> "me";
                cat:error [ cat:code 1; <http://www.w3.org/2000/01/rdf-schema#comment> "why", [ ] ].
                <http://example.org/> <http://example.org/> 3.5, true, (1 2).
                """);
        assertEquals(List.of(new Entry(1, List.of(), List.of(), null)), definition.errors());
    }

    @Test
    void aGenericErrorIsOptional() {
        assertNull(Sources.readEntry("cat:code 1").generic());
        assertEquals(Errno.EINVAL, Sources.readEntry("cat:code 1; cat:generic_error \"EINVAL\"").generic());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\1', textBlock = """
            0 | "0"
            -0 | "-0"
            "1" | "1"
            1.0 | "1.0"
            1e0 | "1e0"
            true | "true"
            "x" | "x"
            "x"^^<http://www.w3.org/2001/XMLSchema#integer> | "x"
            ""^^<http://www.w3.org/2001/XMLSchema#integer> | ""
            2147483648 | "2147483648"
            99999999999999999999 | "99999999999999999999"
            cat:code | <https://schema.emilua.org/error_category/0/#code>
            [ ] | [ ]
            """)
    void aCodeIsAnIntegerOtherThanZero(String value, String shown) {
        assertEquals(
                "errors.ttl:4: cat:code must be an integer of 32 bits other than 0, not " + shown,
                bad("cat:error [\ncat:code " + value + " ]."));
    }

    @Test
    void theLeastAndTheGreatestCode() {
        assertEquals(Integer.MAX_VALUE, Sources.readEntry("cat:code 2147483647").code());
        assertEquals(Integer.MIN_VALUE, Sources.readEntry("cat:code -2147483648").code());
    }

    @Test
    void everyErrorHasOneCode() {
        assertEquals("errors.ttl:4: the error has no cat:code", bad("cat:error [ cat:code 1 ],\n[ cat:alias \"A\" ]."));
        assertEquals("errors.ttl:3: the error has no cat:code", bad("cat:error <urn:nothing-about-this>."));
        assertEquals("errors.ttl:4: an error has one cat:code, not 1 and \"2\"", bad("cat:error [ cat:code 1\n, 2 ]."));
    }

    @Test
    void codesAndAliasesAreUnique() {
        assertEquals(
                "errors.ttl:5: code \"7\" was given in line 3 already",
                bad("cat:error [ cat:code 7 ],\n[ cat:code 8 ],\n[ cat:code 7 ]."));
        assertEquals("errors.ttl:4: code \"07\" was given in line 3 already", bad("cat:error [ cat:code 7 ],\n[ cat:code 07 ]."));
        assertEquals(
                "errors.ttl:4: alias \"A\" was given in line 3 already",
                bad("cat:error [ cat:code 7; cat:alias \"A\" ],\n[ cat:code 8; cat:alias \"B\", \"A\" ]."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"A\"@en", "1", "<urn:a>", "[ ]"})
    void anAliasIsAPlainString(String value) {
        String detail = bad("cat:error [ cat:code 1;\ncat:alias " + value + " ].");
        assertEquals("errors.ttl:4: cat:alias must be a string that is not empty and has no language, not "
                + detail.substring(detail.indexOf(", not ") + ", not ".length()), detail);
    }

    @Test
    void aGenericErrorIsOneThatExists() {
        assertEquals(
                "errors.ttl:4: cat:generic_error \"ENONSENSE\" is no error of generic_error",
                bad("cat:error [ cat:code 1;\ncat:generic_error \"ENONSENSE\" ]."));
        assertEquals(
                "errors.ttl:3: an error has one cat:generic_error, not EPERM and EIO",
                bad("cat:error [ cat:code 1; cat:generic_error \"EPERM\", \"EIO\" ]."));
        assertEquals(
                "errors.ttl:3: cat:generic_error must be a string that is not empty and has no language, not \"22\"",
                bad("cat:error [ cat:code 1; cat:generic_error 22 ]."));
    }

    @Test
    void aMessageIsAStringOfALanguage() {
        assertEquals("errors.ttl:3: cat:message must be a string, not \"1\"", bad("cat:error [ cat:code 1; cat:message 1 ]."));
        assertEquals("errors.ttl:3: cat:message must be a string, not [ ]", bad("cat:error [ cat:code 1; cat:message [] ]."));
        assertEquals(
                "errors.ttl:4: a cat:message without a language was given in line 3 already",
                bad("cat:error [ cat:code 1; cat:message \"a\",\n\"b\" ]."));
        assertEquals(
                "errors.ttl:4: a cat:message in language pt-BR was given in line 3 already",
                bad("cat:error [ cat:code 1; cat:message \"a\"@pt-BR,\n\"b\"@pt-BR ]."));
    }

    @Test
    void misspeltPropertiesAreNamed() {
        assertEquals("errors.ttl:4: unknown property cat:mesage", bad("cat:error [ cat:code 1;\ncat:mesage \"x\" ]."));
        assertEquals("errors.ttl:3: unknown property cat:code", bad("cat:code 1."));
    }

    @Test
    void aCategoryHasErrorsThatAreDescribed() {
        assertEquals(
                "errors.ttl:2: the category has no cat:error",
                Sources.failure(CoreError.BAD_RDF_ERROR_CATEGORY, Sources.HEAD.strip() + "."));
        assertEquals("errors.ttl:3: cat:error must be a description in [ ], not \"1\"", bad("cat:error 1."));
        assertEquals("errors.ttl:3: the error has no cat:code", bad("cat:error ([ cat:code 1 ])."));
    }

    @Test
    void controlCharactersDoNotReachMessages() {
        assertEquals(
                "errors.ttl:3: cat:code must be an integer of 32 bits other than 0, not \"a b [31mc\"",
                bad("cat:error [ cat:code \"a\\nb\\u001b[31mc\" ]."));
    }

    @Test
    void aFileWithoutAModule() {
        assertEquals(
                "errors.ttl: nothing is said about <about:emilua-module>", Sources.failure(CoreError.BAD_RDF_MODULE, ""));
        assertEquals(
                "errors.ttl: <about:emilua-module> is not said to be a <https://schema.emilua.org/error_category/0/>",
                Sources.failure(CoreError.BAD_RDF_MODULE, "<about:emilua-module> a <https://schema.emilua.org/error_category/1/>."));
    }
}
