-- The module sync: where its waits raise interrupted or are forbidden, and what they leave behind. An extension of the reference.
local spec = require 'spec'
local sync, time = require 'sync', require 'time'
local generic_error, asio_error = require 'generic_error', require 'asio_error'
local test, equal, same, truthy, raises, raised = spec.test, spec.equal, spec.same, spec.truthy, spec.raises, spec.raised
local yield = this_fiber.yield
local FORBID_SUSPEND_BLOCK, INTERRUPTED = 12, 13

local function turns(n)
    for _ = 1, n or 5 do yield() end
end

-- Each wait twice: with an object that lets it pass at once, and with one that makes it wait. Of the latter, serve() lets it
-- pass; unchanged() fails where the wait left a trace.
local waits = {
    {
        name = 'semaphore:acquire',
        passing = function()
            local s = sync.semaphore(2)
            return function() s:acquire(2) return 'passed' end, function() equal(s.available, 2) end
        end,
        waiting = function()
            local s = sync.semaphore(1)
            return function() s:acquire(2) return 'passed' end,
                function() s:release() end,
                function() equal(s.available, 1) equal(s:try_acquire(), true) end
        end
    },
    {
        name = 'future:get',
        passing = function()
            local promise, future = sync.future()
            promise:set_value('passed')
            return function() return future:get() end, function() equal(future.is_ready, true) end
        end,
        waiting = function()
            local promise, future = sync.future()
            return function() return future:get() end,
                function() promise:set_value('passed') end,
                function() equal(future.is_ready, false) end
        end
    },
    {
        name = 'latch:wait',
        passing = function()
            local latch = sync.latch(0)
            return function() latch:wait() return 'passed' end, function() equal(latch:try_wait(), true) end
        end,
        waiting = function()
            local latch = sync.latch(1)
            return function() latch:wait() return 'passed' end,
                function() latch:count_down() end,
                function() raises(generic_error.EPERM, nil, latch.count_down, latch, 2) equal(latch:try_wait(), false) end
        end
    },
    {
        name = 'latch:arrive_and_wait',
        passing = function()
            local latch = sync.latch(2)
            return function() latch:arrive_and_wait(2) return 'passed' end, function() equal(latch:try_wait(), false) end
        end,
        waiting = function()
            local latch = sync.latch(3)
            return function() latch:arrive_and_wait(2) return 'passed' end,
                function() latch:count_down() end,
                function() latch:count_down(2) equal(latch:try_wait(), false) latch:count_down() equal(latch:try_wait(), true) end
        end
    },
    {
        name = 'barrier:arrive_and_wait',
        passing = function()
            local phases = 0
            local barrier = sync.barrier(1, function() phases = phases + 1 end)
            return function() barrier:arrive_and_wait() return 'passed' end, function() equal(phases, 0) end
        end,
        waiting = function()
            local phases = 0
            local barrier = sync.barrier(2, function() phases = phases + 1 end)
            return function() barrier:arrive_and_wait() return 'passed' end,
                function() spawn(function() barrier:arrive_and_wait() end):detach() turns(1) end,
                function()
                    spawn(function() barrier:arrive_and_wait() end):detach()
                    turns()
                    equal(phases, 0, 'phases')
                    equal(select('#', barrier:arrive_and_wait()), 2)
                    equal(phases, 1, 'phases')
                end
        end
    },
    {
        name = 'select',
        passing = function()
            local empty, s = sync.semaphore(0), sync.semaphore(1)
            return function() sync.select {empty, s} return 'passed' end,
                function() equal(s.available, 1) empty:release() equal(empty.available, 1) end
        end,
        waiting = function()
            local s, latch, timer = sync.semaphore(0), sync.latch(1), time.steady_timer.new()
            timer:expires_after(60)
            local stop = sync.semaphore(0)
            local f = spawn(function() stop:acquire() return 'of the fiber' end)
            return function() sync.select {latch, f, timer, s, timeout = 60} return 'passed' end,
                function() s:release() stop:release() end,
                function()
                    equal(timer:cancel(), 0, 'waits of the timer')
                    s:release()
                    equal(s.available, 1)
                    equal(f.joinable, true)
                    stop:release()
                    equal(f:join(), 'of the fiber')
                end
        end
    }
}

local function each(name, body)
    for _, wait in ipairs(waits) do
        test(wait.name .. ' ' .. name, function() body(wait) end)
    end
end

each('is an interruption point also where it would pass at once', function(wait)
    local pass, unchanged = wait.passing()
    local f
    f = spawn(function() f:interrupt() pass() end)
    f:join()
    equal(f.interruption_caught, true)
    unchanged()
end)

each('passes where interruption is disabled', function(wait)
    local pass = wait.passing()
    local f
    f = spawn(function()
        f:interrupt()
        this_fiber.disable_interruption()
        return pass()
    end)
    equal(f:join(), 'passed')
    equal(f.interruption_caught, false)
end)

