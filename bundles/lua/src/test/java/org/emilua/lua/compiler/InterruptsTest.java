package org.emilua.lua.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.emilua.lua.LuaLanguage;
import org.emilua.lua.LuaState;
import org.emilua.lua.interpreter.Promotion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaFunction;

/** Whatever Lua code does for ever, its VM can be stopped meanwhile. */
final class InterruptsTest {

    private static final int QUESTIONS = 20;

    private final LuaState state = new LuaState();
    private int asked;

    private static final class Stopped extends Error {
        private static final long serialVersionUID = 1;
    }

    @BeforeEach
    void enter() {
        state.enter();
        Promotion.use(Promoter.atOnce());
        state.hook(() -> {
            if (++asked == QUESTIONS) {
                throw new Stopped();
            }
        });
    }

    @AfterEach
    void leave() {
        state.hook(null);
        Promotion.use(Promotion.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "while true do end",
        "repeat until false",
        "local n = 0 while true do n = n + 1 end",
        "local n = 0 repeat n = n + 1 until n < 0",
        "for i = 1, math.huge do end",
        "local n = 0 for i = 1, 1e15 do n = n + i end",
        "local n = 0 for i = 1e15, 1, -3 do n = n + i end",
        "local n = 0 for i = 0.5, 1e15 do n = n + i end",
        "for i = 1, 1e15 do for j = 1, 2 do end end",
        "::again:: goto again",
        "local function f(n) return f(n + 1) end f(1)",
        "local function f(n) return f(n, n) end f('x')",
        "local function f(n) if n == 0 then return 0 end return f(n - 1) + f(n - 1) end f(300)",
        "local function f(n) if n == 0 then return 0 end return f(n - 1) .. f(n - 1) end f(300)",
        "local function f(...) return f(...) end f(1)",
        "local t = setmetatable({}, {__index = function(t, n) if n == 0 then return 0 end return t[n - 1] + t[n - 1] end}) return t[300]",
        "local t = {} t = setmetatable(t, {__add = function(a, n) if n == 0 then return 0 end return (t + (n - 1)) + (t + (n - 1)) end})"
                + " return t + 300",
        "local t = {} t = setmetatable(t, {__lt = function() return t < t or t < t end}) return t < t",
        "return (('x'):rep(40)):find(('x?'):rep(40) .. ('x'):rep(41))",
        "return (('x'):rep(100000)):find('x*x*x*x*x*y')",
    })
    void endlessCodeIsStopped(String source) {
        LuaFunction chunk = LuaLanguage.instance().load(source.getBytes(StandardCharsets.UTF_8), "=test", state.libraries());
        assertThrows(Stopped.class, chunk::call);
        assertEquals(QUESTIONS, asked);
    }
}
