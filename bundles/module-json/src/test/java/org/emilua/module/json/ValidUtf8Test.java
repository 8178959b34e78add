package org.emilua.module.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ValidUtf8Test {

    /** Third and fourth bytes: no continuation, the first and last one, and what begins another character. */
    private static final int[] FURTHER = {'a', 0x7F, 0x80, 0xBF, 0xC0, 0xE1};

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

    @Test
    void agreesWithTheDecoderOfTheJdk() {
        for (int first = 0; first < 256; first++) {
            check(first);
            for (int second = 0; second < 256; second++) {
                check(first, second);
                for (int third : FURTHER) {
                    check(first, second, third);
                    for (int fourth : FURTHER) {
                        check(first, second, third, fourth);
                        check('x', first, second, third, fourth);
                    }
                }
            }
        }
    }

    private void check(int... values) {
        byte[] bytes = new byte[values.length + 2];
        for (int i = 0; i < values.length; i++) {
            bytes[i + 1] = (byte) values[i];
        }
        bytes[0] = (byte) 0xFF; // outside of the range
        bytes[bytes.length - 1] = (byte) 0x80;
        assertEquals(
                isDecoded(bytes, values.length),
                ValidUtf8.is(bytes, 1, bytes.length - 1),
                () -> HexFormat.of().formatHex(bytes, 1, bytes.length - 1));
    }

    private boolean isDecoded(byte[] bytes, int length) {
        try {
            decoder.decode(ByteBuffer.wrap(bytes, 1, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
