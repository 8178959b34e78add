local spec = require 'spec'
spec.chapter 'Fibers'
local test, equal, same, truthy, raises = spec.test, spec.equal, spec.same, spec.truthy, spec.raises
local generic_error = require 'generic_error'

test('spawn only schedules: the spawner runs on', function()
    local order = {}
    local f = spawn(function() order[#order + 1] = 'child' end)
    order[#order + 1] = 'parent'
    f:join()
    same(order, {'parent', 'child'})
end)

test('ready fibers run in the order in which they became ready', function()
    local order = {}
    local fibers = {}
    for i = 1, 5 do
        fibers[i] = spawn(function()
            order[#order + 1] = i
            this_fiber.yield()
            order[#order + 1] = i + 10
        end)
    end
    for _, f in ipairs(fibers) do f:join() end
    same(order, {1, 2, 3, 4, 5, 11, 12, 13, 14, 15})
end)

test('join returns all values, nils included', function()
    local values = {n = select('#', spawn(function() return 1, nil, 3, nil end):join())}
    equal(values.n, 4)
    local a, b, c, d = spawn(function() return 1, nil, 3, nil end):join()
    equal(a, 1) equal(b, nil) equal(c, 3) equal(d, nil)
end)

test('join re-raises the error of the fiber', function()
    local thrown = {}
    local f = spawn(function() error(thrown) end)
    equal(spec.raised(function() f:join() end), thrown)
    equal(f.joinable, false)
    equal(f.interruption_caught, false)
end)

test('joinable tells whether join and detach are possible', function()
    local f = spawn(function() end)
    equal(f.joinable, true)
    f:join()
    equal(f.joinable, false)
    local g = spawn(function() end)
    g:detach()
    equal(g.joinable, false)
end)

test('a second join, or a join after detach, raises EINVAL', function()
    local f = spawn(function() end)
    f:join()
    raises(generic_error.EINVAL, nil, function() f:join() end)
    raises(generic_error.EINVAL, nil, function() f:detach() end)
    local g = spawn(function() end)
    g:detach()
    raises(generic_error.EINVAL, nil, function() g:join() end)
    raises(generic_error.EINVAL, nil, function() g:detach() end)
end)

test('a join while another fiber joins raises EINVAL', function()
    local release = false
    local f = spawn(function() while not release do this_fiber.yield() end end)
    local j = spawn(function() f:join() end)
    this_fiber.yield()
    raises(generic_error.EINVAL, nil, function() f:join() end)
    release = true
    j:join()
end)

test('joining oneself raises EDEADLK', function()
    local f
    f = spawn(function() f:join() end)
    raises(generic_error.EDEADLK, nil, function() f:join() end)
end)

test('spawn without a function is a bad argument', function()
    raises(generic_error.EINVAL, 1, spawn)
    raises(generic_error.EINVAL, 1, spawn, 42)
    raises(generic_error.EINVAL, 1, spawn, 'text')
end)

test('methods check their self', function()
    local f = spawn(function() end)
    raises(generic_error.EINVAL, 1, f.join)
    raises(generic_error.EINVAL, 1, f.join, {})
    raises(generic_error.EINVAL, 1, f.interrupt, byte_span.new(1))
    f:join()
end)

test('interruption_caught of a fiber not joined raises EINVAL', function()
    local f = spawn(function() end)
    raises(generic_error.EINVAL, nil, function() return f.interruption_caught end)
    f:detach()
    raises(generic_error.EINVAL, nil, function() return f.interruption_caught end)
end)

test('a member that does not exist raises, and the metatable is hidden', function()
    local f = spawn(function() end)
    spec.raises_core(8, function() return f.nothing end)
    spec.raises_core(8, function() f.nothing = 1 end)
    equal(getmetatable(f), 'fiber')
    equal(type(f), 'userdata')
    spec.raised(setmetatable, f, {})
    f:join()
end)

test('local_ is each fiber\'s own table', function()
    this_fiber.local_.x = 1
    local seen = spawn(function()
        this_fiber.local_.y = 2
        this_fiber.yield()
        return this_fiber.local_.x, this_fiber.local_.y
    end)
    local x, y = seen:join()
    equal(x, nil)
    equal(y, 2)
    equal(this_fiber.local_.x, 1)
    equal(this_fiber.local_.y, nil)
end)

test('id names the fiber', function()
    local mine = this_fiber.id
    local other = spawn(function() return this_fiber.id end):join()
    truthy(mine ~= other)
    equal(mine, this_fiber.id)
    truthy(mine:find('^0x%x+$'))
end)

test('is_main is false in spawned fibers', function()
    equal(spawn(function() return this_fiber.is_main end):join(), false)
end)

test('forbid_suspend forbids what suspends, and nests', function()
    this_fiber.forbid_suspend()
    this_fiber.forbid_suspend()
    spec.raises_core(12, this_fiber.yield)
    this_fiber.allow_suspend()
    local f = spawn(function() end)
    spec.raises_core(12, function() f:join() end)
    spec.raises_core(12, function() require('mutex').new():lock() end)
    this_fiber.allow_suspend()
    f:join()
    this_fiber.yield()
    spec.raises_core(10, this_fiber.allow_suspend)
end)

test('a fiber suspends from inside pcall, metamethods, iterators, sort and gsub', function()
    local mt = {
        __add = function(a, b) this_fiber.yield() return 42 end,
        __index = function(_, k) this_fiber.yield() return k end,
        __call = function(_, x) this_fiber.yield() return x end,
        __lt = function() this_fiber.yield() return true end,
        __eq = function() this_fiber.yield() return true end,
        __concat = function() this_fiber.yield() return 'joined' end,
        __unm = function() this_fiber.yield() return 'minus' end,
    }
    local a, b = setmetatable({}, mt), setmetatable({}, mt)
    equal(a + b, 42)
    equal(a.key, 'key')
    equal(a('called'), 'called')
    equal(a < b, true)
    equal(a == b, true)
    equal(a .. b, 'joined')
    equal(-a, 'minus')
    equal(select(2, pcall(function() this_fiber.yield() return 'through pcall' end)), 'through pcall')
    local function iterate(_, i) this_fiber.yield() if i < 3 then return i + 1 end end
    local sum = 0
    for i in iterate, nil, 0 do sum = sum + i end
    equal(sum, 6)
    local t = {3, 1, 2}
    table.sort(t, function(x, y) this_fiber.yield() return x < y end)
    same(t, {1, 2, 3})
    equal((('abc'):gsub('.', function(c) this_fiber.yield() return c:upper() end)), 'ABC')
    local pieces = {'return ', '7'}
    equal(load(function() this_fiber.yield() return table.remove(pieces, 1) end)(), 7)
end)

spec.run()
