package org.emilua.lua.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.emilua.lua.LuaLanguage;
import org.emilua.lua.LuaState;
import org.emilua.lua.code.Builtin;
import org.emilua.lua.code.Calls;
import org.emilua.lua.code.Closure;
import org.emilua.lua.code.LuaCode;
import org.emilua.lua.code.Resumption;
import org.emilua.lua.code.YieldCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

final class ResumptionTest {

    private static final int MOST_YIELDS = 50;

    private final LuaState state = new LuaState();
    private final LuaTable globals = state.libraries();

    @BeforeEach
    void enter() {
        state.enter();
        globals.rawset("yield", new Builtin("yield", new Unreachable()));
    }

    /** What suspends coroutines; resumptions return instead of calling it. */
    private static final class Unreachable extends YieldCode {
        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            throw new LuaError("called");
        }
    }

    // ---- what comes out

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "yield()                                                                       | ; end",
        "yield(nil) yield(1, 2, 3)                                                     | nil; 1 2 3; end",
        "local a = yield(x) return a                                                   | 70; end 1",
        "local a, b, c = yield(y, x) return c, b, a                                    | 80 70; end nil 10 1",
        "x = yield(x) y, x = yield(y) return x, y                                      | 70; 80; end 20 2",
        "g = yield(x) local h h, g = yield(g) return h, g                              | 70; 1; end 2 20",
        "local t = {yield = yield} t.yield(1) t['yield'](2) return 3                   | 1; 2; end 3",
        "local co_yield = yield co_yield('a')                                          | a; end",
        "for i = 1, 3 do yield(i) end                                                  | 1; 2; 3; end",
        "for i = 5, 1, -2 do yield(i) end                                              | 5; 3; 1; end",
        "for i = 0.5, x / 28, 0.5 * 2 do yield(i) end                                  | 0.5; 1.5; 2.5; end",
        "for i, v in ipairs {'a', 'b'} do yield(i, v) end                              | 1 a; 2 b; end",
        "for k, v in pairs {x, z = 'b'} do yield(k, v) end                             | 1 70; z b; end",
        "for k in function(s, i) if i < s then return i + 1 end end, 2, 0 do yield(k) end | 1; 2; end",
        "while x do x = yield(x) if x == 2 then x = nil end end                        | 70; 1; end",
        "repeat local v = yield(x) until v == 3 return x                               | 70; 70; 70; end 70",
        "for i = 1, 2 do for k in pairs {a = 1} do local n = 0 while n < 1 do n = n + 1 yield(i, k, n) end end end | 1 a 1; 2 a 1; end",
        "if x then yield(1) elseif y then yield(2) else yield(3) end yield(4)          | 1; 4; end",
        "if not x then yield(1) else local v = yield(2) return v end                   | 2; end 1",
        "do local a = yield(1) yield(a) end local b = yield(2) return b                | 1; 1; 2; end 3",
        "for i = 1, 3 do if i == 2 then break end yield(i) end return 'out'            | 1; end out",
        "for i = 1, 3 do if i == 2 then goto on end yield(i) ::on:: end                | 1; 3; end",
        "local i = 0 ::again:: i = i + 1 yield(i) if i < 2 then goto again end         | 1; 2; end",
        "local f for i = 1, 2 do local c = i local v = yield(c) f = f or function() c = c + v return c end end return f(), f() | 1; 2; end 2 3",
        "local v local function f() return v end v = yield(1) return f()               | 1; end 1",
        "local v = 1 local function f() v = v + 1 end f() yield(v) f() yield(v) return v | 2; 3; end 3",
        "local s = 'a' local n = 1 n = n + 1 yield(s .. n) n = n * 2 return s, n       | a2; end a 4",
        "local n n = yield(1) n = n + 1 local m = n yield(m) return n .. m             | 1; 2; end 22",
        "yield(x, ...) return ...                                                      | 70 80 90; end 80 90",
        "return (yield)                                                                | none",
        "local r = type(yield) yield(r) return #r                                      | function; end 8",
        "do return 1 end yield(2)                                                      | end 1",
        "while true do yield(1) if x then return 'done' end end                        | 1; end done",
    })
    void runsAreLikeCoroutines(String body, String trace) {
        String parameters = body.contains("...") ? "x, ..." : "x, y";
        Closure function = function("function(" + parameters + ") " + body + " end");
        Resumption made = resumption(function);
        assertEquals(trace, made == null ? "none" : trace(made.fresh(), function));
    }

    /** Yields and results of a run that begins with 70, 80, 90 and gets 1, 10 and then 2, 20 and so on as results of its yields. */
    private static String trace(Resumption run, Closure function) {
        List<String> steps = new ArrayList<>();
        Varargs values = LuaValue.varargsOf(LuaValue.valueOf(70), LuaValue.valueOf(80), LuaValue.valueOf(90));
        for (int i = 1; i <= MOST_YIELDS; i++) {
            Varargs results = Calls.all(run.callN(function, values));
            if (!run.isSuspended()) {
                steps.add(("end " + show(results)).strip());
                return String.join("; ", steps).strip();
            }
            steps.add(show(results));
            values = LuaValue.varargsOf(LuaValue.valueOf(i), LuaValue.valueOf(10 * i));
        }
        throw new AssertionError("does not end: " + steps);
    }

    private static String show(Varargs values) {
        List<String> texts = new ArrayList<>();
        for (int i = 1; i <= values.narg(); i++) {
            texts.add(values.arg(i).tojstring());
        }
        return String.join(" ", texts);
    }

    // ---- which functions

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "return yield(1)",
        "local a = 1 + yield(1)",
        "local a, b = 1, yield(1)",
        "local t = {} t.x = yield(1)",
        "local f = function() yield(1) end",
        "if yield(1) then return 1 end",
        "f(1)",
        "yield(1) return getfenv(1)",
    })
    void functionsThatDoNotFitAreLeftAlone(String body) {
        assertNull(resumption(function("function() " + body + " end")));
    }

    @Test
    void aFunctionThatExceedsAMethodIsLeftAlone() {
        StringBuilder body = new StringBuilder("function(");
        for (int i = 0; i < 100; i++) {
            body.append("p").append(i).append(i < 99 ? ", " : ") ");
        }
        assertNull(resumption(function(body + "yield(p0, p99) ".repeat(200) + "end")));
        assertNotNull(resumption(function(body + "yield(p0, p99) ".repeat(20) + "end")));
    }

    // ---- runs

    @Test
    void runsOfOneFunctionDoNotMeet() {
        Closure function = function("function(a) local b = yield(a) return a, b end");
        Resumption made = fitting(function);
        Resumption one = made.fresh();
        Resumption other = made.fresh();
        assertEquals("1", show(one.callN(function, LuaValue.valueOf(1))));
        assertEquals("2", show(other.callN(function, LuaValue.valueOf(2))));
        assertEquals("1 3", show(one.callN(function, LuaValue.valueOf(3))));
        assertEquals("2 4", show(other.callN(function, LuaValue.valueOf(4))));
    }

    @Test
    void anotherFunctionOfTheNameIsCalled() {
        Closure function = function("function() local a = yield(1) t = t or {} t.yield = f local b, c = t.yield(a) return b, c end");
        globals.rawset("t", new LuaTable());
        globals.rawset("f", function("function(v) return v + 1, v + 2 end"));
        assertEquals("1; end 2 3", trace(fitting(function).fresh(), function));
    }

    @Test
    void anotherFunctionInPlaceOfYieldEndsTheYields() {
        Closure function = function("function() for i = 1, 3 do if i == 2 then yield = f end yield(i) end return s end");
        globals.rawset("f", function("function(v) s = (s or 0) + v end"));
        assertEquals("1; end 5", trace(fitting(function).fresh(), function));
    }

    @Test
    void errorsNameTheLineBehindAYield() {
        Closure function = function("function(a)\nyield(1)\nlocal t = nil\nyield(t.x)\nend");
        Resumption run = fitting(function).fresh();
        run.callN(function, LuaValue.NONE);
        LuaError error = assertThrows(LuaError.class, () -> run.callN(function, LuaValue.NONE));
        assertEquals("test:4: attempt to index local 't' (a nil value)", error.getMessage());
        assertFalse(run.isSuspended());
    }

    @Test
    void aCallOfSomethingElseThanAFunctionIsNamed() {
        Closure function = function("function(a)\nyield(1)\nyield = nil\nyield(2)\nend");
        Resumption run = fitting(function).fresh();
        run.callN(function, LuaValue.NONE);
        LuaError error = assertThrows(LuaError.class, () -> run.callN(function, LuaValue.NONE));
        assertEquals("test:4: attempt to call global 'yield' (a nil value)", error.getMessage());
    }

    @Test
    void aRunThatGoesOnKeepsNoValues() throws IllegalAccessException {
        Closure function = function("function(a, ...) local n = 1 for k, v in pairs {a} do yield(k, v, n) end return a, ... end");
        Resumption run = fitting(function).fresh();
        run.callN(function, LuaValue.varargsOf(LuaValue.TRUE, LuaValue.FALSE));
        int kept = references(run);
        assertFalse(kept == 0);
        run.callN(function, LuaValue.NONE);
        assertEquals(0, references(run));
    }

    private static int references(Resumption run) throws IllegalAccessException {
        int found = 0;
        for (Field field : run.getClass().getDeclaredFields()) {
            field.setAccessible(true);
            boolean kept = !Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive();
            found += kept && field.get(run) != null ? 1 : 0;
        }
        return found;
    }

    // ---- functions of source code

    private Closure function(String source) {
        byte[] chunk = ("return " + source).getBytes(StandardCharsets.UTF_8);
        return (Closure) LuaLanguage.instance().load(chunk, "=test", globals).call();
    }

    private static @Nullable Resumption resumption(Closure function) {
        return Compiler.resumption(((LuaCode) function.code).body);
    }

    private static Resumption fitting(Closure function) {
        Resumption made = resumption(function);
        assertNotNull(made);
        return made;
    }
}
