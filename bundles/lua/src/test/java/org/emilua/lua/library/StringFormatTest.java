package org.emilua.lua.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.emilua.lua.LuaState;
import org.emilua.lua.code.Calls;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

final class StringFormatTest {

    private static final LuaValue FORMAT = StringLibrary.create().rawget("format");

    @BeforeEach
    void enterVm() {
        new LuaState().enter();
    }

    private static String format(String format, LuaValue value) {
        return Calls.first(Calls.code(FORMAT).call2(FORMAT, LuaValue.valueOf(format), value)).tojstring();
    }

    private static String format(String format, double number) {
        return format(format, LuaValue.valueOf(number));
    }

    @ParameterizedTest
    @CsvSource(ignoreLeadingAndTrailingWhitespace = false, value = {
        "%d,-0.9,0", "%d,9007199254740993,9007199254740992", "%d,1e300,-9223372036854775808", "%d,NaN,-9223372036854775808",
        "%i,-5,-5", "%5.3d,1,  001", "%+.0d,0,+", "%-6dx,5,5     x", "%06d,-5,-00005", "%06.2d,5,    05", "% d,5, 5",
        "%u,-1,18446744073709551615", "%x,18446744073709549568,fffffffffffff800", "%x,18446744073709551616,0",
        "%#x,255,0xff", "%#X,255,0XFF", "%#010x,255,0x000000ff", "%#x,0,0", "%o,8,10", "%#o,8,010", "%#.0o,0,0", "%#.3o,8,010",
        "%.0x,0,", "%f,1e22,10000000000000000000000.000000", "%.0f,0.5,0", "%.0f,1.5,2", "%#.0f,2.5,2.", "%.3f,0.0005,0.001",
        "%5.1f,3.25,  3.2", "%08.2f,-2.5,-0002.50", "%-8.2fx,2.5,2.50    x", "%e,0,0.000000e+00", "%.0e,2.5,2e+00",
        "%#.0e,1.5,2.e+00", "%.20e,0.1,1.00000000000000005551e-01", "%E,1e-300,1.000000E-300", "%g,100000,100000",
        "%g,1000000,1e+06", "%g,0.0001,0.0001", "%g,0.00001,1e-05", "%#g,1,1.00000", "%.0g,1.5,2", "%.3g,1234.5,1.23e+03",
        "%G,1e-10,1E-10", "%.14g,0.1,0.1", "%.17g,0.1,0.10000000000000001", "%g,-0.0,-0", "%5.1f,Infinity,  inf",
        "%+F,Infinity,+INF", "%06f,-Infinity,  -inf", "%f,NaN,nan", "% E,NaN, NAN", "%a,1,0x1p+0", "%a,0.5,0x1p-1", "%a,0,0x0p+0",
        "%a,255.5,0x1.ffp+7", "%A,255.5,0X1.FFP+7", "%.0a,1.5,0x2p+0", "%.0a,2.5,0x1p+1", "%.1a,1.03125,0x1.0p+0",
        "%.14a,1.1,0x1.199999999999a0p+0", "%#a,1,0x1.p+0", "%a,4.9e-324,0x1p-1074", "%010a,-1,-0x0001p+0", "%c,65,A", "%3c,65,  A",
        "%s,1.5,1.5", "%6.2s,12345,    12", "%q,1.5,\"1.5\""
    })
    void formatsAsC(String format, double number, String expected) {
        assertEquals(expected == null ? "" : expected, format(format, number));
    }

    @Test
    void fixedPlacesAreExact() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            double number = (random.nextInt() + random.nextDouble()) / Math.pow(2, random.nextInt(40));
            int places = random.nextInt(30);
            String expected = new BigDecimal(number).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
            String shown = format("%." + places + "f", number);
            assertEquals(number < 0 && !expected.startsWith("-") ? "-" + expected : expected, shown);
        }
    }

    @ParameterizedTest
    @CsvSource({"%y, %y", "abc%, %", "%5, %5", "%123d, %123", "%.123d, %.123", "%5.5.5d, %5.5.", "%l, %l", "%*d, %*", "%5%, %5%"})
    void refusesWhatIsNoConversion(String format, String shown) {
        LuaError error = assertThrows(LuaError.class, () -> format(format, 1));
        assertEquals("invalid option '" + shown + "' to 'format'", error.getMessage());
    }

    @Test
    void widthAndPrecisionHaveTwoDigits() {
        assertEquals(" ".repeat(98) + "5", format("%99d", 5));
        assertEquals("0".repeat(98) + "5", format("%.99d", 5));
    }
}
