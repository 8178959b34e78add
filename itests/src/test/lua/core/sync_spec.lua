local spec = require 'spec'
spec.chapter 'mutex and condition_variable'
local test, equal, same, truthy, raises = spec.test, spec.equal, spec.same, spec.truthy, spec.raises
local mutex = require 'mutex'
local condition_variable = require 'condition_variable'
local generic_error = require 'generic_error'

test('a mutex goes to its waiters in order', function()
    local m, order, fibers = mutex.new(), {}, {}
    m:lock()
    for i = 1, 4 do
        fibers[i] = spawn(function() m:lock() order[#order + 1] = i this_fiber.yield() m:unlock() end)
    end
    this_fiber.yield()
    m:unlock()
    for _, f in ipairs(fibers) do f:join() end
    same(order, {1, 2, 3, 4})
end)

test('locking a free mutex does not switch', function()
    local m, ran = mutex.new(), false
    local f = spawn(function() ran = true end)
    m:lock()
    equal(ran, false)
    m:unlock()
    f:join()
end)

test('another fiber may unlock', function()
    local m = mutex.new()
    m:lock()
    spawn(function() m:unlock() end):join()
    m:lock()
    m:unlock()
end)

test('unlocking a free mutex raises EPERM', function()
    raises(generic_error.EPERM, nil, function() mutex.new():unlock() end)
end)

test('notify_one wakes one, notify_all the rest', function()
    local m, c, woken, fibers = mutex.new(), condition_variable.new(), {}, {}
    for i = 1, 3 do
        fibers[i] = spawn(function() m:lock() c:wait(m) woken[#woken + 1] = i m:unlock() end)
    end
    this_fiber.yield()
    c:notify_one()
    this_fiber.yield() this_fiber.yield()
    same(woken, {1})
    c:notify_all()
    for _, f in ipairs(fibers) do f:join() end
    same(woken, {1, 2, 3})
    c:notify_all()
    c:notify_one()
end)

test('wait releases the mutex while it waits', function()
    local m, c = mutex.new(), condition_variable.new()
    local f = spawn(function() m:lock() c:wait(m) m:unlock() end)
    this_fiber.yield()
    m:lock()
    c:notify_one()
    m:unlock()
    f:join()
end)

test('wait with a mutex that is not locked raises EPERM, with no mutex EINVAL', function()
    local c = condition_variable.new()
    raises(generic_error.EPERM, nil, function() c:wait(mutex.new()) end)
    raises(generic_error.EINVAL, 2, function() c:wait() end)
    raises(generic_error.EINVAL, 2, function() c:wait(c) end)
    raises(generic_error.EINVAL, 1, function() c.wait(mutex.new(), c) end)
end)

test('an interrupted waiter does not eat a notification', function()
    local m, c, woken = mutex.new(), condition_variable.new(), {}
    local function waiter(name)
        scope_cleanup_push(function() m:unlock() end)
        m:lock()
        c:wait(m)
        woken[#woken + 1] = name
    end
    local a, b = spawn(function() waiter('a') end), spawn(function() waiter('b') end)
    this_fiber.yield()
    a:interrupt()
    c:notify_one()
    b:join()
    same(woken, {'b'})
    a:join()
    equal(a.interruption_caught, true)
end)

test('type names and hidden metatables', function()
    equal(getmetatable(mutex.new()), 'mutex')
    equal(getmetatable(condition_variable.new()), 'condition_variable')
    spec.raises_core(8, function() return mutex.new().owner end)
end)

spec.run()
