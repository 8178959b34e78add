local spec = require 'spec'
spec.chapter 'User-coroutines'
local test, equal, same, truthy = spec.test, spec.equal, spec.same, spec.truthy
local generic_error = require 'generic_error'

test('values travel both ways', function()
    local co = coroutine.create(function(a, b)
        local c = coroutine.yield(a + b)
        local d, e = coroutine.yield(c * 2)
        return d, e
    end)
    same({coroutine.resume(co, 1, 2)}, {true, 3})
    same({coroutine.resume(co, 10)}, {true, 20})
    same({coroutine.resume(co, 'x', 'y')}, {true, 'x', 'y'})
    same({coroutine.resume(co)}, {false, 'cannot resume dead coroutine'})
end)

test('status tells all four states', function()
    local outer
    local inner = coroutine.create(function() return coroutine.status(outer) end)
    outer = coroutine.create(function()
        equal(coroutine.status(outer), 'running')
        equal(select(2, coroutine.resume(inner)), 'normal')
        coroutine.yield()
    end)
    equal(coroutine.status(outer), 'suspended')
    truthy(coroutine.resume(outer))
    equal(coroutine.status(outer), 'suspended')
    truthy(coroutine.resume(outer))
    equal(coroutine.status(outer), 'dead')
end)

test('running is nil in a fiber\'s own body', function()
    equal(coroutine.running(), nil)
    local co
    co = coroutine.create(function() equal(coroutine.running(), co) end)
    truthy(coroutine.resume(co))
    equal(type(co), 'thread')
end)

test('yield in a fiber\'s own body raises bad_coroutine', function()
    spec.raises_core(9, coroutine.yield)
end)

test('wrap raises what the coroutine raised', function()
    local thrown = {}
    equal(spec.raised(coroutine.wrap(function() error(thrown) end)), thrown)
end)

test('a fiber suspends inside nested coroutines', function()
    local order = {}
    local other = spawn(function() for i = 1, 3 do order[#order + 1] = 'other' this_fiber.yield() end end)
    local co = coroutine.wrap(function()
        local inner = coroutine.wrap(function()
            this_fiber.yield()
            order[#order + 1] = 'inner'
            coroutine.yield('from inner')
            this_fiber.yield()
            return 'inner done'
        end)
        local first = inner()
        order[#order + 1] = first
        coroutine.yield('from outer')
        local second = inner()
        order[#order + 1] = second
        return 'outer done'
    end)
    equal(co(), 'from outer')
    equal(co(), 'outer done')
    other:join()
    same(order, {'other', 'inner', 'from inner', 'other', 'inner done', 'other'})
end)

test('a coroutine blocked in another fiber is normal, and resuming it raises EPERM', function()
    local release = false
    local co = coroutine.create(function() while not release do this_fiber.yield() end return 'done' end)
    local f = spawn(function() return select(2, coroutine.resume(co)) end)
    this_fiber.yield()
    equal(coroutine.status(co), 'normal')
    spec.raises(generic_error.EPERM, nil, coroutine.resume, co)
    release = true
    equal(f:join(), 'done')
    equal(coroutine.status(co), 'dead')
end)

test('a coroutine created, started and resumed in three fibers', function()
    local co
    spawn(function() co = coroutine.create(function() return coroutine.yield(this_fiber.id), this_fiber.id end) end):join()
    local _, second = spawn(function() return coroutine.resume(co) end):join()
    local f = spawn(function() return this_fiber.id, coroutine.resume(co, 'sent') end)
    local third, ok, sent, id = f:join()
    equal(ok, true)
    equal(sent, 'sent')
    equal(id, third)
    truthy(second ~= third)
end)

test('resuming oneself or one\'s resumer fails', function()
    local co
    co = coroutine.create(function() return coroutine.resume(co) end)
    same({coroutine.resume(co)}, {true, false, 'cannot resume running coroutine'})
end)

test('bad arguments', function()
    spec.raised(coroutine.create)
    spec.raised(coroutine.create, 1)
    spec.raised(coroutine.resume, {})
    spec.raised(coroutine.status, nil)
    spec.raised(coroutine.wrap, 'x')
end)

spec.run()
