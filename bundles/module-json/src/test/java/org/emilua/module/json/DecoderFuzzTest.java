package org.emilua.module.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.emilua.api.error.ErrorCode;
import org.junit.jupiter.api.Assertions;
import org.luaj.vm2.LuaValue;

/**
 * Any bytes are a value or an error with its place; what is read can be written, and is then read as the same; and Gson accepts
 * and finds the same. Runs on the inputs that are kept in the resources; with {@code JAZZER_FUZZ=1} it looks for others.
 */
class DecoderFuzzTest {

    private final Texts texts = new Texts();

    @FuzzTest
    void decode(byte[] text) throws IOException {
        LuaValue value;
        try {
            value = texts.decode(text);
        } catch (ErrorCode e) {
            int position = e.table().get("position").checkint();
            assertTrue(position >= 1 && position <= text.length + 1, Texts.describe(e));
            checkRefused(e, text);
            return;
        }
        byte[] written = texts.encode(value);
        LuaValue again = texts.decode(written);
        assertTrue(Texts.same(value, again), "read as something else again");
        assertArrayEquals(written, texts.encode(again));
        if (isUtf8(text)) {
            checkAccepted(value, text);
        }
    }

    /** Gson finds the same, except that it refuses surrogates without counterpart. */
    private void checkAccepted(LuaValue value, byte[] text) throws IOException {
        LuaValue other;
        try {
            other = texts.byGson(new String(text, StandardCharsets.UTF_8));
        } catch (MalformedJsonException e) {
            assertTrue(String.valueOf(e.getMessage()).contains("surrogate"), e.getMessage());
            return;
        }
        assertTrue(Texts.same(value, other), "Gson finds something else");
    }

    /** Gson refuses what the lexer refuses, except for a byte order mark. */
    private void checkRefused(ErrorCode error, byte[] text) throws IOException {
        boolean isLexical = error.category() == LexerError.CATEGORY && error.code() != LexerError.BYTE_ORDER_MARK.raised().code();
        if (!isLexical || !isUtf8(text)) {
            return;
        }
        try {
            LuaValue unused = texts.byGson(new String(text, StandardCharsets.UTF_8));
        } catch (MalformedJsonException | EOFException | NumberFormatException | IllegalStateException e) {
            return;
        }
        Assertions.fail("Gson accepts this: " + Texts.describe(error));
    }

    private static boolean isUtf8(byte[] text) {
        return Arrays.equals(text, new String(text, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
    }
}
