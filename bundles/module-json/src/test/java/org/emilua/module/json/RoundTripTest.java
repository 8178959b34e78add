package org.emilua.module.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** What is written is read as the same again: every double, and strings of any bytes. */
class RoundTripTest {

    private static final int MANY = 30_000;

    private final Texts texts = new Texts();
    private final Random random = new Random(20);

    private String written(double number) {
        return new String(texts.encode(LuaValue.valueOf(number)), StandardCharsets.ISO_8859_1);
    }

    private double read(String text) {
        return texts.decode(text.getBytes(StandardCharsets.ISO_8859_1)).todouble();
    }

    private void assertSame(double number) {
        String text = written(number);
        assertEquals(Double.doubleToRawLongBits(number), Double.doubleToRawLongBits(read(text)), text);
        assertEquals(number, Double.parseDouble(text), text);
    }

    @Test
    void doublesOfAllSizes() {
        for (int i = 0; i < MANY; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                assertSame(number);
            }
        }
    }

    @Test
    void decimalsAndTheirNeighbours() {
        for (int i = 0; i < MANY; i++) {
            double number = random.nextInt(2_000_000_000) / Math.pow(10, random.nextInt(10));
            assertSame(number);
            assertSame(-number);
            assertSame(Math.nextUp(number));
        }
        for (int exponent = -1074; exponent <= 1023; exponent++) {
            double power = Math.scalb(1.0, exponent);
            assertSame(power);
            assertSame(Math.nextUp(power));
            assertSame(Math.nextDown(power));
        }
    }

    @Test
    void numbersAreWrittenWithTheFewestDigits() {
        for (int i = 0; i < MANY; i++) {
            double number = random.nextInt(1_000_000_000) / Math.pow(10, random.nextInt(9));
            String text = written(number);
            if (number >= 1e-3 && number < 1e7) {
                assertEquals(Double.toString(number).replaceFirst("\\.0$", ""), text);
            }
        }
    }

    @Test
    void numeralsAreReadAsTheNearestDouble() {
        for (int i = 0; i < MANY; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "").append(1 + random.nextInt(9));
            for (int digits = random.nextInt(25); digits > 0; digits--) {
                text.append(random.nextInt(10));
            }
            if (random.nextBoolean()) {
                text.append('.').append(random.nextInt(1_000_000));
            }
            text.append('e').append(random.nextInt(600) - 320);
            double expected = Double.parseDouble(text.toString());
            if (Double.isFinite(expected)) {
                assertEquals(Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(read(text.toString())), text.toString());
            }
        }
    }

    /** Numerals in the middle between two doubles, or next to it. */
    @ParameterizedTest
    @ValueSource(strings = {
        "9007199254740993", "9007199254740993.0", "9007199254740992.9999", "9007199254740993.0001", "9007199254740995",
        "1.00000000000000011102230246251565404", "1.00000000000000011102230246251565405", "1.0000000000000001110",
        "5708990770823839524233143877797980545530986496e0", "8.442911973260991817129021e-309", "2.4703282292062327e-324",
        "2.4703282292062328e-324", "2.2250738585072012e-308", "2.2250738585072011e-308", "4.9406564584124654e-324",
        "6929495644600919.5", "3.7455744005952583e15", "1090544144181609348671888949248", "7.3177701707893310e15",
        "18446744073709551615e-1", "9999999999999999999e-342", "1e-323", "9007199254740991e23", "0.5e-323"
    })
    void hardNumerals(String text) {
        assertEquals(Double.parseDouble(text), read(text));
        assertEquals(-Double.parseDouble(text), read("-" + text));
    }

    @Test
    void stringsOfAnyBytes() throws CharacterCodingException {
        for (int i = 0; i < MANY; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            if (random.nextBoolean()) { // more of what looks like UTF-8
                for (int at = 0; at < bytes.length; at++) {
                    bytes[at] = (byte) (bytes[at] & 0x3F | (random.nextInt(3) == 0 ? 0xC0 + random.nextInt(0x38) : 0x80));
                }
            }
            byte[] text = texts.encode(LuaString.valueUsing(bytes));
            assertEquals(text.length, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString()
                    .getBytes(StandardCharsets.UTF_8).length);
            LuaString again = (LuaString) texts.decode(text);
            byte[] found = new byte[again.m_length];
            again.copyInto(0, found, 0, found.length);
            assertArrayEquals(bytes, found);
        }
    }
}
