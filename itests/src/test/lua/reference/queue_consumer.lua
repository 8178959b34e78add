-- The condition variable's example: a consumer that waits for a queue to fill.
local mutex = require('mutex')
local condition_variable = require('condition_variable')

local queue, queue_mtx, queue_cond = {}, mutex.new(), condition_variable.new()

local function queue_consumer()
    scope(function()
        scope_cleanup_push(function() queue_mtx:unlock() end)
        queue_mtx:lock()
        while #queue == 0 do
            queue_cond:wait(queue_mtx)
        end
        for _, e in ipairs(queue) do
            print('consumed ' .. e)
        end
        queue = {}
    end)
end

local consumer = spawn(queue_consumer)
this_fiber.yield()
queue[1], queue[2] = 'one', 'two'
queue_cond:notify_one()
consumer:join()
