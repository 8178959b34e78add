local spec = require 'spec'
spec.chapter 'Interruption API'
local test, equal, same, truthy = spec.test, spec.equal, spec.same, spec.truthy
local mutex = require 'mutex'
local condition_variable = require 'condition_variable'

local function yielder()
    while true do this_fiber.yield() end
end

test('an interrupted fiber dies at its next interruption point, and its join returns', function()
    local f = spawn(yielder)
    this_fiber.yield()
    f:interrupt()
    equal(select('#', f:join()), 0)
    equal(f.interruption_caught, true)
end)

test('a fiber interrupted before its first run runs to its first interruption point', function()
    local reached = false
    local f = spawn(function() reached = true this_fiber.yield() reached = 'too far' end)
    f:interrupt()
    f:join()
    equal(reached, true)
    equal(f.interruption_caught, true)
end)

test('the error equals interrupted of the engine\'s category', function()
    local seen
    local f = spawn(function()
        local ok, e = pcall(yielder)
        seen = e
        error(e)
    end)
    this_fiber.yield()
    f:interrupt()
    f:join()
    equal(seen.code, 13)
    equal(tostring(seen.category), 'emilua.core')
    equal(f.interruption_caught, true)
end)

test('a fiber blocked in a join is interrupted and the joined one stays joinable', function()
    local release = false
    local target = spawn(function() while not release do this_fiber.yield() end return 'value' end)
    local joiner = spawn(function() target:join() end)
    this_fiber.yield()
    joiner:interrupt()
    joiner:join()
    equal(joiner.interruption_caught, true)
    equal(target.joinable, true)
    release = true
    equal(target:join(), 'value')
end)

test('mutex:lock is no interruption point', function()
    local m = mutex.new()
    m:lock()
    local got
    local f = spawn(function() m:lock() got = true m:unlock() this_fiber.yield() got = 'too far' end)
    this_fiber.yield()
    f:interrupt()
    this_fiber.yield()
    equal(got, nil)
    m:unlock()
    f:join()
    equal(got, true)
    equal(f.interruption_caught, true)
end)

test('condition_variable:wait re-acquires the mutex before it raises', function()
    local m, c = mutex.new(), condition_variable.new()
    local locked_when_raised
    local f = spawn(function()
        m:lock()
        local ok, e = pcall(function() c:wait(m) end)
        m:unlock() -- raises where it is not locked
        locked_when_raised = true
        error(e)
    end)
    this_fiber.yield()
    m:lock()
    f:interrupt()
    this_fiber.yield()
    equal(locked_when_raised, nil)
    m:unlock()
    f:join()
    equal(locked_when_raised, true)
    equal(f.interruption_caught, true)
end)

test('pcall is an interruption point before it runs its function', function()
    local entered, after = 0, false
    local f = spawn(function()
        pcall(yielder)
        pcall(function() entered = entered + 1 end)
        after = true
    end)
    this_fiber.yield()
    f:interrupt()
    f:join()
    equal(entered, 0)
    equal(after, false)
    equal(f.interruption_caught, true)
end)

test('coroutine.resume is an interruption point too', function()
    local entered = false
    local f = spawn(function()
        pcall(yielder)
        coroutine.resume(coroutine.create(function() entered = true end))
    end)
    this_fiber.yield()
    f:interrupt()
    f:join()
    equal(entered, false)
    equal(f.interruption_caught, true)
end)

test('calling what coroutine.wrap returned is no interruption point', function()
    local entered = false
    local f = spawn(function()
        pcall(yielder)
        coroutine.wrap(function() entered = true end)()
    end)
    this_fiber.yield()
    f:interrupt()
    f:join()
    equal(entered, true)
    equal(f.interruption_caught, false)
end)

test('disable_interruption defers, and nests', function()
    local steps = {}
    local f = spawn(function()
        this_fiber.disable_interruption()
        this_fiber.disable_interruption()
        this_fiber.yield()
        steps[#steps + 1] = 'one'
        this_fiber.restore_interruption()
        this_fiber.yield()
        steps[#steps + 1] = 'two'
        this_fiber.restore_interruption()
        this_fiber.yield()
        steps[#steps + 1] = 'three'
    end)
    this_fiber.yield()
    f:interrupt()
    f:join()
    same(steps, {'one', 'two'})
    equal(f.interruption_caught, true)
end)

test('restore_interruption without its counterpart raises', function()
    spec.raises_core(11, this_fiber.restore_interruption)
end)

test('interrupting a finished, joined or detached fiber does nothing', function()
    local f = spawn(function() return 1 end)
    this_fiber.yield()
    f:interrupt()
    equal(f:join(), 1)
    equal(f.interruption_caught, false)
    f:interrupt()
    local reached = false
    local g = spawn(function() this_fiber.yield() reached = true end)
    g:detach()
    g:interrupt()
    this_fiber.yield() this_fiber.yield() this_fiber.yield()
    equal(reached, true)
end)

test('interruptibility belongs to the fiber, not to the coroutine', function()
    local co = coroutine.create(function() while true do coroutine.yield() this_fiber.yield() end end)
    coroutine.resume(co)
    local f = spawn(function() while true do assert(coroutine.resume(co)) end end)
    this_fiber.yield()
    f:interrupt()
    f:join()
    equal(f.interruption_caught, true)
end)

spec.run()
