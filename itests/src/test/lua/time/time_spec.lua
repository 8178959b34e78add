local spec = require 'spec'
local time = require 'time'
local test, equal, truthy, raises = spec.test, spec.equal, spec.truthy, spec.raises
local EINVAL = require('generic_error').EINVAL
local aborted = require('asio_error').basic.operation_aborted
local now = time.steady_clock.now

test('sleep sleeps at least as long as it was told', function()
    local before = now()
    time.sleep(0.03)
    local slept = now() - before
    truthy(slept >= 0.03, 'slept ' .. slept)
end)

test('sleepers wake in the order of their deadlines', function()
    local order, fibers, begun = {}, {}, {}
    for i, n in ipairs {5, 1, 3, 2, 4} do
        fibers[i] = spawn(function()
            begun[i] = now()
            time.sleep(n / 100)
            order[#order + 1] = {earliest = begun[i] + n / 100, n = n, i = i}
        end)
    end
    spawn(function() begun[6] = now() end):detach()
    for _, f in ipairs(fibers) do f:join() end
    equal(#order, 5)
    for a = 1, 5 do
        for b = a + 1, 5 do -- a machine may stop between two of them, which makes the latter's deadline later
            local latest = begun[order[b].i + 1] + order[b].n / 100
            truthy(order[a].earliest <= latest, order[a].n .. ' before ' .. order[b].n)
        end
    end
end)

test('sleep is interruptible', function()
    local f = spawn(function() time.sleep(1000) end)
    this_fiber.yield()
    f:interrupt()
    f:join()
    equal(f.interruption_caught, true)
end)

test('sleep refuses what is no duration', function()
    for _, bad in ipairs {'1', {}, 0 / 0, 1 / 0} do raises(EINVAL, 1, time.sleep, bad) end
    raises(EINVAL, 1, time.sleep)
    time.sleep(0)
end)

test('time points', function()
    for _, clock in ipairs {time.steady_clock, time.system_clock} do
        local a = clock.now()
        local b = a + 1.5
        equal(b - a, 1.5)
        equal((b - 1.5) == a, true)
        truthy(a < b and a <= b and a <= a and not (b < a) and a ~= b)
        b:sub(0.5)
        equal(b - a, 1)
        b:add(2)
        equal(b - a, 3)
        equal(clock.epoch().seconds_since_epoch, 0)
        truthy(a.seconds_since_epoch > 0)
        raises(EINVAL, nil, function() return a + 'x' end)
        raises(EINVAL, 2, a.add, a, 'x')
        spec.raises_core(8, function() return a.nothing end)
    end
    truthy(time.system_clock.now().seconds_since_epoch > 1.7e9)
    truthy(spec.raised(function() return time.steady_clock.now() - time.system_clock.now() end) ~= nil)
    equal(type(time.high_resolution_clock.is_steady), 'boolean')
    truthy(time.high_resolution_clock.now() - time.high_resolution_clock.epoch() > 0)
end)

test('a steady timer', function()
    local t = time.steady_timer.new()
    equal(getmetatable(t), 'time.steady_timer')
    t:wait()
    local before = now()
    equal(t:expires_after(0.02), 0)
    t:wait()
    truthy(now() - before >= 0.02)
    t:wait()
    equal(t:expires_at(now() + 0.02), 0)
    truthy(t.expiry - now() <= 0.02)
    t:wait()
end)

test('several fibers wait on one timer; cancel ends them all and counts them', function()
    local t = time.steady_timer.new()
    t:expires_after(1000)
    local fibers = {}
    for i = 1, 3 do fibers[i] = spawn(function() return pcall(t.wait, t) end) end
    this_fiber.yield()
    equal(t:cancel(), 3)
    for i = 1, 3 do
        local ok, e = fibers[i]:join()
        equal(ok, false)
        equal(e, aborted)
    end
    equal(t:cancel(), 0)
end)

test('a new expiry cancels pending waits', function()
    local t = time.steady_timer.new()
    t:expires_after(1000)
    local f = spawn(function() return pcall(t.wait, t) end)
    this_fiber.yield()
    equal(t:expires_after(0.01), 1)
    equal(select(2, f:join()), aborted)
    t:wait()
end)

test('an interrupted wait leaves the timer running', function()
    local t = time.steady_timer.new()
    t:expires_after(3600)
    local f, other = spawn(function() t:wait() end), spawn(function() t:wait() end)
    this_fiber.yield()
    f:interrupt()
    f:join()
    equal(f.interruption_caught, true)
    equal(other.joinable, true)
    equal(t:cancel(), 1)
    raises(aborted, nil, other.join, other)
    t:expires_after(0.01)
    t:wait()
end)

test('a system timer', function()
    local t = time.system_timer.new()
    equal(t:expires_at(time.system_clock.now() + 0.02), 0)
    local before = time.system_clock.now()
    t:wait()
    truthy(time.system_clock.now() - before >= 0.015)
    spec.raises_core(8, function() return t.expires_after end)
    raises(EINVAL, 2, t.expires_at, t, now())
    raises(EINVAL, 2, t.expires_at, t, 5)
end)

spec.run()
