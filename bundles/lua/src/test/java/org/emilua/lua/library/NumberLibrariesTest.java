package org.emilua.lua.library;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumberLibrariesTest {

    private final LuaResults lua = new LuaResults();

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "math.abs(-3), math.abs('-3'), 1 / math.abs(-0) > 0     | 3 3 true",
        "math.ceil(1.2), 1 / math.ceil(-0.5) < 0                | 2 true",
        "math.floor(-1.2), math.floor(1e300) == 1e300           | -2 true",
        "math.sqrt(16), math.exp(0), math.pow(2, 10)            | 4 1 1024",
        "math.pow(1, 0/0), math.pow(-1, 1/0)                    | 1 1",
        "math.log(8, 2), math.log(1000, 10), math.log(2 ^ 1000, 2), math.log(5e-324, 2) | 3 3 1000 -1074",
        "math.log(1), math.log10(1000), math.log(0) == -1/0     | 0 3 true",
        "math.log(8, nil) | error test:1: bad argument #2 to 'log' (number expected, got nil)",
        "math.max(1, 3, 2), math.min(3, 1, 2), math.max('10', 9) | 3 1 10",
        "math.max(0/0, 1), math.min(1, 2)                       | 1 1",
        "math.max() | error test:1: bad argument #1 to 'max' (number expected, got no value)",
        "math.min(1, 2, 'x') | error test:1: bad argument #3 to 'min' (number expected, got string)",
        "math.fmod(5, 3), math.fmod(-5, 3), math.fmod(5, -3), math.fmod(1, 1/0) | 2 -2 2 1",
        "math.modf(3.5)                                         | 3 0.5",
        "math.modf(-3.5)                                        | -3 -0.5",
        "math.modf(5)                                           | 5 0",
        "select(2, math.modf(1/0)), math.modf(-1/0) == -1/0     | 0 true",
        "1 / select(2, math.modf(-5)) < 0                       | true",
        "math.frexp(8)                                          | 0.5 4",
        "math.frexp(-3)                                         | -0.75 2",
        "math.frexp(5e-324)                                     | 0.5 -1073",
        "math.frexp(0)                                          | 0 0",
        "select(2, math.frexp(1/0)), math.frexp(1/0) == 1/0     | 0 true",
        "math.ldexp(0.5, 4), math.ldexp(1, -1075), math.ldexp(1, 1e300) == 1/0, math.ldexp(1, -1.9) | 8 0 true 0.5",
        "math.deg(math.pi), math.rad(180) == math.pi            | 180 true",
        "math.sin(0), math.cos(0), math.tan(0), math.asin(0), math.acos(1), math.atan(0) | 0 1 0 0 0 0",
        "math.atan2(0, -1) == math.pi, math.sinh(0), math.cosh(0), math.tanh(1/0) | true 0 1 1",
        "math.sinh(26) == 97864804714.419388, math.sinh(-40) == -1.1769263341851e+17, math.sinh(1e4), math.sinh(-1/0) | true true inf -inf",
        "math.cosh(1) == 1.5430806348152437, math.cosh(-9.5) == 6679.8634522568518, math.cosh(1e4), math.cosh(-1/0) | true true inf inf",
        "math.sinh(0/0) ~= math.sinh(0/0), math.cosh(0/0) ~= math.cosh(0/0), math.tanh(-0.3) == -0.2913126124515909, 1/math.sinh(-0) | true true true -inf",
        "math.huge == 1/0                                       | true",
        "math.sin({}) | error test:1: bad argument #1 to 'sin' (number expected, got table)",
    })
    void mathIsThatOfC(String expressions, String expected) {
        assertEquals(expected, lua.eval(expressions));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "math.random() == 0.79420629243124097                   | true",
        "math.randomseed(42), math.random() == 0.95607928791821051, math.random() == 0.0089557217859255189 | nil true true",
        "math.randomseed(7), math.random(100), math.random(100), math.random(100)            | nil 27 87 68",
        "math.random(5, 5), math.random(1)                      | 5 1",
        "math.random(0)                                         | error test:1: bad argument #1 to 'random' (interval is empty)",
        "math.random(2, 1)                                      | error test:1: bad argument #2 to 'random' (interval is empty)",
        "math.random(0/0)                                       | error test:1: bad argument #1 to 'random' (interval is empty)",
        "math.random({}) | error test:1: bad argument #1 to 'random' (number expected, got table)",
        "math.randomseed() | error test:1: bad argument #1 to 'randomseed' (number expected, got no value)",
    })
    void randomNumbersAreThoseOfLuaJit(String expressions, String expected) {
        assertEquals(expected, lua.eval(expressions));
    }

    @Test
    void eachVmHasRandomNumbersOfItsOwn() {
        String expected = lua.eval("math.random(1e9), math.random(1e9)");
        assertEquals(expected, new LuaResults().eval("math.random(1e9), math.random(1e9)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "bit.tobit(2 ^ 31), bit.tobit(2 ^ 32 + 5), bit.tobit(-2 ^ 31 - 1) | -2147483648 5 2147483647",
        "bit.tobit(0.5), bit.tobit(1.5), bit.tobit(2.5), bit.tobit(-1.5)  | 0 2 2 -2",
        "bit.tobit(0/0), bit.tobit(1/0), bit.tobit('7')         | 0 0 7",
        "bit.bnot(0), bit.bswap(305419896)                      | -1 2018915346",
        "bit.band(7, 3), bit.band(7), bit.band(15, 7, 3, 9, 1)  | 3 7 1",
        "bit.bor(1, 2), bit.bor(1, 2, 4), bit.bor(1, 2, 4, 8), bit.bor(1, 2, 4, 8, 16) | 3 7 15 31",
        "bit.bxor(1, 3), bit.bxor(1, 2, 3), bit.bxor(2 ^ 40, 1) | 2 0 1",
        "bit.lshift(1, 31), bit.lshift(1, 32), bit.lshift(1, -1) | -2147483648 1 -2147483648",
        "bit.rshift(-1, 1), bit.arshift(-256, 8), bit.rshift(-1, 0) | 2147483647 -1 -1",
        "bit.rol(1, 33), bit.ror(1, 1)                          | 2 -2147483648",
        "bit.tohex(1), bit.tohex(-1), bit.tohex(255, 4), bit.tohex(255, -4), bit.tohex(255, 1) | 00000001 ffffffff 00ff 00FF f",
        "#bit.tohex(1, 0), #bit.tohex(1, 1e9), #bit.tohex(1, -2147483648) | 0 254 254",
        "bit.band() | error test:1: bad argument #1 to 'band' (number expected, got no value)",
        "bit.bor(1, 2, nil) | error test:1: bad argument #3 to 'bor' (number expected, got nil)",
        "bit.lshift(1) | error test:1: bad argument #2 to 'lshift' (number expected, got no value)",
        "jit.status(), jit.version_num, type(jit.version)       | true 20100 string",
        "select('#', jit.on(), jit.off(true, true), jit.flush(5)), jit.opt | 2 nil",
        "jit.on(1) | error test:1: bad argument #1 to 'on' (function expected, got number)",
        "jit.off(select) | error test:1: bad argument #1 to 'off' (function expected, got function)",
        "jit.flush({}) | error test:1: bad argument #1 to 'flush' (function expected, got table)",
    })
    void bitsAreThoseOfBitOp(String expressions, String expected) {
        assertEquals(expected, lua.eval(expressions));
    }
}