each('ends by an interruption and leaves no trace', function(wait)
    local pass, _, unchanged = wait.waiting()
    local f = spawn(pass)
    turns()
    f:interrupt()
    f:join()
    equal(f.interruption_caught, true)
    unchanged()
end)

each('goes on waiting where interruption is disabled, and is served', function(wait)
    local pass, serve = wait.waiting()
    local f = spawn(function()
        this_fiber.disable_interruption()
        local result = pass()
        return result
    end)
    turns()
    f:interrupt()
    turns()
    serve()
    equal(f:join(), 'passed')
    equal(f.interruption_caught, false)
end)

each('delivers what won against the interruption, which waits for the next point', function(wait)
    local pass, serve = wait.waiting()
    local got
    local f = spawn(function()
        got = pass()
        yield()
        got = 'too far'
    end)
    turns()
    serve()
    f:interrupt()
    f:join()
    equal(got, 'passed')
    equal(f.interruption_caught, true)
end)

each('raises an interruption that can be caught, after cleanup handlers have run', function(wait)
    local pass, _, unchanged = wait.waiting()
    local log, ok, e = {}, nil, nil
    local f = spawn(function()
        ok, e = pcall(function()
            scope_cleanup_push(function() log[#log + 1] = 'cleaned' end)
            pass()
        end)
        log[#log + 1] = 'caught'
    end)
    turns()
    f:interrupt()
    f:join()
    same(log, {'cleaned', 'caught'})
    equal(ok, false)
    equal(tostring(e.category), 'emilua.core')
    equal(e.code, INTERRUPTED)
    equal(f.interruption_caught, false)
    unchanged()
end)

each('is forbidden where suspension is, also where it would pass at once', function(wait)
    for _, kind in ipairs {'passing', 'waiting'} do
        local pass, second, third = wait[kind]()
        this_fiber.forbid_suspend()
        local e = raised(pass)
        this_fiber.allow_suspend()
        equal(tostring(e.category), 'emilua.core')
        equal(e.code, FORBID_SUSPEND_BLOCK)
        local unchanged = third or second
        unchanged()
    end
end)

each('waits inside coroutines, metamethods, callbacks and protected calls', function(wait)
    local pass, serve = wait.waiting()
    local f = spawn(function()
        return coroutine.wrap(function()
            local object = setmetatable({}, {__index = function()
                local result
                string.gsub('x', 'x', function() result = select(2, pcall(pass)) end)
                return result
            end})
            return object.field
        end)()
    end)
    turns()
    serve()
    equal(f:join(), 'passed')
end)

-- Has ten thousand fibers wait, interrupts every other one, lets serve() wake the rest, and returns how many passed.
local function crowd(wait, serve)
    local fibers, passed = {}, 0
    for i = 1, 10000 do
        fibers[i] = spawn(function() wait(i) passed = passed + 1 end)
    end
    turns(2)
    equal(passed, 0)
    for i = 1, 10000, 2 do fibers[i]:interrupt() end
    turns(2)
    serve()
    for i = 1, 10000 do
        fibers[i]:join()
        equal(fibers[i].interruption_caught, i % 2 == 1)
    end
    return passed
end

test('ten thousand wait for a semaphore, a future, a latch and a barrier', function()
    local s = sync.semaphore(0)
    equal(crowd(function() s:acquire() end, function() s:release(5000) end), 5000)
    equal(s.available, 0)
    local promise, future = sync.future()
    equal(crowd(function(i) equal(future:get(), 'all') end, function() promise:set_value('all') end), 5000)
    local latch = sync.latch(5001)
    equal(crowd(function() latch:wait() end, function() latch:count_down(5001) end), 5000)
    local arrivals = sync.latch(10001)
    equal(crowd(function() arrivals:arrive_and_wait() end, function() arrivals:count_down(5001) end), 5000)
    local barrier = sync.barrier(10001)
    local function drop()
        for _ = 1, 5000 do barrier:arrive_and_drop() end
        equal(barrier:arrive_and_wait(), 5001)
    end
    equal(crowd(function() barrier:arrive_and_wait() end, drop), 5000)
end)

test('ten thousand select', function()
    local a, b, latch = sync.semaphore(0), sync.semaphore(0), sync.latch(1)
    local function serve()
        a:release(2500)
        b:release(2500)
    end
    equal(crowd(function() sync.select {latch, a, b, timeout = 600} end, serve), 5000)
    equal(a.available + b.available, 0)
    local promise, future = sync.future()
    equal(crowd(function() sync.select {a, latch, future} end, function() promise:set_value() end), 5000)
    a:release()
    equal(a.available, 1)
end)

test('a barrier delivers to those who are interrupted while it calls on_completion', function()
    local fibers, got = {}, {}
    local barrier = sync.barrier(3, function()
        for _, f in ipairs(fibers) do f:interrupt() end
    end)
    for i = 1, 2 do
        fibers[i] = spawn(function()
            got[i] = barrier:arrive_and_wait()
            yield()
            got[i] = 'too far'
        end)
        turns()
    end
    equal(barrier:arrive_and_wait(), 3)
    for i = 1, 2 do
        fibers[i]:join()
        equal(got[i], i)
        equal(fibers[i].interruption_caught, true)
    end
end)

test('on_completion cannot allow its suspension, wait or meet at its own barrier', function()
    local barrier
    local seen = {}
    barrier = sync.barrier(1, function()
        seen[1] = raised(this_fiber.allow_suspend)
        seen[2] = raised(barrier.arrive_and_wait, barrier)
        seen[3] = raised(time.sleep, 0)
        this_fiber.forbid_suspend()
        this_fiber.allow_suspend()
    end)
    equal(barrier:arrive_and_wait(), 1)
    equal(tostring(seen[1].category), 'emilua.core')
    equal(seen[2].code, FORBID_SUSPEND_BLOCK)
    equal(seen[3].code, FORBID_SUSPEND_BLOCK)
    yield()
end)

test('a timer that is cancelled ends a select as it ends its own wait', function()
    local timer, s, seen = time.steady_timer.new(), sync.semaphore(0), nil
    timer:expires_after(60)
    local f = spawn(function() seen = raised(sync.select, {s, timer}) end)
    turns()
    equal(timer:cancel(), 1)
    f:join()
    equal(seen, asio_error.basic.operation_aborted)
    s:release()
    equal(s.available, 1)
end)

test('a select that has waited for too long takes nothing later', function()
    local s, latch = sync.semaphore(0), sync.latch(1)
    for _ = 1, 3 do
        equal(sync.select {s, latch, timeout = 0.005}, nil)
    end
    s:release()
    equal(s.available, 1)
end)

test('fibers that select from the same semaphores in opposite order share every permit', function()
    local a, b, got, fibers = sync.semaphore(0), sync.semaphore(0), {0, 0}, {}
    for i = 1, 100 do
        local forward = i % 2 == 0
        fibers[i] = spawn(function()
            local index = sync.select(forward and {a, b} or {b, a})
            if not forward then index = 3 - index end
            got[index] = got[index] + 1
        end)
    end
    turns()
    for i = 1, 50 do
        a:release()
        b:release()
        if i % 7 == 0 then yield() end
    end
    for _, f in ipairs(fibers) do f:join() end
    same(got, {50, 50})
    equal(a.available + b.available, 0)
end)

test('at random, no permit is lost and none is made', function()
    math.randomseed(7)
    local pool = {sync.semaphore(3), sync.semaphore(2), sync.semaphore(1)}
    local fibers, taken = {}, 0
    local function hold(s, k)
        taken = taken + k
        scope_cleanup_push(function() taken = taken - k s:release(k) end)
        if math.random(2) == 1 then yield() end
    end
    local actions = {
        function() local k = math.random(3) pool[1]:acquire(k) hold(pool[1], k) end,
        function()
            local order = math.random(2) == 1 and {1, 2, 3} or {3, 2, 1}
            local i = sync.select {pool[order[1]], pool[order[2]], pool[order[3]], timeout = math.random() * 0.002}
            if i then hold(pool[order[i]], 1) end
        end,
        function() local i = sync.try_select(pool) if i then hold(pool[i], 1) end end,
        function() time.sleep(math.random() * 0.001) end
    }
    for i = 1, 3000 do
        fibers[i] = spawn(function()
            for _ = 1, 3 do
                scope(function()
                    -- between a wait's end and the handler there is no interruption point
                    actions[math.random(#actions)]()
                end)
            end
        end)
        if math.random(3) == 1 then fibers[math.random(i)]:interrupt() end
        if i % 50 == 0 then yield() end
    end
    for _, f in ipairs(fibers) do f:join() end
    equal(taken, 0)
    for i, s in ipairs(pool) do equal(s.available, 4 - i, 'permits of ' .. i) end
end)

test('each member wants its own type of object', function()
    local promise, future = sync.future()
    local objects = {sync.semaphore(1), promise, future, sync.latch(1), sync.barrier(1)}
    local members = {
        {'acquire', 'try_acquire', 'release'}, {'set_value', 'set_error'}, {'get'},
        {'count_down', 'wait', 'arrive_and_wait', 'try_wait'}, {'arrive_and_wait', 'arrive_and_drop'}
    }
    for i, object in ipairs(objects) do
        for _, name in ipairs(members[i]) do
            local member = object[name]
            for _, other in ipairs {1, 'x', {}, objects[i % 5 + 1]} do
                raises(generic_error.EINVAL, 1, member, other)
            end
            raises(generic_error.EINVAL, 1, member)
            spec.raises_core(8, function() object[name] = 1 end)
        end
        spec.raises_core(8, function() return object.nothing end)
        spec.raises_core(8, function() object.nothing = 1 end)
        equal(type(getmetatable(object)), 'string')
    end
end)

spec.run()
