-- What join, detach, interrupt and the properties of a handle do in every state of the fiber (reference: Fibers).
local spec = require 'spec'
local time, mutex, condition_variable = require 'time', require 'mutex', require 'condition_variable'
local equal = spec.equal
local generic_error = require 'generic_error'

local function turns(n)
    for _ = 1, n do this_fiber.yield() end
end

local function spawned(body, n)
    local fiber = spawn(body)
    turns(n)
    return fiber
end

local function interrupted(fiber, n)
    fiber:interrupt()
    turns(n)
    return fiber
end

local function forever() time.sleep(3600) end

-- A fiber in each state, and what join says of it then. It sleeps for so long where it does.
local states = {
    {'before its first turn', function() return spawn(function() return 'value' end) end, 'value'},
    {'ready', function() return spawned(function() turns(2) return 'value' end, 1) end, 'value'},
    {'in a sleep', function(seconds) return spawned(function() time.sleep(seconds) return 'value' end, 1) end, 'value'},
    {'in the lock of a mutex', function()
        local m = mutex.new()
        m:lock()
        local fiber = spawned(function() m:lock() return 'value' end, 1)
        spawn(function() turns(3) m:unlock() end):detach()
        return fiber
    end, 'value'},
    {'in the wait of a condition variable', function()
        local m, c = mutex.new(), condition_variable.new()
        local fiber = spawned(function() m:lock() c:wait(m) return 'value' end, 1)
        spawn(function() turns(3) c:notify_one() end):detach()
        return fiber
    end, 'value'},
    {'in a join', function()
        local inner = spawn(function() turns(3) return 'value' end)
        return spawned(function() return inner:join() end, 1)
    end, 'value'},
    {'in a coroutine', function(seconds)
        return spawned(function() return coroutine.wrap(function() time.sleep(seconds) return 'value' end)() end, 1)
    end, 'value'},
    {'ended', function() return spawned(function() return 'value' end, 1) end, 'value'},
    {'ended by an error', function() return spawned(function() error('failure', 0) end, 1) end, 'failure'},
    {'interrupted before its first turn', function() return interrupted(spawn(forever), 0) end, nil},
    {'interrupted in a sleep', function() return interrupted(spawned(forever, 1), 0) end, nil},
    {'ended by an interruption', function() return interrupted(spawned(forever, 1), 2) end, nil},
}

local gone = {
    {'joined', function() local f = spawn(function() end) f:join() return f end, false},
    {'joined after an error', function() local f = spawn(function() error 'x' end) pcall(f.join, f) return f end, false},
    {'joined after an interruption', function() local f = interrupted(spawn(forever), 0) f:join() return f end, true},
    {'detached', function() local f = spawn(function() turns(3) end) f:detach() return f end},
    {'detached when it had ended', function() local f = spawned(function() end, 1) f:detach() return f end},
    {'being joined', function()
        local f = spawn(function() turns(3) end)
        spawned(function() pcall(f.join, f) end, 1):detach()
        return f
    end},
}

local function refused(fiber, member)
    return spec.raises(generic_error.EINVAL, nil, fiber[member], fiber)
end

for _, state in ipairs(states) do
    local name, make, outcome = unpack(state, 1, 3)

    spec.test('Fibers, a joinable fiber ' .. name, function()
        local fiber = make(0.01)
        equal(fiber.joinable, true)
        spec.raises(generic_error.EINVAL, nil, function() return fiber.interruption_caught end)
        local _, value = pcall(fiber.join, fiber)
        equal(value, outcome)
        equal(fiber.joinable, false)
        equal(fiber.interruption_caught, outcome == nil)
        refused(fiber, 'join')
        refused(fiber, 'detach')
    end)

    if outcome ~= 'failure' then
        spec.test('Fibers, a fiber that is detached ' .. name, function()
            local fiber = make(0.01)
            equal(select('#', fiber:detach()), 0)
            equal(fiber.joinable, false)
            refused(fiber, 'join')
            refused(fiber, 'detach')
            equal(select('#', fiber:interrupt()), 0)
            spec.raises(generic_error.EINVAL, nil, function() return fiber.interruption_caught end)
        end)
    end

    spec.test('Fibers, interrupting a fiber ' .. name, function()
        local fiber = make(3600)
        equal(select('#', fiber:interrupt()), 0)
        equal(select('#', fiber:interrupt()), 0)
        equal(fiber.joinable, true)
        local ended = name:find 'ended' or name == 'before its first turn'
        local _, value = pcall(fiber.join, fiber)
        -- Without an interruption point on its way, and in the lock of a mutex, it ends as it would.
        local expected = (ended or name == 'in the lock of a mutex') and outcome or nil
        equal(value, expected)
        equal(fiber.interruption_caught, expected == nil)
    end)
end

for _, state in ipairs(gone) do
    local name, make, caught = unpack(state, 1, 3)

    spec.test('Fibers, a fiber that is not joinable: ' .. name, function()
        local fiber = make()
        equal(fiber.joinable, false)
        refused(fiber, 'join')
        refused(fiber, 'detach')
        equal(select('#', fiber:interrupt()), 0)
        if caught == nil then
            spec.raises(generic_error.EINVAL, nil, function() return fiber.interruption_caught end)
        else
            equal(fiber.interruption_caught, caught)
        end
    end)
end

spec.run()
