-- Coroutines whose own function yields: they run without a stack of their own between yields once they are busy, which must not
-- show. Each scenario runs while the function is new, and again after it was compiled.
local spec = require 'spec'
local time = require 'time'
local test, equal, same, truthy = spec.test, spec.equal, spec.same, spec.truthy

local unpack, select = unpack, select

local function in_all_forms(scenario)
    for _ = 1, 100 do scenario() end
    time.sleep(0.1) -- functions are compiled on a thread of its own
    for _ = 1, 10 do scenario() end
end

local function scenario(name, f)
    test(name, function() in_all_forms(f) end)
end

-- Resumes until the end, sending 1, 2, 3 and so on; returns the first value of each step.
local function driven(f, ...)
    local co = coroutine.create(f)
    local seen = {}
    local result = {coroutine.resume(co, ...)}
    while coroutine.status(co) ~= 'dead' do
        seen[#seen + 1] = result[2]
        result = {coroutine.resume(co, #seen)}
    end
    if not result[1] then error(result[2], 0) end
    seen[#seen + 1] = result[2]
    return seen
end

scenario('nested loops of all kinds', function()
    same(driven(function(n)
        for i = 1, n do
            for _, name in ipairs {'a', 'b'} do
                local j = 0
                while j < 2 do
                    j = j + 1
                    repeat
                        local got = coroutine.yield(i .. name .. j)
                    until got > 0
                end
            end
            for key, value in pairs {x = i} do coroutine.yield(key .. value) end
            for k in function(s, k) if k < s then return k + 1 end end, 2, 0 do coroutine.yield(k) end
        end
        for i = 2, 1, -0.5 do coroutine.yield(i) end
        return 'end'
    end, 2), {
        '1a1', '1a2', '1b1', '1b2', 'x1', 1, 2,
        '2a1', '2a2', '2b1', '2b2', 'x2', 1, 2,
        2, 1.5, 1, 'end',
    })
end)

scenario('branches, breaks and jumps', function()
    same(driven(function(a, b)
        if a then coroutine.yield('then') else coroutine.yield('else') end
        if b then coroutine.yield('then') elseif a then coroutine.yield('elseif') end
        for i = 1, 5 do
            if i == 2 then goto continue end
            if i == 4 then break end
            coroutine.yield(i)
            ::continue::
        end
        do
            local a = coroutine.yield('inner')
            coroutine.yield(a)
        end
        return a
    end, 'arg'), {'then', 'elseif', 1, 3, 'inner', 5, 'arg'})
end)

scenario('any number of values in both directions', function()
    local co = coroutine.wrap(function(...)
        local a, b, c = coroutine.yield(...)
        local d = coroutine.yield()
        b, a = coroutine.yield(a, b, c, d)
        coroutine.yield(nil, select('#', ...))
        return a, b, ...
    end)
    same({co(1, 2, 3)}, {1, 2, 3})
    equal(select('#', co('a', 'b')), 0)
    local values = {co('d', 'e')}
    same({values[1], values[2], tostring(values[3]), values[4]}, {'a', 'b', 'nil', 'd'})
    equal(select(2, co('x')), 3)
    values = {co()}
    same({tostring(values[1]), values[2], values[3], values[5]}, {'nil', 'x', 1, 3})
    local many = {}
    for i = 1, 200 do many[i] = i end
    local echo = coroutine.wrap(function(...) coroutine.yield(...) end)
    equal(select('#', echo(unpack(many))), 200)
end)

scenario('captured variables', function()
    local functions = {}
    local sum, last = 0, nil
    local co = coroutine.wrap(function()
        for i = 1, 3 do
            local mine = i
            mine = coroutine.yield(function() mine = mine + i return mine end) or mine
            functions[i] = function() return mine, i end
        end
        last = coroutine.yield('last')
        sum = sum + last
    end)
    local add = co()
    equal(add(), 2)
    add = co()
    equal(add(), 4)
    add = co(10)
    equal(add(), 6)
    equal(co(), 'last')
    co(5)
    equal(sum, 5)
    same({functions[1]()}, {2, 1})
    same({functions[2]()}, {10, 2})
    same({functions[3]()}, {6, 3})
end)

scenario('yields in calls between the function\'s own', function()
    local function deep(n) if n > 0 then deep(n - 1) coroutine.yield('deep') end return n end
    local mt = {__index = function(_, key) return coroutine.yield(key) end, __add = function() return coroutine.yield('add') end}
    local t = setmetatable({}, mt)
    same(driven(function()
        for i = 1, 3 do
            coroutine.yield(i)
            if i == 2 then
                deep(2)
                local x = t.field
                x = x + (t + x)
                coroutine.yield(x)
                local ok, e = pcall(function() coroutine.yield('protected') error('oops', 0) end)
                coroutine.yield(e)
            end
        end
        return (coroutine.yield('expression'))
    end), {1, 2, 'deep', 'deep', 'field', 'add', 5 + 6, 'protected', 'oops', 3, 'expression', 11})
end)

-- Lines are counted from the line behind the bracket.
local failing = loadstring([[
    local when, level = ...
    local t = nil
    if when == 1 then local x = t.x end
    coroutine.yield(1)
    if when == 2 then local x = t.x end
    for i = 1, 2 do
        coroutine.yield(i)
        if when == 3 then error({code = i}) end
        if when == 4 then error('level') end
        if when == 5 then level() end
    end
    coroutine.yield(t .. 'x')
]], '=failing')

scenario('errors before, between and behind yields', function()
    local function fails(when)
        local co = coroutine.create(failing)
        while true do
            local ok, e = coroutine.resume(co, when, function() error('blamed', 2) end)
            if not ok then
                equal(coroutine.status(co), 'dead')
                same({coroutine.resume(co)}, {false, 'cannot resume dead coroutine'})
                return e
            end
        end
    end
    equal(fails(1), "failing:3: attempt to index local 't' (a nil value)")
    equal(fails(2), "failing:5: attempt to index local 't' (a nil value)")
    equal(fails(3).code, 1)
    equal(fails(4), 'failing:9: level')
    equal(fails(5), 'failing:10: blamed')
    equal(fails(6), "failing:12: attempt to concatenate local 't' (a nil value)")
end)

scenario('levels end where the coroutine begins', function()
    local seen = {}
    local co = coroutine.create(function()
        coroutine.yield()
        for level = 1, 4 do
            local ok, e = pcall(function() error('e', level) end)
            seen[#seen + 1] = e:gsub('^.*_spec.lua:%d+: ', '+')
        end
        for level = 1, 3 do seen[#seen + 1] = pcall(getfenv, level) end
        coroutine.yield()
        error('e', 2)
    end)
    truthy(coroutine.resume(co))
    truthy(coroutine.resume(co))
    same(seen, {'+e', 'e', '+e', 'e', true, true, false})
    same({coroutine.resume(co)}, {false, 'e'})
end)

test('a coroutine that is resumed without stack left dies', function()
    local function generator() while true do coroutine.yield(1) end end
    in_all_forms(function() local co = coroutine.wrap(generator) for _ = 1, 3 do co() end end)
    for _ = 1, 3 do
        local co = coroutine.create(generator)
        local function deep() return coroutine.resume(co) and 1 + deep() end
        local ok, e = pcall(deep)
        equal(ok, false)
        local status = coroutine.status(co)
        truthy(status == 'dead' or status == 'suspended', status)
        equal(coroutine.running(), nil)
        equal(coroutine.wrap(generator)(), 1)
    end
end)

scenario('handlers run where errors are raised', function()
    local co = coroutine.wrap(function()
        local a = coroutine.yield()
        local ok, e = xpcall(function() error('in ' .. a, 0) end, function(e) return e .. coroutine.yield('handler') end)
        coroutine.yield(e)
    end)
    co()
    same({co('body'), co('!')}, {'handler', 'in body!'})
end)

scenario('wrapped in a generic loop', function()
    local function range(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i, i * i) end end) end
    local function odd(source) return coroutine.wrap(function() for i, s in source do if i % 2 == 1 then coroutine.yield(i, s) end end end) end
    local sum, squares = 0, 0
    for i, s in odd(range(9)) do
        sum = sum + i
        squares = squares + s
    end
    same({sum, squares}, {25, 165})
end)

scenario('another function in the place of yield', function()
    local original = coroutine.yield
    local calls = {}
    local co = coroutine.wrap(function()
        for i = 1, 4 do
            if i == 2 then coroutine.yield = function(...) calls[#calls + 1] = ... return 'not left' end end
            if i == 4 then coroutine.yield = original end
            local r = coroutine.yield(i)
            calls[#calls + 1] = r
        end
        return 'end'
    end)
    same({co(), co('a'), co('b')}, {1, 4, 'end'})
    same(calls, {'a', 2, 'not left', 3, 'not left', 'b'})
end)

scenario('a function that is called, and the body of several coroutines', function()
    local function body(n)
        local sum = 0
        for i = 1, n do sum = sum + coroutine.yield(i) end
        return sum
    end
    local one, other = coroutine.wrap(body), coroutine.wrap(body)
    local outer = coroutine.wrap(function() coroutine.yield('before') return body(2) end)
    same({one(2), other(3), outer(), outer(), one(10), other(1), outer(5)}, {1, 1, 'before', 1, 2, 2, 2})
    same({one(10), other(1), outer(6), other(1)}, {20, 3, 11, 3})
end)

scenario('coroutines tell who runs', function()
    local outer, inner
    inner = coroutine.create(function()
        for _ = 1, 2 do
            same({coroutine.status(outer), coroutine.status(inner)}, {'normal', 'running'})
            equal(coroutine.running(), inner)
            coroutine.yield()
        end
    end)
    outer = coroutine.create(function()
        for _ = 1, 2 do
            truthy(coroutine.resume(inner))
            equal(coroutine.running(), outer)
            equal(coroutine.status(inner), 'suspended')
            same({coroutine.resume(outer)}, {false, 'cannot resume running coroutine'})
            coroutine.yield()
        end
    end)
    for _ = 1, 2 do
        truthy(coroutine.resume(outer))
        equal(coroutine.status(outer), 'suspended')
    end
end)

scenario('fibers that wait in coroutines, and coroutines that change fibers', function()
    local co = coroutine.wrap(function()
        for i = 1, 3 do
            this_fiber.yield()
            coroutine.yield(i, this_fiber.id)
        end
    end)
    local ids = {}
    for i = 1, 3 do
        local n, id = spawn(function() return co() end):join()
        equal(n, i)
        truthy(not ids[id])
        ids[id] = true
    end
end)

scenario('cleanup handlers run when the function ends, not when it yields', function()
    local order = {}
    local co = coroutine.create(function()
        scope_cleanup_push(function() order[#order + 1] = 'cleanup' end)
        coroutine.yield()
        order[#order + 1] = 'second'
        coroutine.yield()
        order[#order + 1] = 'third'
    end)
    for _ = 1, 3 do truthy(coroutine.resume(co)) end
    same(order, {'second', 'third', 'cleanup'})
end)

test('what a suspended coroutine has left is collected', function()
    local weak = setmetatable({}, {__mode = 'v'})
    local function body()
        for _ = 1, 2 do
            local big = {}
            weak[1] = big
            coroutine.yield()
            big = nil
            coroutine.yield()
        end
    end
    in_all_forms(function() local co = coroutine.wrap(body) for _ = 1, 5 do co() end end)
    local co = coroutine.wrap(body)
    co()
    collectgarbage()
    truthy(weak[1])
    co()
    for _ = 1, 6000 do -- the collector works as often as it costs little, which on a busy machine is seldom
        collectgarbage()
        if not weak[1] then break end
        time.sleep(0.02)
    end
    equal(weak[1], nil)
end)

spec.run()
