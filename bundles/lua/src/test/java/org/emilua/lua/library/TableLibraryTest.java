package org.emilua.lua.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TableLibraryTest {

    private final LuaResults lua = new LuaResults().with("new", TableExtras.NEW).with("clear", TableExtras.CLEAR);

    TableLibraryTest() {
        lua.run("""
                function inserted(t, ...) table.insert(t, ...) return unpack(t, -1, 5) end
                function removed(t, ...) local value = table.remove(t, ...) return value, unpack(t, 1, 3) end
                function moved(...) return unpack(table.move(...), 1, 5) end
                function sorted(t, f) table.sort(t, f) return unpack(t) end
                sparse = {}
                for power = 0, 30 do sparse[2 ^ power] = power end""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "inserted({}, 1)                          | nil nil 1 nil nil nil nil",
        "inserted({1, 2}, 1, 0)                   | nil nil 0 1 2 nil nil",
        "inserted({1, 2, 3, 4}, 2, 0)             | nil nil 1 0 2 3 4",
        "inserted({1, 2}, 3, 0)                   | nil nil 1 2 0 nil nil",
        "inserted({1, 2}, 5, 0)                   | nil nil 1 2 nil nil 0",
        "inserted({1, 2}, 0, 0)                   | nil 0 nil 1 2 nil nil",
        "inserted({1, 2}, 1, nil)                 | nil nil nil 1 2 nil nil",
        "inserted({1, 2}, '2', 0)                 | nil nil 1 0 2 nil nil",
        "table.insert({})                         | error test:1: wrong number of arguments to 'insert'",
        "table.insert({}, 1, 2, 3)                | error test:1: wrong number of arguments to 'insert'",
        "table.insert({}, 1, 2, 3, 4)             | error test:1: wrong number of arguments to 'insert'",
        "table.insert({}, 'x', 1)                 | error test:1: bad argument #2 to 'insert' (number expected, got string)",
        "table.insert()                           | error test:1: bad argument #1 to 'insert' (table expected, got no value)",
        "removed({1, 2, 3})                       | 3 1 2 nil",
        "removed({1, 2, 3}, 1)                    | 1 2 3 nil",
        "removed({1, 2, 3}, 4)                    | nil 1 2 3",
        "removed({1, 2, 3}, 0)                    | nil 1 2 3",
        "removed({[1] = 1, [2] = 2}, 1)           | 1 2 nil nil",
        "select('#', table.remove({}))            | 0",
        "table.remove({1}, {})                    | error test:1: bad argument #2 to 'remove' (number expected, got table)",
        "table.remove()                           | error test:1: bad argument #1 to 'remove' (table expected, got nil)",
        "removed(setmetatable({1, 2, 3}, {__len = function() return 2 end}))    | 2 1 nil 3",
        "table.remove(setmetatable({}, {__len = function() return 'x' end}))    | error test:1: object length is not a number",
        "moved({1, 2, 3}, 1, 3, 2)                | 1 1 2 3 nil",
        "moved({1, 2, 3}, 2, 3, 1)                | 2 3 3 nil nil",
        "moved({1, 2, 3}, 1, 3, 2, {9})           | 9 1 2 3 nil",
        "moved({1, 2, 3}, 1, 3, 3)                | 1 2 1 2 3",
        "moved({1, 2, 3}, 3, 1, 1)                | 1 2 3 nil nil",
        "moved({1, nil, 3}, 1, 3, 2)              | 1 1 nil 3 nil",
        "table.move({}, 1, 2)                     | error test:1: bad argument #4 to 'move' (number expected, got nil)",
        "table.move({}, 1, 2, 3, 4)               | error test:1: bad argument #5 to 'move' (table expected, got number)",
    })
    void elementsMove(String expressions, String expected) {
        assertEquals(expected, lua.eval(expressions));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "table.concat({})                         | ``",
        "table.concat({1, 'b', 30}, ', ')         | 1, b, 30",
        "table.concat({1, -2, 1.5, 0, 1e13}, ' ') | 1 -2 1.5 0 10000000000000",
        "table.concat({1, 2, 3}, 0)               | 10203",
        "table.concat({1, 2, 3}, ',', 2)          | 2,3",
        "table.concat({1, 2, 3}, ',', 3, 2)       | ``",
        "table.concat({[0] = 'a', 'b'}, '', 0, 1) | ab",
        "table.concat({1, {}}, ',')               | error test:1: invalid value (table) at index 2 in table for 'concat'",
        "table.concat({}, '', 1, 2147483647)      | error test:1: invalid value (nil) at index 1 in table for 'concat'",
        "table.concat({[2147483647] = 'end'}, '', 2147483647, 2147483647) | end",
        "table.concat({}, {})                     | error test:1: bad argument #2 to 'concat' (string expected, got table)",
        "table.maxn({1, 2, nil, 4}), table.maxn({[-1] = 1}), table.maxn({[2.5] = 1, a = 1}) | 4 0 2.5",
        "table.getn({1, 2}), table.getn(setmetatable({}, {__len = function() return 'any' end})) | 2 any",
        "table.foreach({5, 6}, function(k, v) if v == 6 then return k, v end end) | 2",
        "select('#', table.foreach({5}, function() end))   | 0",
        "table.foreach({}, 1)                     | error test:1: bad argument #2 to 'foreach' (function expected, got number)",
        "table.foreachi({5, 6}, function(k, v) return v > 5 and k * 10 or nil end) | 20",
        "table.pack().n, table.pack(1, nil).n, table.pack(1, nil, 3)[3] | 0 2 3",
        "table.unpack == unpack                   | true",
        "#new(10, 10), next(new(1e8, 0))          | 0 nil",
        "new(1e9, 0)                              | error table overflow",
        "new(0, 1e9)                              | error table overflow",
        "new(1)                                   | error test:1: bad argument #2 to 'new' (number expected, got no value)",
        "clear(1)                                 | error test:1: bad argument #1 to 'clear' (table expected, got number)",
    })
    void listsAreMadeAndVisited(String expressions, String expected) {
        assertEquals(expected, lua.eval(expressions));
    }

    @Test
    void clearingLeavesNothing() {
        assertEquals("0 nil", lua.run("local t = {1, 2, a = 3} clear(t) return #t, next(t)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "sorted({3, 1, 2})                        | 1 2 3",
        "sorted({'b', 'a', 'ab', '', 'prefix 2', 'prefix 1', 'prefix'}) | ` a ab b prefix prefix 1 prefix 2`",
        "sorted({3, 1, 2}, function(a, b) return a > b end) | 3 2 1",
        "sorted({})                               | ``",
        "sorted({1, 'x'})                         | error attempt to compare string with number",
        "sorted({{}, {}})                         | error attempt to compare two table values",
        "table.sort({}, 1)                        | error test:1: bad argument #2 to 'sort' (function expected, got number)",
        "sorted({2, 1}, function() error('words') end)      | error test:1: words",
        "#sorted({'b', 'a'})                      | 1",
    })
    void listsAreSorted(String expressions, String expected) {
        assertEquals(expected, lua.eval(expressions));
    }

    @Test
    void longListsAreSortedByAnyMeans() {
        assertEquals("true", lua.run("""
                local function check(make, less)
                    for _, n in ipairs {2, 7, 8, 9, 100, 1000} do
                        local list = {}
                        for i = 1, n do list[i] = make() end
                        table.sort(list, less)
                        for i = 2, n do
                            if less then assert(not less(list[i], list[i - 1])) else assert(not (list[i] < list[i - 1])) end
                        end
                    end
                end
                local metatable = {__lt = function(a, b) return a.n < b.n end}
                local function object() return setmetatable({n = math.random(50)}, metatable) end
                check(math.random)
                check(function() return 'same beginning ' .. math.random(300) end)
                check(object)
                check(object, function(a, b) return a.n > b.n end)
                check(function() return math.random(9) end, function(a, b) return a < b end)
                return true"""));
    }

    @Test
    void ordersThatMakeNoSenseAreNoDefect() {
        assertEquals("true", lua.run("""
                for _, less in ipairs {function() return false end, function() return math.random() < 0.0001 end} do
                    local list, sum = {}, 0
                    for i = 1, 500 do list[i] = i end
                    table.sort(list, less)
                    for i = 1, 500 do sum = sum + list[i] end
                    assert(sum == 500 * 501 / 2)
                end
                return true"""));
        assertEquals("error test:1: invalid order function for sorting", lua.eval("table.sort({1, 2, 3, 4, 5, 6}, function() return true end)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', value = {
        "inserted({1, 2}, -2147483648, 0)                        | nil nil nil 1 2 nil nil",
        "moved({1, 2}, -2147483648, 2147483647, -2147483648)     | 1 2 nil nil nil",
        "moved({1, 2}, -2147483648, 2147483647, -2147483647)     | nil 1 2 nil nil",
        "moved({1, 2}, -2147483648, 2147483646, -2147483647, {7, 8, 9}) | nil 1 2 nil nil",
        "table.move({1, 2}, 1, 2, 2147483647)[2147483648]        | 2",
        "removed(setmetatable({1, 2, 3}, {__len = function() return 2147483647 end}), 1)         | 1 2 3 nil",
        "table.sort(sparse, function() return true end)          | error test:1: invalid order function for sorting",
        "pcall == nil, table.maxn(sparse) == 2 ^ 30              | true true",
    })
    void rangesThatAreAlmostEmptyCostLittle(String expressions, String expected) {
        assertEquals(expected, assertTimeout(Duration.ofSeconds(10), () -> lua.eval(expressions)));
    }
}
