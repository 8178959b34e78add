-- needs lua-unit: luaunit.lua
local t = ...
-- The library measures and shows its own files' paths, which it takes from the stack.
debug.traceback = function() return 'stack traceback:\n\t[C]: in ?' end
local lu = require 'luaunit'

local function failure(label, f, ...)
    local ok, message = pcall(f, ...)
    t.say(label, ok, type(message) == 'table' and {class = message.class, status = message.status, msg = message.msg} or message)
end

-- Texts of values.
for _, value in ipairs {1, 1.5, -0.1, 1e300, 1 / 0, 'x', 'with "quotes"', "it's", 'line\nfeed', true, {}, {1, 2, 3}, {a = 1, b = {2}}, {1, nil, 3}, {{{{}}}}, {[1.5] = 1, [true] = 2}} do
    t.say('text', lu.prettystr(value))
end
t.text('a long list', lu.prettystr({('x'):rep(30), ('y'):rep(30), ('z'):rep(30), {('w'):rep(40), 1}}))
local cycle = {1}
cycle[2] = cycle
t.say('a cycle', (lu.prettystr(cycle):gsub('table: 0x%x+', 'TABLE')))

-- Assertions.
failure('equals', lu.assertEquals, 1, 1)
failure('not equal', lu.assertEquals, 1, 2)
failure('not equal texts', lu.assertEquals, 'abc', 'abd', 'more words')
failure('not equal tables', lu.assertEquals, {1, 2, {a = 3}}, {1, 2, {a = 4}})
local long, other = {}, {}
for i = 1, 20 do
    long[i], other[i] = i, i == 7 and 'seven' or i
end
failure('long lists', lu.assertEquals, long, other)
failure('long lists of other lengths', lu.assertEquals, long, {1, 2, 3})
local map, map2 = {}, {}
for i = 1, 15 do
    map['key' .. i], map2['key' .. i] = i, i % 5 == 0 and -i or i
end
failure('large tables', lu.assertEquals, map, map2)
failure('long texts', lu.assertEquals, ('line\n'):rep(5), ('line\n'):rep(4) .. 'end\n')
failure('cycles', lu.assertEquals, cycle, cycle)
failure('almost', lu.assertAlmostEquals, 1, 1.05, 0.1)
failure('not almost', lu.assertAlmostEquals, 1, 1.5, 0.1)
failure('almost tables', lu.assertAlmostEquals, {1, {2}}, {1.01, {2.01}}, 0.1)
failure('items', lu.assertItemsEquals, {1, 2, 3}, {3, 1, 2})
failure('other items', lu.assertItemsEquals, {1, 2}, {1, 3})
failure('not equals', lu.assertNotEquals, 1, 1)
failure('contains', lu.assertStrContains, 'hello world', 'lo w')
failure('does not contain', lu.assertStrContains, 'hello', 'x')
failure('contains a pattern', lu.assertStrContains, 'hello', 'l+o', true)
failure('contains, no case', lu.assertStrIContains, 'HeLLo', 'ell')
failure('not contains', lu.assertNotStrContains, 'hello', 'ell')
failure('matches', lu.assertStrMatches, 'hello', 'h.*o')
failure('does not match', lu.assertStrMatches, 'hello', 'h.')
failure('error', lu.assertError, error, 'x')
failure('no error', lu.assertError, function() end)
failure('error text', lu.assertErrorMsgEquals, 'x', error, 'x', 0)
failure('another error text', lu.assertErrorMsgEquals, 'x', error, 'y', 0)
failure('error contains', lu.assertErrorMsgContains, 'bc', error, 'abcd', 0)
failure('error matches', lu.assertErrorMsgMatches, 'a.c', error, 'abc', 0)
failure('error content', lu.assertErrorMsgContentEquals, 'x', function() error('x') end)
failure('true', lu.assertTrue, 1)
failure('eval to true', lu.assertEvalToTrue, nil)
failure('false', lu.assertFalse, nil)
failure('nil', lu.assertNil, 1)
failure('not nil', lu.assertNotNil, nil)
failure('a number', lu.assertIsNumber, 'x')
failure('a table', lu.assertIsTable, {})
failure('a function', lu.assertIsFunction, 1)
failure('not a number', lu.assertIsNaN, 1)
failure('infinite', lu.assertIsInf, 1 / 0)
failure('plus zero', lu.assertIsPlusZero, 0)
failure('is', lu.assertIs, 'a', 'a')
failure('is not', lu.assertNotIs, 'a', 'a')
failure('table contains', lu.assertTableContains, {1, {2}}, {2})
failure('table does not contain', lu.assertTableContains, {1}, 2)
failure('fail', lu.fail, 'on purpose')
failure('skip', lu.skip, 'not now')
failure('success', lu.success)

-- A suite, in all formats.
TestNumbers = {}
function TestNumbers:setUp() self.value = 2 end
function TestNumbers:testGood() lu.assertEquals(self.value, 2) end
function TestNumbers:testBad() lu.assertEquals(self.value, 3) end
function TestNumbers:testError() error('broken', 0) end
function TestNumbers:testSkipped() lu.skip('later') end
function TestNumbers:tearDown() self.value = nil end
TestTexts = {testA = function() lu.assertStrContains('abc', 'b') end, testB = function() lu.assertEquals('a', 'a') end}
function testAlone() lu.assertTrue(true) end
for _, format in ipairs {'text', 'tap', 'nil'} do
    print('--- ' .. format)
    t.equal('failures of ' .. format, lu.LuaUnit.run('-o', format), 2)
    print('--- verbose ' .. format)
    t.equal('failures of ' .. format, lu.LuaUnit.run('-o', format, '-v'), 2)
end
lu.LuaUnit.run('-o', 'junit', '-n', 'report')
t.text('junit', (files['report.xml']:gsub('<property name="Lua Version"[^>]*>', '')))
t.equal('selected', lu.LuaUnit.run('-p', 'Texts', '-p', 'Good'), 0)
t.equal('excluded', lu.LuaUnit.run('-x', 'Numbers'), 0)
t.equal('named', lu.LuaUnit.run('TestNumbers.testBad', 'testAlone'), 1)
t.equal('repeated', lu.LuaUnit.run('-r', '3', 'testAlone'), 0)
t.exits('stops at a failure', lu.LuaUnit.run, '-f', 'TestNumbers')
lu.unregisterCurrentSuite()
t.exits('help', lu.LuaUnit.run, '--help')
t.fails('an unknown name', lu.LuaUnit.run, 'TestAbsent')
