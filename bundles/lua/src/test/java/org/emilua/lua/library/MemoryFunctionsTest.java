package org.emilua.lua.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MemoryFunctionsTest {

    private final LuaResults lua = new LuaResults();

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "collectgarbage()                                  | 0",
        "collectgarbage('collect')                         | 0",
        "collectgarbage('count') > 0, gcinfo() > 0         | true true",
        "collectgarbage('step'), collectgarbage('step', 9) | true true",
        "collectgarbage('setpause', 150), collectgarbage('setpause', 100)   | 200 150",
        "collectgarbage('setstepmul', 300), collectgarbage('setstepmul')    | 200 300",
        "collectgarbage('isrunning'), collectgarbage('stop'), collectgarbage('isrunning')     | true 0 false",
        "collectgarbage('stop'), collectgarbage('restart'), collectgarbage('isrunning')       | 0 0 true",
        "collectgarbage('everything') | error test:1: bad argument #1 to 'collectgarbage' (invalid option 'everything')",
        "collectgarbage({}) | error test:1: bad argument #1 to 'collectgarbage' (string expected, got table)",
        "collectgarbage('count', {}) | error test:1: bad argument #2 to 'collectgarbage' (number expected, got table)",
        "newproxy(1) | error test:1: bad argument #1 to 'newproxy' (boolean or proxy expected)",
        "newproxy(newproxy()) | error test:1: bad argument #1 to 'newproxy' (boolean or proxy expected)",
        "getmetatable(newproxy()), getmetatable(newproxy(false))            | nil nil",
        "newproxy() == newproxy(), rawequal(newproxy(true), newproxy(true)) | false false",
    })
    void optionsAreThoseOfLua(String expressions, String expected) {
        assertEquals(expected, lua.eval(expressions));
    }

    @Test
    void proxiesHaveMetatablesOfTheirOwnOrShareOne() {
        assertEquals("true false field 7", lua.run("""
                local proxy = newproxy(true)
                local metatable = getmetatable(proxy)
                metatable.__index = function(_, key) return key end
                metatable.__len = function() return 7 end
                local same, other = newproxy(proxy), newproxy(true)
                return getmetatable(same) == metatable, getmetatable(other) == metatable, same.field, #same"""));
    }

    @Test
    void collectedProxiesAreFinalized() throws InterruptedException {
        lua.run("""
                seen, count = false, 0
                kept = newproxy(true)
                getmetatable(kept).__gc = function() seen = true end
                local function make(n)
                    local pattern = newproxy(true)
                    getmetatable(pattern).__gc = function(proxy) count, kind = count + 1, type(proxy) error('dropped') end
                    for i = 2, n do newproxy(pattern) end
                end
                make(3)""");
        assertEventually("0 userdata false 3", "collectgarbage(), kind, seen, count");
    }

    @Test
    void allProxiesAreFinalizedAtTheEnd() {
        lua.run("""
                order = {}
                proxies = {}
                for i = 1, 3 do
                    proxies[i] = newproxy(true)
                    getmetatable(proxies[i]).__gc = function(proxy) order[#order + 1] = i .. tostring(proxy == proxies[i]) end
                end""");
        Finalizers.runAll(lua.state());
        Finalizers.runAll(lua.state());
        assertEquals("3true 2true 1true", lua.eval("table.concat(order, ' ')"));
    }

    @Test
    void weakTablesForgetWhatWasCollected() throws InterruptedException {
        lua.run("kept = {} weak = setmetatable({{}, kept, 'text'}, {__mode = 'v'})");
        assertEventually("0 nil true text", "collectgarbage(), weak[1], weak[2] == kept, weak[3]");
    }

    /** A test before may have used up what there is time for. */
    private void assertEventually(String expected, String expressions) throws InterruptedException {
        String results = lua.eval(expressions);
        for (int i = 0; i < 2_400 && !results.equals(expected); i++) {
            Thread.sleep(50);
            results = lua.eval(expressions);
        }
        assertEquals(expected, results);
    }

    @Test
    void askingAgainAndAgainCostsLittle() {
        assertTimeout(Duration.ofSeconds(30), () -> lua.run("for i = 1, 100000 do collectgarbage() end"));
    }
}
