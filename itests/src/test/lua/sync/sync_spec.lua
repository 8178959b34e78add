-- The module sync, which is an extension of the reference.
local spec = require 'spec'
local test, equal, same, truthy, raises, raised = spec.test, spec.equal, spec.same, spec.truthy, spec.raises, spec.raised
local sync, time, mutex = require 'sync', require 'time', require 'mutex'
local generic_error = require 'generic_error'
local yield = this_fiber.yield

local function turns(n)
    for _ = 1, n or 5 do yield() end
end

local function interrupted(f)
    f:interrupt()
    f:join()
    return f.interruption_caught
end

local function results(...)
    return {n = select('#', ...), ...}
end

-- Semaphores

test('a semaphore gives as many permits as it has', function()
    local s = sync.semaphore(2)
    equal(getmetatable(s), 'sync.semaphore')
    equal(type(s), 'userdata')
    s:acquire()
    equal(s.available, 1)
    equal(s:try_acquire(), true)
    equal(s:try_acquire(), false)
    s:release(2)
    equal(s.available, 2)
    equal(s:try_acquire(2), true)
    equal(sync.semaphore(0):try_acquire(), false)
end)

test('a semaphore serves those who wait in order, whatever they want', function()
    local s, order = sync.semaphore(0), {}
    for i, permits in ipairs {3, 1, 2} do
        spawn(function() s:acquire(permits) order[#order + 1] = i end):detach()
        turns()
    end
    s:release(2)
    turns()
    same(order, {})
    equal(s:try_acquire(), false, 'nobody overtakes')
    s:release()
    turns()
    same(order, {1})
    s:release(3)
    turns()
    same(order, {1, 2, 3})
    equal(s.available, 0)
end)

test('an interrupted waiter takes nothing, and those behind it move up', function()
    local s, got = sync.semaphore(1), false
    local greedy = spawn(function() s:acquire(2) end)
    turns()
    local modest = spawn(function() s:acquire() got = true end)
    turns()
    equal(got, false)
    equal(interrupted(greedy), true)
    modest:join()
    equal(got, true)
    equal(s.available, 0)
end)

test('a permit that was granted is delivered, and the interruption waits', function()
    local s, got, after = sync.semaphore(0), false, false
    local f = spawn(function()
        s:acquire()
        got = true
        yield()
        after = true
    end)
    turns()
    s:release()
    f:interrupt()
    f:join()
    equal(got, true)
    equal(after, false)
    equal(f.interruption_caught, true)
    equal(s.available, 0)
end)

test('a semaphore with a limit', function()
    local s = sync.semaphore(1, 2)
    s:release()
    raises(generic_error.EOVERFLOW, nil, s.release, s)
    equal(s.available, 2)
    raises(generic_error.EINVAL, 2, s.acquire, s, 3)
end)

test('misuse of semaphores', function()
    for _, bad in ipairs {-1, 1.5, 'x', {}, 2 ^ 31, 0 / 0} do
        raises(generic_error.EINVAL, 1, sync.semaphore, bad)
        raises(generic_error.EINVAL, 2, sync.semaphore, 1, bad)
    end
    raises(generic_error.EINVAL, 1, sync.semaphore)
    raises(generic_error.EINVAL, 2, sync.semaphore, 2, 1)
    local s = sync.semaphore(1)
    for _, bad in ipairs {0, -1, 1.5, 'x'} do
        raises(generic_error.EINVAL, 2, s.acquire, s, bad)
        raises(generic_error.EINVAL, 2, s.try_acquire, s, bad)
        raises(generic_error.EINVAL, 2, s.release, s, bad)
    end
    raises(generic_error.EINVAL, 1, s.acquire, sync.latch(1))
    spec.raises_core(8, function() return s.count end)
    raised(function() s.available = 3 end)
    raised(setmetatable, s, {})
end)

test('suspending where that is forbidden, and interruption before the wait', function()
    local s = sync.semaphore(1)
    this_fiber.forbid_suspend()
    local e = raised(s.acquire, s)
    this_fiber.allow_suspend()
    equal(e.code, 12)
    equal(s.available, 1)
    equal(s:try_acquire(), true)
    s:release()
    local f
    f = spawn(function() f:interrupt() s:acquire() end)
    f:join()
    equal(f.interruption_caught, true)
    equal(s.available, 1)
    f = spawn(function()
        f:interrupt()
        this_fiber.disable_interruption()
        s:acquire()
        this_fiber.restore_interruption()
    end)
    f:join()
    equal(s.available, 0)
end)

-- Futures

test('a future gives its values to everyone, nils included', function()
    local promise, future = sync.future()
    equal(getmetatable(promise), 'sync.promise')
    equal(getmetatable(future), 'sync.future')
    equal(future.is_ready, false)
    local got = {}
    local fibers = {}
    for i = 1, 3 do fibers[i] = spawn(function() got[i] = results(future:get()) end) end
    turns()
    promise:set_value(nil, 2, nil)
    for _, f in ipairs(fibers) do f:join() end
    equal(future.is_ready, true)
    got[4] = results(future:get())
    for i = 1, 4 do
        equal(got[i].n, 3)
        equal(got[i][1], nil)
        equal(got[i][2], 2)
    end
    local empty, none = sync.future()
    empty:set_value()
    equal(select('#', none:get()), 0)
end)

test('a future raises its error for everyone', function()
    local promise, future = sync.future()
    local e, seen = {}, nil
    local f = spawn(function() seen = raised(future.get, future) end)
    turns()
    promise:set_error(e)
    f:join()
    truthy(rawequal(seen, e))
    truthy(rawequal(raised(future.get, future), e))
    promise, future = sync.future()
    promise:set_error(nil)
    equal(select('#', pcall(future.get, future)), 2)
    equal(future.is_ready, true)
end)

test('a future is set once', function()
    local promise, future = sync.future()
    promise:set_value(1)
    raises(generic_error.EPERM, nil, promise.set_value, promise, 2)
    raises(generic_error.EPERM, nil, promise.set_error, promise, 2)
    equal(future:get(), 1)
    raises(generic_error.EINVAL, 2, (sync.future()).set_error, (sync.future()))
    spec.raises_core(8, function() return promise.get end)
end)

test('an interrupted wait for a future leaves no trace', function()
    local promise, future = sync.future()
    local f = spawn(function() future:get() end)
    turns()
    equal(interrupted(f), true)
    promise:set_value 'late'
    equal(future:get(), 'late')
end)

-- Latches and barriers

test('a latch opens for everyone when it is down to zero', function()
    local latch, passed = sync.latch(3), 0
    local fibers = {}
    for i = 1, 2 do fibers[i] = spawn(function() latch:wait() passed = passed + 1 end) end
    turns()
    latch:count_down()
    equal(latch:try_wait(), false)
    raises(generic_error.EPERM, nil, latch.count_down, latch, 3)
    local last = spawn(function() latch:arrive_and_wait(2) passed = passed + 1 end)
    last:join()
    for _, f in ipairs(fibers) do f:join() end
    equal(passed, 3)
    equal(latch:try_wait(), true)
    latch:wait()
    raises(generic_error.EPERM, nil, latch.count_down, latch)
    sync.latch(0):wait()
end)

test('an interrupted arrival at a latch is taken back', function()
    local latch = sync.latch(2)
    local f = spawn(function() latch:arrive_and_wait() end)
    turns()
    equal(interrupted(f), true)
    latch:count_down()
    equal(latch:try_wait(), false)
    latch:count_down()
    equal(latch:try_wait(), true)
end)

test('a barrier lets a phase go on together, again and again', function()
    local log, barrier = {}, nil
    barrier = sync.barrier(3, function() log[#log + 1] = 'complete' end)
    local fibers, last = {}, {}
    for i = 1, 3 do
        fibers[i] = spawn(function()
            for phase = 1, 2 do
                local index, is_last = barrier:arrive_and_wait()
                if is_last then last[#last + 1] = index end
                log[#log + 1] = phase
            end
        end)
    end
    for _, f in ipairs(fibers) do f:join() end
    equal(table.concat(log, ' '), 'complete 1 1 1 complete 2 2 2')
    same(last, {3, 3})
end)

test('who drops out of a barrier is not waited for', function()
    local barrier, passed = sync.barrier(3), 0
    for _ = 1, 2 do spawn(function() barrier:arrive_and_wait() passed = passed + 1 end):detach() end
    turns()
    barrier:arrive_and_drop()
    turns()
    equal(passed, 2)
    local f = spawn(function() barrier:arrive_and_wait() end)
    turns()
    equal(interrupted(f), true)
    barrier:arrive_and_drop()
    barrier:arrive_and_drop()
    raises(generic_error.EPERM, nil, barrier.arrive_and_wait, barrier)
    raises(generic_error.EPERM, nil, barrier.arrive_and_drop, barrier)
end)

test('what goes wrong when a phase is complete reaches everyone in it', function()
    local barrier = sync.barrier(2, function() error('broken', 0) end)
    local other
    local f = spawn(function() other = raised(barrier.arrive_and_wait, barrier) end)
    turns()
    equal(raised(barrier.arrive_and_wait, barrier), 'broken')
    f:join()
    equal(other, 'broken')
    barrier = sync.barrier(1, function() yield() end)
    equal(raised(barrier.arrive_and_wait, barrier).code, 12)
    barrier = sync.barrier(1, function() coroutine.yield() end)
    equal(raised(coroutine.wrap(function() barrier:arrive_and_wait() end)).code, 9)
end)

-- Select

test('select takes from exactly one, the first that is ready in the list', function()
    local a, b = sync.semaphore(1), sync.semaphore(1)
    equal(sync.select {a, b}, 1)
    equal(a.available, 0)
    equal(b.available, 1)
    equal(sync.select {a, b}, 2)
    equal(b.available, 0)
end)

test('select waits for the first, and the others keep what they have', function()
    local s, latch = sync.semaphore(0), sync.latch(1)
    local promise, future = sync.future()
    local got
    local f = spawn(function() got = results(sync.select {s, future, latch}) end)
    turns()
    promise:set_value('x', nil)
    f:join()
    equal(got.n, 3)
    equal(got[1], 2)
    equal(got[2], 'x')
    s:release()
    equal(s.available, 1)
    latch:count_down()
end)

test('select with fibers, timers and a time limit', function()
    local f = spawn(function() time.sleep(0.01) return 'value' end)
    local timer = time.steady_timer.new()
    timer:expires_after(30)
    local index, value = sync.select {timer, f, timeout = 20}
    equal(index, 2)
    equal(value, 'value')
    equal(f.joinable, false)
    equal(sync.select {timer, timeout = 0.01}, nil)
    equal(sync.select {timer, timeout = 0}, nil)
    equal(sync.select {timeout = 0.001}, nil)
    equal(sync.select {timeout = -1 / 0}, nil)
    local slow = spawn(function() time.sleep(0.02) return 'still joinable' end)
    equal(sync.select {slow, timeout = 0}, nil)
    equal(slow.joinable, true)
    equal(slow:join(), 'still joinable')
    local failing = spawn(function() error('of the fiber', 0) end)
    equal(raised(sync.select, {failing}), 'of the fiber')
end)

test('try_select does not wait', function()
    local s = sync.semaphore(0)
    equal(sync.try_select {s}, nil)
    s:release()
    equal(sync.try_select {s}, 1)
    equal(s.available, 0)
    equal(sync.try_select {}, nil)
    this_fiber.forbid_suspend()
    equal(sync.try_select {s}, nil)
    equal(raised(sync.select, {s}).code, 12)
    this_fiber.allow_suspend()
end)

test('an interrupted select takes nothing', function()
    local a, b = sync.semaphore(0), sync.semaphore(0)
    local f = spawn(function() sync.select {a, b} end)
    turns()
    equal(interrupted(f), true)
    a:release()
    b:release()
    equal(a.available + b.available, 2)
end)

test('misuse of select', function()
    local s = sync.semaphore(1)
    for key, bad in pairs {[1] = {s, s}, [2] = {{}}, [3] = {mutex.new()}, [4] = {s, nil, s}, [5] = {s, timeout = 'x'}, [6] = {s, other = 1}, [7] = {}, [8] = {s, timeout = 0 / 0}, [9] = {s, timeout = 1 / 0}, [10] = {s, timeout = 1e10}} do
        raises(generic_error.EINVAL, 1, sync.select, bad)
        equal(s.available, 1, key)
    end
    raises(generic_error.EINVAL, 1, sync.select)
    raises(generic_error.EINVAL, 1, sync.try_select, {s, timeout = 1})
    local f
    f = spawn(function() raises(generic_error.EDEADLK, nil, sync.select, {f}) end)
    f:join()
end)

-- Together

test('ten thousand waiters cost no threads and are served in order', function()
    local s, last, inOrder = sync.semaphore(0), 0, true
    for i = 1, 10000 do
        spawn(function()
            s:acquire()
            inOrder = inOrder and last == i - 1
            last = i
        end):detach()
    end
    yield()
    s:release(10000)
    while last < 10000 do yield() end
    equal(inOrder, true)
    equal(s.available, 0)
end)

test('producers and consumers through two semaphores', function()
    local free, full, queue, sum = sync.semaphore(4), sync.semaphore(0), {}, 0
    local consumer = spawn(function()
        for _ = 1, 1000 do
            full:acquire()
            sum = sum + table.remove(queue, 1)
            free:release()
        end
    end)
    for i = 1, 1000 do
        free:acquire()
        queue[#queue + 1] = i
        truthy(#queue <= 4)
        full:release()
    end
    consumer:join()
    equal(sum, 500500)
end)

test('objects that nobody has any more are collected', function()
    local weak = setmetatable({}, {__mode = 'k'})
    for _ = 1, 100 do
        local promise, future = sync.future()
        weak[promise], weak[future], weak[sync.semaphore(1)], weak[sync.latch(1)], weak[sync.barrier(2)] = 1, 1, 1, 1, 1
    end
    local left
    for _ = 1, 6000 do -- the collector works as often as it costs little, which on a busy machine is seldom
        collectgarbage()
        left = 0
        for _ in pairs(weak) do left = left + 1 end
        if left <= 5 then break end
        time.sleep(0.02)
    end
    truthy(left <= 5, 'left over: ' .. left)
end)

spec.run()
