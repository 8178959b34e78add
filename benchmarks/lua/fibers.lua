-- Rates of the fiber primitives, warm. Prints lines of: name, operations per second.
local clock = require('time').high_resolution_clock
local sleep = require('time').sleep
local mutex = require 'mutex'

local function rate(name, operations, body)
    body(operations / 10)
    local best = math.huge
    for _ = 1, 3 do
        local before = clock.now()
        body(operations)
        best = math.min(best, clock.now() - before)
    end
    print(string.format('%-12s %d', name, math.floor(operations / best)))
end

rate('spawn+join', 500000, function(n)
    for _ = 1, n do
        spawn(function() end):join()
    end
end)

rate('yield', 2000000, function(n)
    local other = spawn(function() for _ = 1, n / 2 do this_fiber.yield() end end)
    for _ = 1, n / 2 do this_fiber.yield() end
    other:join()
end)

rate('mutex', 1000000, function(n)
    local m = mutex.new()
    local function worker()
        for _ = 1, n / 2 do
            m:lock()
            this_fiber.yield()
            m:unlock()
        end
    end
    local a, b = spawn(worker), spawn(worker)
    a:join()
    b:join()
end)

rate('timer', 200000, function(n)
    local fibers = {}
    for i = 1, n do
        fibers[i] = spawn(function() sleep(0.0001) end)
    end
    for i = 1, n do
        fibers[i]:join()
    end
end)
