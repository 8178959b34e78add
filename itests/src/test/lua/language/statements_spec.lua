-- Assignments, loops, jumps, functions and closures.
local spec = require 'spec'
local test, equal, same, truthy = spec.test, spec.equal, spec.same, spec.truthy

test('assignments evaluate everything first', function()
    local a, b, c = 1, 2
    a, b = b, a
    equal(a, 2) equal(b, 1) equal(c, nil)
    local i, t = 1, {}
    i, t[i] = i + 1, 20
    equal(i, 2) equal(t[1], 20) equal(t[2], nil)
    local function three() return 1, 2, 3 end
    local x, y, z, w = three(), three()
    equal(x, 1) equal(y, 1) equal(z, 2) equal(w, 3)
    local p, q = (three())
    equal(p, 1) equal(q, nil)
end)

test('numeric loops', function()
    local function collect(first, last, step)
        local t = {}
        for i = first, last, step or 1 do t[#t + 1] = i end
        return t
    end
    same(collect(1, 3), {1, 2, 3})
    same(collect(3, 1, -1), {3, 2, 1})
    same(collect(1, 0), {})
    same(collect(0.5, 2), {0.5, 1.5})
    same(collect('1', '2'), {1, 2})
    same(collect(1, 2, 0.25), {1, 1.25, 1.5, 1.75, 2})
    for i = 1, 3 do local j = i; i = 10; equal(i, 10) equal(j <= 3, true) end
    local n = 0
    for i = 1, math.huge do n = n + 1 if i == 5 then break end end
    equal(n, 5)
    for i = 3, 0 / 0 do error 'NaN is no limit' end
    equal(spec.raised(function() for i = 'x', 2 do end end):match "'for' initial value must be a number", "'for' initial value must be a number")
    equal(spec.raised(function() for i = 1, {} do end end):match "'for' limit must be a number", "'for' limit must be a number")
    equal(spec.raised(function() for i = 1, 2, 'y' do end end):match "'for' step must be a number", "'for' step must be a number")
end)

test('generic loops', function()
    local keys, sum = {}, 0
    for k, v in pairs {10, 20, 30, x = 1} do keys[#keys + 1] = tostring(k) sum = sum + v end
    equal(#keys, 4) equal(sum, 61)
    local t = {1, 2, 3, nil, 5}
    local n = 0
    for _ in ipairs(t) do n = n + 1 end
    equal(n, 3)
    local left = {a = 1, b = 2, c = 3, d = 4}
    for k in pairs(left) do left[k] = nil end
    equal(next(left), nil)
    local function range(limit, i) if i < limit then return i + 1, 'v' .. i end end
    local seen = {}
    for i, v in range, 3, 0 do seen[i] = v end
    same(seen, {'v0', 'v1', 'v2'})
    for k, v in next, {5} do equal(k, 1) equal(v, 5) end
end)

test('while, repeat, break, goto', function()
    local i = 0
    while true do i = i + 1 if i > 4 then break end end
    equal(i, 5)
    repeat local done = i > 9; i = i + 1 until done
    equal(i, 11)
    local odd = {}
    for k = 1, 6 do
        if k % 2 == 0 then goto continue end
        odd[#odd + 1] = k
        ::continue::
    end
    same(odd, {1, 3, 5})
    for a = 1, 3 do
        for b = 1, 3 do
            if a * b == 4 then i = a .. b goto out end
        end
    end
    ::out::
    equal(i, '22')
    local n = 0
    ::again::
    n = n + 1
    if n < 1000 then goto again end
    equal(n, 1000)
end)

test('closures have variables of their own', function()
    local made = {}
    for i = 1, 3 do
        local j = i * 10
        made[i] = function() j = j + i return j end
    end
    equal(made[1](), 11) equal(made[1](), 12) equal(made[2](), 22) equal(made[3](), 33)
    local function counter()
        local n = 0
        return function() n = n + 1 return n end, function() return n end
    end
    local up, get = counter()
    up() up()
    equal(get(), 2)
    local loops = {}
    local k = 0
    repeat
        local fresh = k
        loops[#loops + 1] = function() fresh = fresh + 1 return fresh end
        k = k + 1
    until fresh >= 2
    equal(loops[1](), 1) equal(loops[1](), 2) equal(loops[3](), 3)
    local while_made = {}
    while #while_made < 2 do
        local n = #while_made
        while_made[n + 1] = function() return n end
    end
    equal(while_made[1](), 0) equal(while_made[2](), 1)
end)

test('variable arguments', function()
    local function count(...) return select('#', ...) end
    equal(count(), 0) equal(count(nil), 1) equal(count(nil, nil), 2)
    local function pass(...) return ... end
    equal(count(pass(1, nil, 3)), 3)
    equal((pass(7, 8)), 7)
    local function tail(a, ...) return a, ... end
    equal(select('#', tail(1, nil, nil)), 3)
    local t = {pass(1, 2), pass(3, 4)}
    same(t, {1, 3, 4})
    local function build(n, ...) if n == 0 then return ... end return build(n - 1, n, ...) end
    equal(select('#', build(100)), 100)
    equal((select(100, build(100))), 100)
end)

test('tail calls need no stack', function()
    local function loop(n) if n == 0 then return 'done' end return loop(n - 1) end
    equal(loop(1e6), 'done')
    local even, odd
    function even(n) if n == 0 then return true end return odd(n - 1) end
    function odd(n) if n == 0 then return false end return even(n - 1) end
    equal(even(1e6), true)
    local object = {}
    function object:step(n) if n == 0 then return self end return self:step(n - 1) end
    equal(object:step(3e5), object)
    local function spread(n, ...) if n == 0 then return ... end return spread(n - 1, ...) end
    equal(select('#', spread(3e5, 1, 2, 3)), 3)
    local function cps(n, k) if n == 0 then return k(0) end return cps(n - 1, function(x) return k(x + 1) end) end
    equal(cps(1000, function(x) return x end), 1000)
end)

test('deep recursion is an error that can be caught', function()
    local function depth(n) if n == 0 then return 0 end return 1 + depth(n - 1) end
    equal(depth(15000), 15000)
    local function endless() return 1 + endless() end
    for _ = 1, 3 do
        local ok, e = pcall(endless)
        equal(ok, false)
        truthy(e:find 'statements_spec.lua:%d+: stack overflow$', e)
    end
    local looped = setmetatable({}, {})
    getmetatable(looped).__index = function(t, k) return t[k] end
    equal(pcall(function() return looped.x end), false)
    equal(depth(1000), 1000)
end)

test('what is first used where the stack ends works afterwards', function()
    local function used()
        local f = spawn(function() return ('a b'):find('[%s]') end)
        this_fiber.yield()
        f:join()
    end
    local tries = 0
    local function deep()
        pcall(deep)
        if tries < 100 then
            tries = tries + 1
            pcall(used)
        end
    end
    deep()
    equal(tries, 100)
    local order = {}
    local f = spawn(function() order[1] = 'spawned' end)
    this_fiber.yield()
    f:join()
    equal(order[1], 'spawned')
    equal(('a b'):find('[%s]'), 2)
end)

test('environments', function()
    local function global() return probe end
    setfenv(global, {probe = 'own'})
    equal(global(), 'own')
    equal(getfenv(global).probe, 'own')
    local function level() setfenv(2, setmetatable({marker = 5}, {__index = getfenv(1)})) end
    local function user() level() return marker end
    equal(user(), 5)
    equal(getfenv(print) ~= nil, true)
    local chunk = assert(load('x = 1 return x', '=env', 't', {}))
    equal(chunk(), 1)
    equal(x, nil)
    equal(pcall(setfenv, print, {}), false)
end)

test('lists that become longer with every call or return end', function()
    local function forward(...) return forward(1, ...) end
    local object = {}
    function object:call(...) return self:call(1, ...) end
    for _, endless in ipairs {forward, object.call} do
        local ok, message = pcall(endless, object)
        equal(ok, false)
        equal(message:match ':%d+: (.*)$', 'stack overflow')
    end
    local function count(n) if n == 0 then return 'last' end return n, count(n - 1) end
    equal(select('#', count(20000)), 20001)
    equal(select(20001, count(20000)), 'last')
    equal(select(2, count(20000)), 19999)
end)

spec.run()
