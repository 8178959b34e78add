-- The recap of the interruption tutorial, with the third number in place of the signal.
local sleep = require('time').sleep
local printed = require('sync').latch(3)
this_fiber.disable_interruption()

local numbers = {8, 42, 38, 111, 2, 39, 1}

local sleeper = spawn(function()
    local children = {}
    scope_cleanup_push(function()
        for _, f in pairs(children) do
            f:interrupt()
        end
    end)
    for _, n in pairs(numbers) do
        children[#children + 1] = spawn(function()
            sleep(n < 10 and n / 10 or 3600)
            print(n)
            printed:count_down()
        end)
    end
    for _, f in pairs(children) do
        f:join()
    end
end)

local waiter = spawn(function()
    printed:wait()
    sleeper:interrupt()
end)

sleeper:join()
waiter:interrupt()
print('children interrupted', sleeper.interruption_caught)
