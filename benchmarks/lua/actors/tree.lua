-- A tree of actors, each of which spawns two more down to a depth; numbers go down and their sums come up, then all end.
-- Prints, for each round, actors per second and the megabytes of heap in use when it is over.
local inbox = require 'inbox'

local function grow(depth)
    local children = {}
    for i = 1, depth > 0 and 2 or 0 do
        children[i] = spawn_vm('.')
        children[i]:send({parent = inbox, depth = depth - 1})
    end
    local sum = 1
    for _ = 1, #children do
        sum = sum + inbox:receive()
    end
    return sum
end

if _CONTEXT == 'worker' then
    local start = inbox:receive()
    start.parent:send(grow(start.depth))
    return
end

local clock = require('time').high_resolution_clock
local arguments = require('system').arguments
local depth, rounds = tonumber(arguments[3] or 12), tonumber(arguments[4] or 5)
for _ = 1, rounds do
    local before = clock.now()
    local actors = grow(depth)
    local seconds = clock.now() - before
    assert(actors == 2 ^ (depth + 1) - 1)
    require('time').sleep(0.2)
    collectgarbage()
    print(string.format('%d %.1f', actors / seconds, collectgarbage('count') / 1024))
end
