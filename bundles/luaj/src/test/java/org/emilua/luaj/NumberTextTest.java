package org.emilua.luaj;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NumberTextTest {

    private static double parse(String text) {
        byte[] bytes = ("xx" + text + "7").getBytes(StandardCharsets.ISO_8859_1);
        return NumberText.parse(bytes, 2, bytes.length - 3);
    }

    private static boolean isRefused(String text) {
        return Double.doubleToRawLongBits(parse(text)) == NumberText.NOT_A_NUMERAL;
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0", "-0.0, -0", "1, 1", "-1, -1", "255, 255", "1e13, 10000000000000", "99999999999999, 99999999999999",
        "1e14, 1e+14", "-99999999999999, -99999999999999", "-1e14, -1e+14", "123456789012345, 1.2345678901234e+14",
        "123456789012355, 1.2345678901236e+14", "0.1, 0.1", "-0.5, -0.5", "3.14159265358979312, 3.1415926535898",
        "0.0001, 0.0001", "0.00001, 1e-05", "1e100, 1e+100", "-1.5e-300, -1.5e-300", "4.9e-324, 4.9406564584125e-324",
        "1.7976931348623157e308, 1.7976931348623e+308", "9007199254740993, 9.007199254741e+15", "0.99999999999999994, 1",
        "99999999999999.95, 1e+14", "0.000099999999999999996, 0.0001", "1e15, 1e+15", "123.456, 123.456"
    })
    void writesFourteenDigits(double number, String expected) {
        assertEquals(expected, NumberText.format(number));
    }

    @Test
    void writesWhatIsNotFinite() {
        assertEquals("inf", NumberText.format(Double.POSITIVE_INFINITY));
        assertEquals("-inf", NumberText.format(Double.NEGATIVE_INFINITY));
        assertEquals("nan", NumberText.format(Double.NaN));
        assertEquals("nan", NumberText.format(Double.longBitsToDouble(0xFFF8_0000_0000_0000L)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0", "12, 12", "-12, -12", "+12, 12", "5., 5", ".5, 0.5", "1e5, 100000", "1E+5, 100000", "1e-2, 0.01", "0x10, 16",
        "-0X1F, -31", "0x.8, 0.5", "0x8., 8", "0x1p4, 16", "0X1P-4, 0.0625", "0x1.8e1, 1.554931640625", "0b101, 5", "-0B11, -3",
        "010, 10", "1e0000000000000000000005, 100000", "1e1048575, Infinity", "1e-1048575, 0", "0x1p1048575, Infinity",
        "0x1p-1048575, 0", "0xffffffffffffffffff, 4722366482869645213695", "0x1.fffffffffffff8p0, 2",
        "0x1.fffffffffffff7p0, 1.9999999999999998", "0x1.fffffffffffff7ffp0, 1.9999999999999998", "0x1p-1074, 4.9e-324", "0x1p-1075, 0",
        "0x1.8p-1075, 4.9e-324", "0x1.8p-1074, 1e-323", "0x1.fffffffffffff7p1023, 1.7976931348623157e308",
        "0x1.fffffffffffff8p1023, Infinity", "9007199254740993, 9007199254740992", "9007199254740993.0000000001, 9007199254740994",
        "2.4703282292062327e-324, 0", "2.4703282292062328e-324, 4.9e-324", "1.7976931348623159e308, Infinity"
    })
    void readsNumerals(String text, double expected) {
        assertEquals(expected, parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", ".", "-", "+", "--5", "- 5", "e5", ".e5", "1e", "1e+", "1e+-5", "1e.5", "1e5.0", "1..2", "1.2.3", "5 x", "0x", "0x.",
        "0xg", "0x.p1", "0x1p", "0x1p+", "0x-1", "0x 1", "0b", "0b2", "0b1.1", "infx", "na", "-infinit", "infinityy", "NaNs", "0o17", "1LL",
        "1i", "1d", "1f", "1_000", "5\0", "\0005", "\u00a05", "1e1048576", "1e-1048576", "0x1p1048576"
    })
    void refusesWhatIsNoNumeral(String text) {
        assertEquals(true, isRefused(text), text);
    }

    @Test
    void refusesBinaryNumeralsOfMoreThan64Bits() {
        assertEquals(0x1p64, parse("0b000" + "1".repeat(64)));
        assertEquals(true, isRefused("0b" + "1".repeat(65)));
    }

    @Test
    void skipsWhiteSpaceAround() {
        assertEquals(5, parse(" \t\n\u000b\f\r5 \t\n\u000b\f\r"));
    }

    @Test
    void readsManyDigits() {
        assertEquals(1, parse("0." + "0".repeat(3000) + "1e3001"));
        assertEquals(1e10, parse("1" + "0".repeat(3000) + "e-2990"));
        assertEquals(Double.POSITIVE_INFINITY, parse("1" + "0".repeat(400)));
        String tie = new BigDecimal(1).add(new BigDecimal(Math.ulp(1.0) / 2)).toPlainString();
        assertEquals(1, parse(tie));
        assertEquals(Math.nextUp(1.0), parse(tie + "0".repeat(3000) + "1"));
        assertEquals(1, parse(tie + "0".repeat(3000)));
        assertEquals(Double.POSITIVE_INFINITY, parse("0x" + "f".repeat(300)));
        assertEquals(1, parse("0x0." + "0".repeat(300) + "1p1204"));
    }

    @Test
    void readsWhatJavaWrites() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                assertEquals(number, parse(Double.toString(number)));
                assertEquals(number, parse(Double.toHexString(number)));
                assertEquals(number, parse(new BigDecimal(number).toString()));
            }
            double usual = random.nextInt() / Math.pow(10, random.nextInt(15));
            assertEquals(usual, parse(Double.toString(usual)));
        }
    }
}
