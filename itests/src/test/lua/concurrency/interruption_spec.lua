-- Chapter "Interruption API" of the reference, sentence by sentence, with what the notes add.
local spec = require 'spec'
local time = require 'time'
local mutex = require 'mutex'
local condition_variable = require 'condition_variable'
local equal, same, truthy, raised = spec.equal, spec.same, spec.truthy, spec.raised

local function test(name, body)
    spec.test('Interruption API: ' .. name, body)
end

local function rounds(n)
    for _ = 1, n do this_fiber.yield() end
end

local function is_interruption(e)
    return type(e) == 'table' and e.code == 13 and tostring(e.category) == 'emilua.core'
end

-- A fiber that is interrupted before its first run, and so is at each interruption point that its body comes to.
local function interrupted(body)
    local f = spawn(body)
    f:interrupt()
    return f
end

test('an interruption unwinds the stack through the handlers in reverse order', function()
    local order = {}
    local f = spawn(function()
        scope_cleanup_push(function() order[#order + 1] = 'outer' end)
        scope(function()
            scope_cleanup_push(function() order[#order + 1] = 'middle' end)
            scope_cleanup_push(function() order[#order + 1] = 'inner' end)
            time.sleep(60)
        end)
    end)
    this_fiber.yield()
    f:interrupt()
    f:join()
    same(order, {'inner', 'middle', 'outer'})
    equal(f.interruption_caught, true)
end)

test('a fiber that was interrupted stays so', function()
    local caught = 0
    local f = interrupted(function()
        for _ = 1, 3 do
            local ok, e = pcall(error) -- not entered: pcall is an interruption point
            truthy(ok)
        end
    end)
    f:join()
    equal(f.interruption_caught, true)
    local g = spawn(function()
        local ok, e = pcall(time.sleep, 60)
        equal(ok, false)
        truthy(is_interruption(e))
        caught = caught + 1
        local again, e2 = xpcall(rounds, function(e) return e end, 1)
    end)
    this_fiber.yield()
    g:interrupt()
    g:join()
    equal(caught, 1)
    equal(g.interruption_caught, true)
end)

test('code that computes has no interruption points', function()
    local sum = 0
    local f = interrupted(function()
        for i = 1, 1000 do sum = sum + i end
        local s = ('x'):rep(10):gsub('x', function() sum = sum + 1 end)
        table.sort({3, 2, 1}, function(a, b) sum = sum + 0 return a < b end)
        return sum
    end)
    equal(f:join(), 500510)
    equal(f.interruption_caught, false)
end)

test('spawn, interrupt, detach, notifying, unlocking, printing and scopes are no interruption points', function()
    local m, c = mutex.new(), condition_variable.new()
    local f = interrupted(function()
        local child = spawn(function() end)
        child:interrupt()
        child:detach()
        m:lock()
        m:unlock()
        c:notify_one()
        c:notify_all()
        io_done = tostring(this_fiber.id)
        scope(function() scope_cleanup_push(function() end) end)
        scope_cleanup_push(function() end)
        scope_cleanup_pop()
        this_fiber.disable_interruption()
        this_fiber.restore_interruption()
        return 'passed'
    end)
    equal(f:join(), 'passed')
end)

test('suspending functions are interruption points also where they would not suspend', function()
    for _, operation in ipairs {this_fiber.yield, function() time.sleep(0) end, function() spawn(function() end):join() end,
            function()
                local m, c = mutex.new(), condition_variable.new()
                m:lock()
                c:wait(m)
            end} do
        local passed = false
        local f = interrupted(function() operation() passed = true end)
        f:join()
        equal(passed, false)
        equal(f.interruption_caught, true)
    end
end)

test('being an interruption point propagates to callers', function()
    local function inner() this_fiber.yield() end
    local function outer() inner() end
    local f = interrupted(function() outer() error 'not reached' end)
    equal(select('#', f:join()), 0)
    equal(f.interruption_caught, true)
end)

test('interrupting is neither a suspension point nor an interruption point', function()
    local order = {}
    local target = spawn(function() rounds(100) end)
    local f = interrupted(function()
        order[#order + 1] = 'before'
        target:interrupt()
        order[#order + 1] = 'after'
    end)
    f:join()
    same(order, {'before', 'after'})
    target:join()
    equal(target.interruption_caught, true)
end)

test('who interrupts runs on, and the other unwinds at its next turn', function()
    local order = {}
    local child = spawn(function()
        scope_cleanup_push(function() order[#order + 1] = 'unwound' end)
        order[#order + 1] = 'begun'
        time.sleep(60)
    end)
    child:interrupt()
    for i = 1, 3 do order[#order + 1] = i end
    child:join()
    same(order, {1, 2, 3, 'begun', 'unwound'})
end)

test('a mutex around a call that is interrupted is unlocked by the error handling of the caller', function()
    local m = mutex.new()
    local child = spawn(function()
        m:lock()
        local ok, ex = pcall(time.sleep, 60)
        m:unlock()
        if not ok then error(ex) end
    end)
    this_fiber.yield()
    child:interrupt()
    m:lock()
    m:unlock()
    child:join()
    equal(child.interruption_caught, true)
end)

test('an operation that a limit of time is set to by another fiber', function()
    local function op_with_timeout(op, timeout)
        local f_op = spawn(op)
        local f_timer = spawn(function()
            time.sleep(timeout)
            f_op:interrupt()
        end)
        local ret = {f_op:join()}
        f_timer:interrupt()
        return unpack(ret)
    end
    equal(op_with_timeout(function() return 'in time' end, 60), 'in time')
    equal(select('#', op_with_timeout(function() time.sleep(60) return 'never' end, 0.01)), 0)
end)

test('an interruption may come several times; it counts once', function()
    local f = spawn(function() time.sleep(60) end)
    this_fiber.yield()
    for _ = 1, 5 do f:interrupt() end
    f:join()
    equal(f.interruption_caught, true)
end)

test('a fiber may interrupt itself, which its next interruption point notices', function()
    local f, reached
    f = spawn(function()
        f:interrupt()
        reached = 'here'
        this_fiber.yield()
        reached = 'too far'
    end)
    f:join()
    equal(reached, 'here')
    equal(f.interruption_caught, true)
end)

test('only joinable fibers are interrupted; the call is safe with any handle at any time', function()
    local detached = spawn(function() rounds(2) detached_ended = true end)
    detached:detach()
    detached:interrupt()
    rounds(4)
    equal(detached_ended, true)
    local joined = spawn(function() return 'value' end)
    joined:join()
    joined:interrupt()
    local done = spawn(function() return 'value' end)
    rounds(2)
    done:interrupt()
    equal(done:join(), 'value')
end)

test('a fiber that somebody joins may still be interrupted', function()
    local target = spawn(function() time.sleep(60) end)
    local joiner = spawn(function() return select('#', target:join()) end)
    rounds(2)
    target:interrupt()
    equal(joiner:join(), 0)
    equal(target.interruption_caught, true)
    equal(joiner.interruption_caught, false)
end)

test('an interrupted fiber may be detached', function()
    local cleaned = false
    local f = spawn(function()
        scope_cleanup_push(function() cleaned = true end)
        time.sleep(60)
    end)
    this_fiber.yield()
    f:interrupt()
    f:detach()
    rounds(3)
    equal(cleaned, true)
end)

test('an interruption that is caught and turned into a result is no interruption for join', function()
    local f = spawn(function()
        local ok = pcall(time.sleep, 60)
        return ok, 'survived'
    end)
    this_fiber.yield()
    f:interrupt()
    local ok, result = f:join()
    equal(ok, false)
    equal(result, 'survived')
    equal(f.interruption_caught, false)
end)

test('an error that hides the interruption is an error for join', function()
    local f = spawn(function()
        pcall(time.sleep, 60)
        error('other', 0)
    end)
    this_fiber.yield()
    f:interrupt()
    equal(raised(f.join, f), 'other')
    equal(f.interruption_caught, false)
end)

test('the interruption of a fiber without the matching points raises nothing', function()
    local f = interrupted(function() return 'to the end' end)
    equal(f:join(), 'to the end')
    equal(f.interruption_caught, false)
end)

test('pcall checks only before it runs its function, whose result it then delivers', function()
    local f = spawn(function()
        local ok, value = pcall(function()
            this_fiber.disable_interruption()
            rounds(3)
            this_fiber.restore_interruption()
            return 'examined'
        end)
        results = {ok, value}
        this_fiber.yield()
        results[3] = 'too far'
    end)
    this_fiber.yield()
    f:interrupt()
    f:join()
    same(results, {true, 'examined'})
    equal(f.interruption_caught, true)
end)

test('xpcall and coroutine.resume are interruption points before they run anything', function()
    for _, call in ipairs {
            function(f) return xpcall(f, function(e) return e end) end,
            function(f) return coroutine.resume(coroutine.create(f)) end} do
        local entered = false
        local f = interrupted(function() call(function() entered = true end) end)
        f:join()
        equal(entered, false)
        equal(f.interruption_caught, true)
    end
end)

test('a handler of xpcall sees the interruption', function()
    local seen
    local f = spawn(function()
        xpcall(function() time.sleep(60) end, function(e) seen = e return e end)
    end)
    this_fiber.yield()
    f:interrupt()
    f:join()
    truthy(is_interruption(seen))
end)

test('interruptions can be disabled around a cleanup, and nest', function()
    local steps = {}
    local f = spawn(function()
        local ok, e = pcall(time.sleep, 60)
        this_fiber.disable_interruption()
        this_fiber.disable_interruption()
        rounds(2)
        steps[#steps + 1] = pcall(rounds, 1)
        this_fiber.restore_interruption()
        rounds(1)
        steps[#steps + 1] = 'still'
        this_fiber.restore_interruption()
        error(e, 0)
    end)
    this_fiber.yield()
    f:interrupt()
    f:join()
    same(steps, {true, 'still'})
    equal(f.interruption_caught, true)
end)

test('restoring is no interruption point itself', function()
    local reached
    local f = spawn(function()
        this_fiber.disable_interruption()
        rounds(3)
        this_fiber.restore_interruption()
        reached = true
    end)
    this_fiber.yield()
    f:interrupt()
    f:join()
    equal(reached, true)
    equal(f.interruption_caught, false)
end)

test('an operation that is blocked while interruptions are disabled ends as it would', function()
    local f = spawn(function()
        this_fiber.disable_interruption()
        time.sleep(0.01)
        slept = true
        this_fiber.restore_interruption()
        time.sleep(60)
    end)
    this_fiber.yield()
    f:interrupt()
    f:join()
    equal(slept, true)
    equal(f.interruption_caught, true)
end)

test('disabling belongs to the fiber, not to its coroutines', function()
    local f = interrupted(function()
        coroutine_disables = coroutine.wrap
        this_fiber.disable_interruption()
        local co = coroutine.wrap(function()
            this_fiber.restore_interruption()
            this_fiber.disable_interruption()
            this_fiber.yield()
            return 'passed'
        end)
        local result = co()
        this_fiber.restore_interruption()
        return result
    end)
    equal(f:join(), 'passed')
end)

test('a result that was there before the interruption is delivered, and the interruption waits', function()
    local target
    local joiner = spawn(function()
        kept = target:join()
        this_fiber.yield()
        kept = 'too far'
    end)
    target = spawn(function() return 'value' end)
    this_fiber.yield() -- the joiner waits, and the target has ended and made it ready
    equal(kept, nil)
    joiner:interrupt()
    joiner:join()
    equal(kept, 'value')
end)

test('an interrupted join leaves the other fiber joinable and its values there', function()
    local target = spawn(function() rounds(5) return 1, nil, 3 end)
    local joiner = spawn(function() target:join() end)
    this_fiber.yield()
    joiner:interrupt()
    joiner:join()
    equal(joiner.interruption_caught, true)
    local n = select('#', target:join())
    equal(n, 3)
end)

test('a lock is not interrupted; it is got, and the next point raises', function()
    local m = mutex.new()
    m:lock()
    local owned
    local f = spawn(function()
        m:lock()
        owned = true
        scope_cleanup_push(function() m:unlock() end)
        this_fiber.yield()
        owned = 'too far'
    end)
    this_fiber.yield()
    f:interrupt()
    rounds(2)
    equal(owned, nil)
    m:unlock()
    f:join()
    equal(owned, true)
    equal(f.interruption_caught, true)
    m:lock()
    m:unlock()
end)

test('a wait takes the mutex again before it raises, also where others hold it for long', function()
    local m, c = mutex.new(), condition_variable.new()
    local order = {}
    local f = spawn(function()
        m:lock()
        local ok, e = pcall(c.wait, c, m)
        order[#order + 1] = is_interruption(e) and 'raised' or 'other'
        m:unlock()
    end)
    this_fiber.yield()
    m:lock()
    f:interrupt()
    rounds(5)
    order[#order + 1] = 'unlocking'
    m:unlock()
    f:join()
    same(order, {'unlocking', 'raised'})
end)

test('a wait with an interruption pending raises with the mutex locked', function()
    local m, c = mutex.new(), condition_variable.new()
    local f = spawn(function()
        m:lock()
        this_fiber.disable_interruption()
        rounds(2)
        this_fiber.restore_interruption()
        local ok, e = raised, nil
        scope_cleanup_push(function() m:unlock() unlocked = true end)
        c:wait(m)
    end)
    this_fiber.yield()
    f:interrupt()
    f:join()
    equal(unlocked, true)
    equal(f.interruption_caught, true)
end)

test('notified first and interrupted then: the wait returns', function()
    local m, c = mutex.new(), condition_variable.new()
    local returned
    local f = spawn(function()
        m:lock()
        c:wait(m)
        returned = true
        m:unlock()
        this_fiber.yield()
        returned = 'too far'
    end)
    this_fiber.yield()
    c:notify_one()
    f:interrupt()
    f:join()
    equal(returned, true)
    equal(f.interruption_caught, true)
end)

test('interrupted first and notified then: the notification goes to the next waiter', function()
    local m, c = mutex.new(), condition_variable.new()
    local woken
    local function waiter(name)
        return function()
            m:lock()
            scope_cleanup_push(function() m:unlock() end)
            c:wait(m)
            woken = name
        end
    end
    local a, b = spawn(waiter 'a'), spawn(waiter 'b')
    this_fiber.yield()
    a:interrupt()
    c:notify_one()
    a:join()
    b:join()
    equal(woken, 'b')
    equal(a.interruption_caught, true)
    equal(b.interruption_caught, false)
end)

test('a swallowed interruption does not keep a loop alive', function()
    local tries = 0
    local f = spawn(function()
        local ok = false
        while not ok do
            ok = pcall(function()
                tries = tries + 1
                time.sleep(60)
            end)
        end
    end)
    this_fiber.yield()
    f:interrupt()
    f:join()
    equal(tries, 1)
    equal(f.interruption_caught, true)
end)

test('the error compares equal to every other interruption and is an error code', function()
    local errors = {}
    for i = 1, 2 do
        local f = spawn(function() errors[i] = raised(time.sleep, 60) end)
        this_fiber.yield()
        f:interrupt()
        f:join()
    end
    truthy(errors[1] == errors[2])
    equal(errors[1].code, 13)
    equal(type(tostring(errors[1])), 'string')
    truthy(#tostring(errors[1]) > 0)
end)

test('an interruption error that is raised by hand ends a fiber like an interruption', function()
    local kept
    local f = spawn(function() kept = raised(time.sleep, 60) end)
    this_fiber.yield()
    f:interrupt()
    f:join()
    local g = spawn(function() error(kept) end)
    equal(select('#', g:join()), 0)
    equal(g.interruption_caught, true)
end)

spec.run()
