local spec = require 'spec'
spec.chapter 'The scope() facility'
local test, equal, same = spec.test, spec.equal, spec.same
local generic_error = require 'generic_error'

test('handlers run in reverse order when the scope ends', function()
    local order = {}
    scope(function()
        for i = 1, 3 do scope_cleanup_push(function() order[#order + 1] = i end) end
        order[#order + 1] = 'body'
    end)
    same(order, {'body', 3, 2, 1})
end)

test('handlers run on an error, which goes on', function()
    local cleaned = false
    local e = spec.raised(function()
        scope(function()
            scope_cleanup_push(function() cleaned = true end)
            error('boom', 0)
        end)
    end)
    equal(e, 'boom')
    equal(cleaned, true)
end)

test('pcall is a scope', function()
    local order = {}
    pcall(function()
        scope_cleanup_push(function() order[#order + 1] = 'inner' end)
        error('x')
    end)
    order[#order + 1] = 'after'
    same(order, {'inner', 'after'})
end)

test('every fiber has a root scope', function()
    local cleaned = false
    spawn(function()
        scope_cleanup_push(function() cleaned = true end)
    end):join()
    equal(cleaned, true)
end)

test('handlers run on interruption, with interruption disabled', function()
    local order = {}
    local f = spawn(function()
        scope_cleanup_push(function()
            this_fiber.yield()
            order[#order + 1] = 'cleaned'
        end)
        while true do this_fiber.yield() end
    end)
    this_fiber.yield()
    f:interrupt()
    f:join()
    same(order, {'cleaned'})
    equal(f.interruption_caught, true)
end)

test('scope_cleanup_pop runs the last handler, or only drops it', function()
    local order = {}
    scope(function()
        scope_cleanup_push(function() order[#order + 1] = 'a' end)
        scope_cleanup_push(function() order[#order + 1] = 'b' end)
        scope_cleanup_push(function() order[#order + 1] = 'c' end)
        scope_cleanup_pop()
        scope_cleanup_pop(false)
        order[#order + 1] = 'end'
    end)
    same(order, {'c', 'end', 'a'})
end)

test('scope_cleanup_pop without a handler in its own scope raises', function()
    scope(function()
        scope_cleanup_push(function() end)
        scope(function()
            spec.raises_core(14, scope_cleanup_pop)
        end)
    end)
end)

test('scopes nest', function()
    local order = {}
    scope(function()
        scope_cleanup_push(function() order[#order + 1] = 'outer' end)
        scope(function()
            scope_cleanup_push(function() order[#order + 1] = 'inner' end)
        end)
        order[#order + 1] = 'between'
    end)
    same(order, {'inner', 'between', 'outer'})
end)

test('a coroutine has scopes of its own', function()
    local order = {}
    local co = coroutine.create(function()
        scope_cleanup_push(function() order[#order + 1] = 'coroutine' end)
        coroutine.yield()
    end)
    scope(function()
        scope_cleanup_push(function() order[#order + 1] = 'fiber' end)
        coroutine.resume(co)
    end)
    same(order, {'fiber'})
    coroutine.resume(co)
    same(order, {'fiber', 'coroutine'})
end)

test('a handler that restores interruption too often does not disturb the others', function()
    local order = {}
    scope(function()
        scope_cleanup_push(function() order[#order + 1] = 'outer' end)
        scope(function()
            scope_cleanup_push(function() order[#order + 1] = 'first' end)
            scope_cleanup_push(function() this_fiber.restore_interruption() order[#order + 1] = 'second' end)
        end)
        order[#order + 1] = 'between'
    end)
    same(order, {'second', 'first', 'between', 'outer'})
    spec.raises_core(11, this_fiber.restore_interruption)
end)

test('bad arguments', function()
    spec.raises(generic_error.EINVAL, 1, scope)
    spec.raises(generic_error.EINVAL, 1, scope, 1)
    spec.raises(generic_error.EINVAL, 1, scope_cleanup_push)
    spec.raises(generic_error.EINVAL, 1, scope_cleanup_push, {})
    spec.raises(generic_error.EINVAL, 1, scope_cleanup_pop, 'yes')
end)

spec.run()
