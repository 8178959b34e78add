-- A coroutine may be left from everywhere, and fibers may wait there too.
local spec = require 'spec'
spec.chapter 'Internals, "Functions that receive a lua callback"'
local time = require 'time'
local test, equal, same, truthy = spec.test, spec.equal, spec.same, spec.truthy

-- Runs f in a coroutine that answers each yielded value with its double; returns what f returns and how often it yielded.
local function driven(f)
    local co = coroutine.create(f)
    local yields = 0
    local ok, value = coroutine.resume(co)
    while ok and coroutine.status(co) ~= 'dead' do
        yields = yields + 1
        ok, value = coroutine.resume(co, value * 2)
    end
    if not ok then error(value, 0) end
    return value, yields
end

local double = coroutine.yield

test('metamethods', function()
    local mt = {}
    mt.__add = function(a, b) return double(1) end
    mt.__index = function(t, k) return double(k) end
    mt.__newindex = function(t, k, v) rawset(t, k, double(v)) end
    mt.__call = function(self, x) return double(x) end
    mt.__lt = function() return double(1) == 2 end
    mt.__eq = function() return double(1) == 2 end
    mt.__concat = function() return double(5) end
    mt.__unm = function() return double(6) end
    mt.__tostring = function() return tostring(double(7)) end
    local function new() return setmetatable({}, mt) end
    local value, yields = driven(function()
        local t, u = new(), new()
        local sum = (t + u) + t[10] + t(3) + (t .. u) + -t
        t.x = 4
        sum = sum + rawget(t, 'x')
        truthy(t < u)
        truthy(t == u)
        equal(tostring(t), '14')
        return sum
    end)
    equal(value, 2 + 20 + 6 + 10 + 12 + 8)
    equal(yields, 9)
end)

test('callbacks of the libraries', function()
    local value, yields = driven(function()
        local list = {3, 1, 2}
        table.sort(list, function(a, b) double(0) return a < b end)
        same(list, {1, 2, 3})
        local text = ('abc'):gsub('%a', function(c) return tostring(double(1)) .. c end)
        equal(text, '2a2b2c')
        local sum = 0
        table.foreach({5, 6}, function(_, v) sum = sum + double(v) end)
        local parts = {'return ', '4', '2'}
        local at = 0
        local chunk = assert(load(function() at = at + 1 double(0) return parts[at] end))
        return sum + chunk()
    end)
    equal(value, 22 + 42)
    truthy(yields >= 9)
end)

test('iterators, protected calls and handlers', function()
    local value = driven(function()
        local sum = 0
        for i, v in function(limit, i) if i < limit then return i + 1, double(i) end end, 3, 0 do sum = sum + v end
        local ok, r = pcall(function() return double(10) end)
        truthy(ok)
        sum = sum + r
        ok, r = pcall(function() error(double(20)) end)
        equal(ok, false)
        local handled
        ok, r = xpcall(function() error({}) end, function() return double(30) end)
        equal(ok, false)
        equal(r, 60)
        return sum + r
    end)
    equal(value, 0 + 2 + 4 + 20 + 60)
end)

test('coroutines in coroutines, and fibers that wait in them', function()
    local function numbers(n)
        return coroutine.wrap(function() for i = 1, n do time.sleep(0.001) coroutine.yield(i) end end)
    end
    local doubled = coroutine.wrap(function() for i in numbers(3) do coroutine.yield(i * 2) end end)
    local seen = {}
    for i in doubled do seen[#seen + 1] = i end
    same(seen, {2, 4, 6})
    local other = 0
    local fiber = spawn(function() for _ = 1, 3 do other = other + 1 this_fiber.yield() end end)
    local list = {3, 2, 1}
    table.sort(list, function(a, b) this_fiber.yield() return a < b end)
    same(list, {1, 2, 3})
    fiber:join()
    equal(other, 3)
end)

test('hot code is left too', function()
    local co = coroutine.wrap(function()
        local sum = 0
        for i = 1, 5000 do
            sum = sum + i
            if i % 1000 == 0 then coroutine.yield(sum) end
        end
        return 'end'
    end)
    local sums = {}
    for _ = 1, 5 do sums[#sums + 1] = co() end
    same(sums, {500500, 2001000, 4501500, 8002000, 12502500})
    equal(co(), 'end')
end)

test('errors leave coroutines as they are', function()
    local co = coroutine.create(function() local x = nil; return x.y end)
    local ok, e = coroutine.resume(co)
    equal(ok, false)
    truthy(e:find("attempt to index local 'x'", 1, true), e)
    equal(coroutine.status(co), 'dead')
    equal(select(2, coroutine.resume(co)), 'cannot resume dead coroutine')
    local wrapped = coroutine.wrap(function() error({code = 3}) end)
    local _, object = pcall(wrapped)
    equal(object.code, 3)
end)

test('levels of errors end where a coroutine begins', function()
    local function raise(level) return function() error('text', level) end end
    for _, level in ipairs {2, 3, 9} do
        local ok, e = coroutine.resume(coroutine.create(raise(level)))
        equal(ok, false)
        equal(e, 'text')
    end
    local ok, e = pcall(coroutine.wrap(string.rep))
    equal(e:match("bad argument #1 to '%?' %(string expected, got no value%)$") ~= nil, true)
end)

spec.run()
