-- Many actors that wait for a message. Prints lines of: name, number.
if _CONTEXT == 'worker' then
    require('inbox'):receive()
    return
end

local clock = require('time').high_resolution_clock
local count = tonumber(require('system').arguments[3] or 10000)

local function spawn_and_end(n)
    local actors = {}
    collectgarbage()
    local heap, before = collectgarbage('count'), clock.now()
    for i = 1, n do
        actors[i] = spawn_vm('.')
    end
    this_fiber.yield()
    local seconds = clock.now() - before
    collectgarbage()
    local kilobytes = collectgarbage('count') - heap
    for _, actor in ipairs(actors) do
        actor:send('end')
    end
    return seconds / n, kilobytes / n
end

spawn_and_end(math.ceil(count / 10))
local seconds, kilobytes = spawn_and_end(count)
print(string.format('milliseconds %.4f', seconds * 1e3))
print(string.format('kilobytes %.2f', kilobytes))
