package org.emilua.lua.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import org.emilua.lua.LuaState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BaseLibraryTest {

    private final LuaResults lua = new LuaResults();

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "_VERSION                                            | Lua 5.1",
        "assert(1, nil, 3)                                   | 1 nil 3",
        "assert(1, 2, 3, 4, 5)                               | 1 2 3 4 5",
        "assert()                                            | error test:1: bad argument #1 to 'assert' (value expected)",
        "assert(false)                                       | error test:1: assertion failed!",
        "assert(nil, 'words')                                | error test:1: words",
        "assert(nil, 7, 1)                                   | error test:1: 7",
        "assert(false, true)                                 | error true",
        "error('words')                                      | error test:1: words",
        "error('words', 0)                                   | error words",
        "error(12)                                           | error test:1: 12",
        "error(true)                                         | error true",
        "error('words', {}) | error test:1: bad argument #2 to 'error' (number expected, got table)",
        "getmetatable('').__index == string                  | true",
        "getmetatable(1)                                     | nil",
        "getmetatable(setmetatable({}, {__metatable = 5}))   | 5",
        "setmetatable({}, nil) ~= nil                        | true",
        "setmetatable({}) | error test:1: bad argument #2 to 'setmetatable' (nil or table expected)",
        "setmetatable(1, {}) | error test:1: bad argument #1 to 'setmetatable' (table expected, got number)",
        "setmetatable(setmetatable({}, {__metatable = false}), {}) | error test:1: cannot change a protected metatable",
        "next({})                                            | nil",
        "next({5})                                           | 1 5",
        "next({}, 1)                                         | error invalid key to 'next'",
        "pairs()                                             | error test:1: bad argument #1 to 'pairs' (value expected)",
        "ipairs(1) | error test:1: bad argument #1 to 'ipairs' (table expected, got number)",
        "pairs(setmetatable({}, {__pairs = function(t) return 1, 2, 3, 4 end}))   | 1 2 3",
        "ipairs(setmetatable({}, {__ipairs = function(t) return 1 end}))          | 1 nil nil",
        "rawequal('a', 'a'), rawequal({}, {})                | true false",
        "rawequal(1)                                         | error test:1: bad argument #2 to 'rawequal' (value expected)",
        "rawget(setmetatable({}, {__index = {a = 1}}), 'a')  | nil",
        "rawset({}, nil, 1)                                  | error table index is nil",
        "rawset({}, 0/0, 1)                                  | error table index is NaN",
        "rawset({}, 1)                                       | error test:1: bad argument #3 to 'rawset' (value expected)",
        "rawlen('four'), rawlen(setmetatable({1, 2}, {__len = function() return 9 end})) | 4 2",
        "select('#', nil, nil)                               | 2",
        "select(2, 'a', 'b', 'c')                            | b c",
        "select(-1, 'a', 'b', 'c')                           | c",
        "select('#', select(4, 'a', 'b', 'c'))               | 0",
        "select(0, 'a')                                      | error test:1: bad argument #1 to 'select' (index out of range)",
        "select(-2, 'a')                                     | error test:1: bad argument #1 to 'select' (index out of range)",
        "select(1e300, 'a')                                  | error test:1: bad argument #1 to 'select' (index out of range)",
        "tostring(setmetatable({}, {__tostring = function() return 'mine' end})) | mine",
        "tostring(setmetatable({}, {__tostring = function() return 5 end}))      | 5",
        "tostring()                                          | error test:1: bad argument #1 to 'tostring' (value expected)",
        "type(nil), type(1), type(next), type(newproxy())    | nil number function userdata",
        "type()                                              | error test:1: bad argument #1 to 'type' (value expected)",
    })
    void functionsDoAsLuaDoes(String expressions, String expected) {
        assertEquals(expected, lua.eval(expressions));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "tonumber('10', 2)                       | 2",
        "tonumber(' -Ff ', 16)                   | -255",
        "tonumber('0x10', 16)                    | 16",
        "tonumber('0x', 36)                      | 33",
        "tonumber('zz', 36)                      | 1295",
        "tonumber('18446744073709551615', 10) == 2^64 | true",
        "tonumber('ffffffffffffffff', 16) == 2^64     | true",
        "tonumber('fffffffffffffffff', 16) == 2^64    | true",
        "tonumber(10, 16)                        | 16",
        "tonumber('9', 8)                        | nil",
        "tonumber('', 16)                        | nil",
        "tonumber('0x', 16)                      | nil",
        "tonumber('1 2', 16)                     | nil",
        "tonumber('- 1', 16)                     | nil",
        "tonumber({})                            | nil",
        "tonumber('5'), tonumber('x')            | 5 nil",
        "tonumber()                              | error test:1: bad argument #1 to 'tonumber' (value expected)",
        "tonumber({}, 16)                        | error test:1: bad argument #1 to 'tonumber' (string expected, got table)",
        "tonumber('1', 1)                        | error test:1: bad argument #2 to 'tonumber' (base out of range)",
        "tonumber('1', 37)                       | error test:1: bad argument #2 to 'tonumber' (base out of range)",
    })
    void numeralsAreReadInAnyBase(String expressions, String expected) {
        assertEquals(expected, lua.eval(expressions));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "unpack({1, 2, 3})                       | 1 2 3",
        "unpack({1, 2, 3}, 2)                    | 2 3",
        "unpack({1, 2, 3}, 2, 2)                 | 2",
        "unpack({1, 2}, -1, 3)                   | nil nil 1 2 nil",
        "select('#', unpack({}, 1, 1000000))     | 1000000",
        "unpack({}, 1, 1000001)                  | error test:1: too many results to unpack",
        "unpack({}, -2147483648, 2147483647)     | error test:1: too many results to unpack",
        "select('#', unpack({}, 2, 1))           | 0",
        "unpack(setmetatable({}, {__index = {1, 2}}), 1, 2) | nil nil",
        "unpack('x')                             | error test:1: bad argument #1 to 'unpack' (table expected, got string)",
    })
    void unpackGivesElements(String expressions, String expected) {
        assertEquals(expected, lua.eval(expressions));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "getfenv(1) == _G, getfenv(0) == _G, getfenv() == _G, getfenv(select) == _G | true true true true",
        "getfenv(99)                             | error test:1: bad argument #1 to 'getfenv' (invalid level)",
        "getfenv(-1)                             | error test:1: bad argument #1 to 'getfenv' (invalid level)",
        "getfenv('x')                            | error test:1: bad argument #1 to 'getfenv' (number expected, got string)",
        "setfenv(1, 2)                           | error test:1: bad argument #2 to 'setfenv' (table expected, got number)",
        "setfenv(select, {})                     | error test:1: 'setfenv' cannot change environment of given object",
        "setfenv(99, {})                         | error test:1: bad argument #1 to 'setfenv' (invalid level)",
        "setfenv(function() return x end, {x = 5})()                   | 5",
        "(function() setfenv(1, {x = 6}) return x end)()               | 6",
        "(function() local e = {} setfenv(1, e) x = 7 return e.x end)(), x | 7 nil",
        "select('#', setfenv(0, _G))             | 0",
    })
    void environmentsAreReadAndSet(String expressions, String expected) {
        assertEquals(expected, lua.eval(expressions));
    }

    @Test
    void aLevelNamesACaller() {
        assertEquals("8 nil", lua.run("""
                local function set(environment) setfenv(2, environment) end
                local function caller() local old = getfenv(1) set({y = 8}) return y, old.y end
                return caller()"""));
    }

    @Test
    void anErrorNamesTheLevelThatItIsAbout() {
        assertEquals("error test:3: words", lua.run("""
                local function check() error('words', 2) end
                local function caller()
                    check()
                end
                caller() return 1"""));
    }

    @Test
    void libraryTablesBelongToTheirVm() {
        LuaState other = new LuaState();
        assertNotSame(lua.state().libraries().get("table"), other.libraries().get("table"));
        lua.run("table.sort, math.pi = nil, 3");
        assertEquals("function", other.libraries().get("table").get("sort").typename());
    }
}
