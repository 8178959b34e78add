-- needs lua-luassert: luassert/init.lua
-- needs lua-say: say/init.lua
local t = ...
local assert = require 'luassert'
local spy, stub, mock, match = require 'luassert.spy', require 'luassert.stub', require 'luassert.mock', require 'luassert.match'
local util = require 'luassert.util'

-- Assertions that hold.
t.say('plain', assert(1, 'x'), assert.is_true(true), assert.is.True(true), assert.is_not_nil(1), assert.truthy(0))
t.say('equal', assert.are.equal(1, 1), assert.are_not.equal(1, 2), assert.same({1, {2}}, {1, {2}}), assert.are_not.same({1}, {2}))
t.say('types', assert.is_number(1), assert.is_string('x'), assert.is_table({}), assert.is_function(print) ~= nil, assert.is_boolean(false), assert.is_nil(nil), assert.is_thread(coroutine.create(print)) ~= nil)
t.say('matches', assert.matches('b(%w)', 'abc'), assert.no.matches('z', 'abc'), assert.match('.', 'x.y', nil, true))
t.say('near', assert.is.near(1, 1.05, 0.1), assert.is_not.near(1, 2, 0.1))
t.say('unique', assert.unique({1, 2, 3}), assert.is_not.unique({1, 1}), assert.is_not.unique({{1}, {1}}, true))
t.say('errors', assert.has_error(function() error('x') end, 'x'), assert.has_no.errors(function() end), assert.error_matches(function() error('abc') end, 'b'), assert.has.errors(function() error({1}) end, {1}))
t.say('arrays', assert.array({1, nil, 3}).has.holes(3), assert.array({1, 2}).has.no.holes())
local count = (function(...) return assert.returned_arguments(2, ...) end)('a', 'b')
t.say('arguments', count)

-- Assertions that do not.
t.fails('is_true', assert.is_true, false)
t.fails('equal', assert.equal, 1, 'x')
t.fails('equal numbers', assert.equal, 0.1, 0.25)
t.fails('not equal', assert.are_not.equal, 'a', 'a')
t.fails('same', assert.same, {1, {a = 'x', b = {true}}}, {1, {a = 'y', b = {true}}})
t.fails('deep', assert.same, {1, {2, {3, {4, {5}}}}}, {1})
t.fails('with a message', assert.equal, 1, 2, 'they differ')
t.fails('with a message before', function() assert.message('why').equal(1, 2) end)
t.fails('nil', assert.is_nil, 1)
t.fails('falsy', assert.falsy, 1)
t.fails('matches', assert.matches, '%d', 'abc')
t.fails('near', assert.near, 1, 2, 0.5)
t.fails('no error', assert.has_error, function() end)
t.fails('another error', assert.has_error, function() error('x', 0) end, 'y')
t.fails('an error', assert.has_no.errors, function() error('x', 0) end)
t.fails('holes', function() assert.array({1, nil, 3}).has.no.holes(3) end)
t.fails('too few arguments', assert.equal, 1)
t.fails('a bad argument', assert.near, 'x', 1, 1)
t.fails('an unknown assertion', function() assert.is.wonderful(1).equal(1, 2) end)

-- Spies, stubs and mocks.
local called = spy.new(function(a, b) return a + b, a * b end)
t.say('called', called(2, 3), called(4, 5))
assert.spy(called).was.called(2)
assert.spy(called).was.called_with(2, 3)
assert.spy(called).was_not.called_with(3, 2)
assert.spy(called).returned_with(9, 20)
assert.spy(called).was.called_at_least(1)
assert.spy(called).was.called_at_most(2)
assert.spy(called).was.called_more_than(1)
assert.spy(called).was.called_less_than(3)
t.fails('called', function() assert.spy(called).was.called(3) end)
t.fails('not called', function() assert.spy(called).was_not.called() end)
t.fails('called with', function() assert.spy(called).was.called_with(1, {2}) end)
t.fails('returned with', function() assert.spy(called).returned_with(1) end)
t.fails('no spy', function() assert.spy(print).was.called() end)
t.fails('a spy on nothing', spy.new, 12)
local object = {f = function() return 'real' end, g = {h = function() return 'deep' end}}
local watched = spy.on(object, 'f')
t.say('watched', object.f(), #watched.calls, watched:revert() == object.f)
local stubbed = stub(object, 'f')
stubbed.returns('stub')
stubbed.on_call_with(1).returns('one')
stubbed.on_call_with(match.is_string(), match._).invokes(function(s) return s:upper() end)
t.say('stubbed', object.f(), object.f(1), object.f('text', {}), object.f(2))
stubbed:revert()
t.say('real again', object.f())
local copy = mock({a = function() return 1 end, b = {c = function() return 2 end}})
t.say('mock', copy.a(), copy.b.c(), #copy.a.calls, #copy.b.c.calls)
mock.clear(copy)
t.say('cleared', #copy.a.calls)
local silent = mock({a = function() return 1 end}, true, 'fixed')
t.say('silent', silent.a())

-- Matchers.
for label, matcher in ipairs {match.is_number(), match.is_not_nil(), match.same({1, {2}}), match.matches('^a'), match.near(5, 1), match.is_true(), match.truthy(), match.unique(),
        match.any_of(match.is_nil(), match.equals(5)), match.all_of(match.is_table(), match.same({1, {2}})), match.none_of(match.is_number())} do
    local results = {}
    for i, value in ipairs {5, 'abc', {1, {2}}, true, {1, 1}} do
        results[i] = matcher.name == 'unique' and type(value) ~= 'table' or matcher(value)
    end
    t.say('matcher ' .. label .. ' ' .. matcher.name, results)
end

-- Snapshots, formats and assertions of one's own.
local snapshot = assert:snapshot()
assert:set_parameter('TableFormatLevel', 1)
assert:add_formatter(function(value) return value == 42 and 'the answer' or nil end)
t.fails('other formats', assert.same, {1, {2}, 42}, {1, {3}, 42})
t.fails('a formatter', assert.equal, 42, 41)
snapshot:revert()
t.fails('the usual formats', assert.same, {1, {2}}, {1, {3}})
local say = require 'say'
say:set('assertion.even.positive', 'Expected %s to be even')
say:set('assertion.even.negative', 'Expected %s not to be even')
assert:register('assertion', 'even', function(_, arguments) return arguments[1] % 2 == 0 end, 'assertion.even.positive', 'assertion.even.negative')
t.say('even', assert.is.even(2), assert.is_not.even(3))
t.fails('not even', assert.is.even, 3)
t.fails('even after all', assert.is_not.even, 4)
assert:unregister('assertion', 'even')

-- Comparing and copying.
local cyclic = {1}
cyclic.self = cyclic
local twin = {1}
twin.self = twin
t.say('cycles', util.deepcompare(cyclic, twin), util.deepcopy(cyclic).self ~= nil, util.deepcompare(util.deepcopy(cyclic), cyclic))
local draw = t.random(8)
local function build(depth)
    local made = {}
    for i = 1, draw(5) do
        made[draw(2) == 1 and i or 'k' .. i] = depth < 4 and draw(3) == 1 and build(depth + 1) or draw(3)
    end
    return made
end
local verdicts = {}
for i = 1, 300 do
    local a, b = build(0), build(0)
    local copied = util.deepcopy(a)
    verdicts[i] = tostring(util.deepcompare(a, b)) .. tostring(util.deepcompare(a, copied)) .. tostring(pcall(assert.same, a, b))
end
t.say('many', t.digest(table.concat(verdicts, ' ')))
