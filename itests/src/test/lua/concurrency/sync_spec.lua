-- Chapters "mutex" and "condition_variable", sentence by sentence, with what the notes add.
local spec = require 'spec'
local time = require 'time'
local mutex = require 'mutex'
local condition_variable = require 'condition_variable'
local generic_error = require 'generic_error'
local equal, same, truthy, raises, raised = spec.equal, spec.same, spec.truthy, spec.raises, spec.raised
local test = spec.test

local function rounds(n)
    for _ = 1, n do this_fiber.yield() end
end

-- mutex

test('mutex: only one fiber at a time is between lock and unlock', function()
    local m, inside, most = mutex.new(), 0, 0
    local fibers = {}
    for i = 1, 10 do
        fibers[i] = spawn(function()
            for _ = 1, 5 do
                m:lock()
                inside = inside + 1
                most = math.max(most, inside)
                if i % 2 == 0 then this_fiber.yield() else time.sleep(0.0001) end
                inside = inside - 1
                m:unlock()
            end
        end)
    end
    for _, f in ipairs(fibers) do f:join() end
    equal(most, 1)
end)

test('mutex: its waiters get it in the order of their calls', function()
    local m, order, fibers = mutex.new(), {}, {}
    m:lock()
    for i = 1, 20 do
        fibers[i] = spawn(function() m:lock() order[#order + 1] = i m:unlock() end)
    end
    this_fiber.yield()
    m:unlock()
    for _, f in ipairs(fibers) do f:join() end
    for i = 1, 20 do equal(order[i], i) end
end)

test('mutex: handed over to the first waiter, it is not free for whoever comes before that one runs', function()
    local m, order = mutex.new(), {}
    m:lock()
    local waiter = spawn(function() m:lock() order[#order + 1] = 'waiter' m:unlock() end)
    this_fiber.yield()
    m:unlock()
    m:lock()
    order[#order + 1] = 'owner again'
    m:unlock()
    waiter:join()
    same(order, {'waiter', 'owner again'})
end)

test('mutex: locking a free one has dispatch semantics, without a switch to fibers that are ready', function()
    local m, ran = mutex.new(), false
    local f = spawn(function() ran = true end)
    m:lock()
    m:unlock()
    m:lock()
    equal(ran, false)
    m:unlock()
    f:join()
end)

test('mutex: unlock does not switch, and lock and unlock return nothing', function()
    local m, ran = mutex.new(), false
    equal(select('#', m:lock()), 0)
    local f = spawn(function() m:lock() ran = true m:unlock() end)
    this_fiber.yield()
    equal(select('#', m:unlock()), 0)
    equal(ran, false)
    f:join()
    equal(ran, true)
end)

test('mutex: another fiber than the one that locked it may unlock it', function()
    local m = mutex.new()
    m:lock()
    spawn(function() m:unlock() end):join()
    m:lock()
    m:unlock()
end)

test('mutex: unlocking one that is not locked raises EPERM', function()
    local m = mutex.new()
    raises(generic_error.EPERM, nil, m.unlock, m)
    m:lock()
    m:unlock()
    raises(generic_error.EPERM, nil, m.unlock, m)
end)

test('mutex: it is not recursive; the second lock waits for an unlock', function()
    local m, got = mutex.new(), false
    local f = spawn(function() m:lock() m:lock() got = true m:unlock() end)
    rounds(2)
    equal(got, false)
    m:unlock()
    f:join()
    equal(got, true)
end)

test('mutex: members check their object, and there are no others', function()
    local m = mutex.new()
    raises(generic_error.EINVAL, 1, m.lock)
    raises(generic_error.EINVAL, 1, m.unlock, condition_variable.new())
    spec.raises_core(8, function() return m.try end)
    equal(getmetatable(m), 'mutex')
end)

-- condition_variable

test('condition_variable: wait releases the mutex, waits, and has it again when it returns', function()
    local m, c, steps = mutex.new(), condition_variable.new(), {}
    local f = spawn(function()
        m:lock()
        steps[#steps + 1] = 'waiting'
        equal(select('#', c:wait(m)), 0)
        steps[#steps + 1] = 'woken'
        this_fiber.yield()
        steps[#steps + 1] = 'unlocking'
        m:unlock()
    end)
    this_fiber.yield()
    m:lock()
    steps[#steps + 1] = 'locked meanwhile'
    c:notify_one()
    rounds(2)
    m:unlock()
    m:lock()
    steps[#steps + 1] = 'locked after'
    m:unlock()
    f:join()
    same(steps, {'waiting', 'locked meanwhile', 'woken', 'unlocking', 'locked after'})
end)

test('condition_variable: notify_one wakes one waiter, the one that waits longest', function()
    local m, c, woken, fibers = mutex.new(), condition_variable.new(), {}, {}
    for i = 1, 3 do
        fibers[i] = spawn(function() m:lock() c:wait(m) woken[#woken + 1] = i m:unlock() end)
    end
    this_fiber.yield()
    for i = 1, 3 do
        c:notify_one()
        rounds(2)
        equal(#woken, i)
    end
    same(woken, {1, 2, 3})
    for _, f in ipairs(fibers) do f:join() end
end)

test('condition_variable: notify_all wakes those that wait now, each with the mutex in turn', function()
    local m, c, inside, most, count, fibers = mutex.new(), condition_variable.new(), 0, 0, 0, {}
    for i = 1, 10 do
        fibers[i] = spawn(function()
            m:lock()
            c:wait(m)
            inside = inside + 1
            most = math.max(most, inside)
            this_fiber.yield()
            inside = inside - 1
            count = count + 1
            m:unlock()
        end)
    end
    this_fiber.yield()
    c:notify_all()
    local late = spawn(function() m:lock() c:wait(m) count = count + 100 m:unlock() end)
    for _, f in ipairs(fibers) do f:join() end
    equal(count, 10)
    equal(most, 1)
    c:notify_one()
    late:join()
    equal(count, 110)
end)

test('condition_variable: a notification without waiters is lost', function()
    local m, c, woken = mutex.new(), condition_variable.new(), false
    c:notify_one()
    c:notify_all()
    local f = spawn(function() m:lock() c:wait(m) woken = true m:unlock() end)
    rounds(3)
    equal(woken, false)
    c:notify_one()
    f:join()
end)

test('condition_variable: notifying needs no lock, and has post semantics', function()
    local m, c, ready, order = mutex.new(), condition_variable.new(), false, {}
    local f = spawn(function()
        m:lock()
        while not ready do c:wait(m) end
        order[#order + 1] = 'consumer'
        m:unlock()
    end)
    this_fiber.yield()
    ready = true
    c:notify_one()
    order[#order + 1] = 'notifier'
    f:join()
    same(order, {'notifier', 'consumer'})
end)

test('condition_variable: wait with a mutex that is not locked raises EPERM, with anything else EINVAL', function()
    local m, c = mutex.new(), condition_variable.new()
    raises(generic_error.EPERM, nil, c.wait, c, m)
    raises(generic_error.EINVAL, 2, c.wait, c)
    raises(generic_error.EINVAL, 2, c.wait, c, {})
    raises(generic_error.EINVAL, 2, c.wait, c, c)
    raises(generic_error.EINVAL, 1, c.wait, m, m)
    m:lock()
    m:unlock()
end)

test('condition_variable: waiters may use different mutexes', function()
    local m1, m2, c, woken = mutex.new(), mutex.new(), condition_variable.new(), 0
    local a = spawn(function() m1:lock() c:wait(m1) woken = woken + 1 m1:unlock() end)
    local b = spawn(function() m2:lock() c:wait(m2) woken = woken + 1 m2:unlock() end)
    this_fiber.yield()
    c:notify_all()
    a:join()
    b:join()
    equal(woken, 2)
end)

test('condition_variable: a wait that others\' locks precede takes its place in the queue of the mutex', function()
    local m, c, order = mutex.new(), condition_variable.new(), {}
    local waiter = spawn(function() m:lock() c:wait(m) order[#order + 1] = 'waiter' m:unlock() end)
    this_fiber.yield()
    m:lock()
    local locker = spawn(function() m:lock() order[#order + 1] = 'locker' m:unlock() end)
    this_fiber.yield()
    c:notify_one()
    this_fiber.yield()
    m:unlock()
    waiter:join()
    locker:join()
    same(order, {'locker', 'waiter'})
end)

test('condition_variable: members check their object, and there are no others', function()
    local c = condition_variable.new()
    raises(generic_error.EINVAL, 1, c.notify_one)
    raises(generic_error.EINVAL, 1, c.notify_all, mutex.new())
    spec.raises_core(8, function() return c.wait_for end)
    equal(getmetatable(c), 'condition_variable')
    equal(type(c), 'userdata')
end)

test('condition_variable: a producer and consumers share a queue', function()
    local m, c, queue, consumed, sum = mutex.new(), condition_variable.new(), {}, 0, 0
    local function consumer()
        while consumed < 1000 do
            scope(function()
                m:lock()
                scope_cleanup_push(function() m:unlock() end)
                while #queue == 0 and consumed < 1000 do c:wait(m) end
                for _, value in ipairs(queue) do
                    consumed = consumed + 1
                    sum = sum + value
                end
                queue = {}
            end)
        end
        c:notify_all()
    end
    local consumers = {}
    for i = 1, 3 do consumers[i] = spawn(consumer) end
    for i = 1, 1000 do
        queue[#queue + 1] = i
        c:notify_one()
        if i % 7 == 0 then this_fiber.yield() end
    end
    for _, f in ipairs(consumers) do f:join() end
    equal(sum, 500500)
end)

spec.run()
