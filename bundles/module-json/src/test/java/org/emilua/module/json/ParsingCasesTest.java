package org.emilua.module.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.emilua.api.error.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that are valid, invalid, or left to the reader by RFC 8259. */
class ParsingCasesTest {

    private static final Pattern REPEATED = Pattern.compile("@(\\d+)\\((.*?)\\)");
    private static final String ARROW = " => ";

    private final Texts texts = new Texts();

    static Stream<String> valid() throws IOException {
        return cases("valid.txt");
    }

    static Stream<String> invalid() throws IOException {
        return cases("invalid.txt");
    }

    static Stream<String> choices() throws IOException {
        return cases("choices.txt");
    }

    @ParameterizedTest
    @MethodSource
    void valid(String line) throws IOException {
        byte[] text = bytes(left(line));
        assertWritten(right(line), text);
        String characters = new String(text, StandardCharsets.UTF_8);
        assertTrue(Texts.same(texts.decode(text), texts.byGson(characters)), "Gson finds something else");
    }

    @ParameterizedTest
    @MethodSource
    void invalid(String line) {
        assertRaised(right(line), bytes(left(line)));
    }

    @ParameterizedTest
    @MethodSource
    void choices(String line) {
        if (right(line).startsWith("!")) {
            assertRaised(right(line).substring(1), bytes(left(line)));
        } else {
            assertWritten(right(line), bytes(left(line)));
        }
    }

    private void assertWritten(String expected, byte[] text) {
        byte[] written = texts.encode(texts.decode(text));
        assertEquals(latin(bytes(expected)), latin(written));
        assertEquals(latin(written), latin(texts.encode(texts.decode(written))), "written twice");
    }

    private void assertRaised(String expected, byte[] text) {
        String raised;
        try {
            raised = "nothing, but " + latin(texts.encode(texts.decode(text)));
        } catch (ErrorCode e) {
            raised = Texts.describe(e);
        }
        assertEquals(expected, raised);
    }

    private static Stream<String> cases(String file) throws IOException {
        try (InputStream in = ParsingCasesTest.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().filter(line -> !line.startsWith("#")).toList().stream();
        }
    }

    private static String left(String line) {
        return line.substring(0, line.indexOf(ARROW));
    }

    private static String right(String line) {
        return line.substring(line.indexOf(ARROW) + ARROW.length());
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String notation) {
        String text = REPEATED.matcher(notation)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(2).repeat(Integer.parseInt(found.group(1)))));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(text.charAt(i));
            }
        }
        return bytes.toByteArray();
    }
}
