package org.emilua.module.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.emilua.api.bytes.ByteSpan;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaTable;

class DeferredFieldsTest {

    /** Both sides of each limit of the kinds of bytes, and some ordinary ones. */
    private static final byte[] INTERESTING = {0, 8, 9, 10, 11, 12, 13, 14, 31, 32, 33, 44, 'a', 'b', 127, -128, -119, -115, -96, -84, -1};

    private final Random random = new Random(3);

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = INTERESTING[random.nextInt(INTERESTING.length)];
        }
        return bytes;
    }

    private static List<String> texts(LuaTable fields) {
        List<String> texts = new ArrayList<>();
        int count = fields.rawlen();
        for (int i = 1; i <= count; i++) {
            texts.add(text((ByteSpan) fields.rawget(i)));
        }
        assertEquals(count, fields.keyCount());
        return texts;
    }

    private static String text(ByteSpan span) {
        return new String(span.array(), span.offset(), span.length(), StandardCharsets.ISO_8859_1);
    }

    private static List<String> split(String record, String separators, boolean runs) {
        List<String> texts = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (char c : (record + separators.charAt(0)).toCharArray()) {
            if (separators.indexOf(c) < 0) {
                field.append(c);
            } else if (!runs || !field.isEmpty()) {
                texts.add(field.toString());
                field.setLength(0);
            }
        }
        return texts;
    }

    @Test
    void fieldsAreThoseOfASearchByteByByte() {
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = randomBytes(random.nextInt(200));
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            String record = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
            assertEquals(split(record, " \t\n\u000B\f\r", true), texts(DeferredFields.words(bytes, from, to)));
            byte separator = INTERESTING[random.nextInt(INTERESTING.length)];
            String only = String.valueOf((char) (separator & 0xFF));
            assertEquals(split(record, only, false), texts(DeferredFields.between(separator, bytes, from, to)));
        }
    }

    @Test
    void fieldsStayWhereTheyWereWhenTheBytesChange() {
        byte[] bytes = "one two three".getBytes(StandardCharsets.ISO_8859_1);
        LuaTable fields = DeferredFields.words(bytes, 0, bytes.length);
        bytes[1] = ' ';
        bytes[3] = '_';
        assertEquals(List.of("o e", "two", "three"), texts(fields));
    }

    @Test
    void aFieldIsTheSameSpanEachTime() {
        LuaTable fields = DeferredFields.between((byte) ',', new byte[] {'a', ',', 'b'}, 0, 3);
        assertSame(fields.rawget(2), fields.rawget(2));
    }
}
