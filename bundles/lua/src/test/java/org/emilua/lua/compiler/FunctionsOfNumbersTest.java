package org.emilua.lua.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.emilua.lua.LuaLanguage;
import org.emilua.lua.LuaState;
import org.emilua.lua.code.Builtin;
import org.emilua.lua.code.CallStack;
import org.emilua.lua.code.Closure;
import org.emilua.lua.code.LuaCode;
import org.emilua.lua.code.Native0;
import org.emilua.lua.code.StackOverflow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Functions that call themselves with numbers and get numbers do so without objects for them. */
final class FunctionsOfNumbersTest {

    private final LuaState state = new LuaState();
    private final LuaTable globals = state.libraries();

    @BeforeEach
    void enter() {
        state.enter();
        globals.rawset("_G", globals);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "(n) if n < 2 then return n end return f(n - 1) + f(n - 2) end                           | 20       | 6765",
        "(m, n) if m == 0 then return n + 1 end if n == 0 then return f(m - 1, 1) end return f(m - 1, f(m, n - 1)) end | 2, 9 | 21",
        "(n, sum) if n == 0 then return sum end return f(n - 1, sum + n) end                     | 300000, 0 | 45000150000",
        "(a, b) if b == 0 then return a else return f(b, a % b) end end                          | 120, 36  | 12",
        "(a, b) if b == 0 then return a else do return f(b, a - b * 0.5) end end end             | 1, 0     | 1",
        "(n) local r = 0 if n > 0 then r = f(n - 1) end return r + 1 end                         | 9        | 10",
        "(n) local a, b = 1, 0 if n > 0 then a, b = n, f(n - 1) end return a + b end             | 4        | 11",
        "(n) local s = 0 for i = 1, n do s = s + f(i - 1) end return s + 1 end                   | 6        | 64",
        "(n) local s = 1 for i = 1, n > 0 and f(n - 1) or 0 do s = s + i end return s end        | 3        | 11",
        "(n) n = n - 1 if n > 0 then return (f(n)) * 2 end return 1 - n end                     | 4        | 8",
        "(n) local t = {} if n > 0 then t[f(n - 1)] = f(n - 1) .. '' end return n end            | 3        | 3",
        "(n) if n > 0 and f(n - 1) == n - 1 and f(n - 1) then return n end return 0 end          | 5        | 5",
        "(n) if n <= 0 then return n end f(n - 1) return 1 / 0 - f(n - 1) end                    | 1        | inf",
        "(n) if n <= 0 then return 0 / 0 end return f(n - 1) end                                 | 3        | nan",
        "(a, b, c, d) if a == 0 then return d end return f(a - 1, c, d, b) end                   | 4, 1, 2, 3 | 1",
    })
    void numbersGiveNumbers(String function, String arguments, String result) {
        Closure f = compiled(function);
        assertEquals(true, takesNumbers(f));
        assertEquals(result, run(f, arguments));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "(n) if n + 1 < 3 then return n + 0 end return f(n - 1) + f(n - 2) end     | '6'       | 8",
        "(n, m) if n then return m and m + 1 or 0 end return f(1, 2) end           | nil       | 3",
        "(n) if n == nil then return 7 end return f(n - 1) end                     |           | 7",
    })
    void otherValuesAreTakenToo(String function, String arguments, String result) {
        assertEquals(result, run(compiled(function), arguments));
    }

    @Test
    void withoutArgumentsTheyAreCountedElsewhere() {
        globals.rawset("n", LuaValue.valueOf(0));
        Closure f = compiled("() n = n + 1 if n > 5 then return 1 end return f() + f() end");
        assertEquals(true, takesNumbers(f));
        assertEquals("6", run(f, ""));
    }

    @Test
    void exhaustedStacksAreErrorsOfTheLine() {
        Closure f = compiled("(n)\nreturn 1 +\nf(n + 1) end");
        assertEquals(true, takesNumbers(f));
        StackOverflowError overflow = assertThrows(StackOverflowError.class, () -> f.call(LuaValue.valueOf(1)));
        assertEquals("test:3: stack overflow", StackOverflow.error(overflow).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "(n) return n end",
        "(n) local t = {n > 0 and f(n - 1) or 1} return n + #t end",
        "(n) if n > 0 then return f(n - 1) end end",
        "(n) if n > 0 then return f(n - 1) end return 'x' end",
        "(n) if n > 0 then return f(n - 1) end return n, n end",
        "(n) if n > 0 then return f(n - 1) end return x end",
        "(n) if n > 0 then return f(x) end return n end",
        "(n) if n > 0 then return f(n - 1, 2) end return n end",
        "(n, m) if n > 0 then return f(n - 1) end return n end",
        "(n, ...) if n > 0 then return f(n - 1) end return n end",
        "(n) n = n > 3 and n or 'x' if n == 'x' then return 1 end return f(n - 1) + f(2) end",
        "(n) local function g() n = n - 1 end g() if n > 0 then return f(n) end return 1 end",
        "(n) if n > 0 then return f(n - 1) end f = print return n end",
    })
    void functionsThatAreNotSureToAreLeftAlone(String function) {
        assertEquals(false, takesNumbers(compiled(function)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "'3'"})
    void errorsNameTheLineAndTheVariable(String argument) {
        Closure f = compiled("(n)\nlocal s = 0\nif n == 0 or n == '1' then\ns = 1 + #x.y end\nreturn 1 +\nf(n - 1) end");
        assertEquals("test:4: attempt to index global 'x' (a nil value)", run(f, argument));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "'3'"})
    void everyCallIsOneLevelOfTheStack(String argument) {
        int[] depth = {0};
        globals.rawset("probe", new Builtin("probe", new Native0() {
            @Override
            public Varargs call0(LuaValue self) {
                depth[0] = (int) CallStack.capture(100).stream().filter(CallStack.Level::isLua).count();
                return LuaValue.NONE;
            }
        }));
        Closure f = compiled("(n) if n - 0 == 0 then probe() return 0 end return 1 + f(n - 1) end");
        assertEquals("3", run(f, argument));
        assertEquals(5, depth[0], "the chunk and four calls");
    }

    // ---- functions of source code

    private Closure compiled(String source) {
        Closure f = (Closure) load("local function f" + source + " return f").call();
        LuaCode code = Compiler.function(((LuaCode) f.code).body);
        assertNotNull(code);
        f.code = code;
        return f;
    }

    private LuaValue load(String chunk) {
        return LuaLanguage.instance().load(chunk.getBytes(StandardCharsets.UTF_8), "=test", globals);
    }

    private static boolean takesNumbers(Closure f) {
        return Arrays.stream(f.code.getClass().getDeclaredMethods())
                .anyMatch(method -> method.getName().equals(CallStack.BODY_OF_NUMBERS));
    }

    private String run(Closure f, String arguments) {
        globals.rawset("call", f);
        try {
            return load("local result = call(" + arguments + ") return result").call().tojstring();
        } catch (LuaError e) {
            return String.valueOf(e.getMessage());
        }
    }
}
