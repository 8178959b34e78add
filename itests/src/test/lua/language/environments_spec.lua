-- Function environments by level, also of functions that run compiled, and the globals of fibers and coroutines.
local spec = require 'spec'
spec.chapter 'Internals, environments'
local test, equal, truthy = spec.test, spec.equal, spec.truthy

-- A name that no function here mentions, so that none is interpreted for its sake.
local set, get = _G['set' .. 'fenv'], _G['get' .. 'fenv']
local OFTEN = 3000

test('the environment of the caller is set whether it is compiled or not', function()
    local function enter(name) set(2, {variable = name}) end
    local function body() enter('mine') return variable end
    for _ = 1, OFTEN do
        equal(body(), 'mine')
    end
    equal(get(body).variable, 'mine')
end)

test('a busy function gets its first environment late', function()
    local hook
    local function busy(n)
        local sum = 0
        for i = 1, n do sum = sum + i end
        if hook then hook() end
        return sum, variable
    end
    for i = 1, OFTEN do busy(i % 20) end
    hook = function() set(2, {variable = 'late'}) end
    equal(select(2, busy(1)), 'late')
    hook = function() equal(get(2).variable, 'late') end
    equal(select(2, busy(1)), 'late')
end)

test('of closures of one function only the running one is meant', function()
    local function new(name)
        return function(change)
            if change then change(name) end
            return variable
        end
    end
    local functions = {}
    for i = 1, 20 do functions[i] = new(i) end
    for i = 1, OFTEN do functions[i % 20 + 1]() end
    for i = 1, 20 do
        equal(functions[i](function(name) set(2, {variable = name}) end), i)
    end
    for i = 1, 20 do
        equal(functions[i](), i)
        equal(get(functions[i]).variable, i)
    end
end)

test('levels count callers', function()
    local function inner() set(3, {variable = 'outer'}) end
    local function middle() inner() return variable end
    local function outer() local seen = middle() return seen, variable end
    for _ = 1, OFTEN do
        local of_middle, of_outer = outer()
        equal(of_middle, nil)
        equal(of_outer, 'outer')
    end
end)

test('levels count each call of a function that calls itself with numbers', function()
    local seen
    local function find(n)
        if n == 0 then seen = {get(2).variable, get(6).variable, pcall(get, 7)} end
    end
    local function count(n)
        find(n)
        if n == 0 then return 0 end
        return 1 + count(n - 1)
    end
    set(count, {variable = 'of count'})
    local function outer() return (count(3)) end
    set(outer, {variable = 'of outer'})
    for _ = 1, OFTEN do
        equal(outer(), 3)
        equal(seen[1], 'of count')
        equal(seen[2], 'of outer')
    end
end)

test('the level of a coroutine body', function()
    local function change() set(2, {variable = 'inside', yield = coroutine.yield}) end
    local function body()
        change()
        yield(variable)
        return variable
    end
    for _ = 1, 200 do
        local run = coroutine.wrap(body)
        equal(run(), 'inside')
        equal(run(), 'inside')
    end
end)

test('a library function has the environment of all and gets no other', function()
    equal(get(print), get(0))
    local ok, message = pcall(set, 1, {})
    equal(ok, false)
    equal(message, "'setfenv' cannot change environment of given object")
end)

test('chunks get the globals that were set for all', function()
    local globals = {variable = 'of all'}
    spawn(function()
        local load_text, level0 = loadstring, get
        set(0, globals)
        equal(level0(0), globals)
        equal(load_text('return variable')(), 'of all')
        equal(load_text('variable = 7; return variable')(), 7)
        equal(globals.variable, 7)
        equal(load_text('return variable', '=chunk', 't', {variable = 8})(), 8)
    end):join()
    equal(get(0), _G)
    equal(loadstring('return variable')(), nil)
end)

test('a coroutine begins with the globals of its creator and has its own', function()
    local outer, inner = {}, {}
    spawn(function()
        set(0, outer)
        local create = coroutine.wrap
        local run = create(function()
            equal(get(0), outer)
            set(0, inner)
            coroutine.yield(get(0))
            return get(0)
        end)
        equal(run(), inner)
        equal(get(0), outer)
        equal(run(), inner)
    end):join()
end)

test('a fiber begins with the globals of its spawner', function()
    local globals = {}
    spawn(function()
        set(0, globals)
        spawn(function() equal(get(0), globals) end):join()
    end):join()
end)

test('a chunk that a function with another environment loads has the globals', function()
    local function load_text() return loadstring('return 1') end
    setfenv(load_text, {loadstring = loadstring})
    equal(getfenv(load_text()), _G)
end)

test('an environment may have metamethods', function()
    local read = {}
    local function body() return first, second end
    set(body, setmetatable({}, {__index = function(_, name) read[#read + 1] = name return #read end}))
    local first, second = body()
    equal(first + second, 3)
    equal(table.concat(read, ' '), 'first second')
    truthy(not pcall(set, body, 5))
end)

-- Proxies that a metamethod of the last moment makes must not keep this program from ending.
local endless = newproxy(true)
getmetatable(endless).__gc = function(proxy) newproxy(proxy) end

spec.run()
