-- Actors that compute for each message. Arguments: threads of the context, actors, messages for each. Prints the seconds.
local inbox = require 'inbox'

if _CONTEXT == 'worker' then
    local main = inbox:receive()
    while true do
        local steps = inbox:receive()
        if steps == 0 then
            main:send(true)
            return
        end
        local x = 0
        for i = 1, steps do
            x = (x * 31 + i) % 65521
        end
    end
end

local clock = require('time').high_resolution_clock
local arguments = require('system').arguments
local threads, count, messages = tonumber(arguments[3] or 1), tonumber(arguments[4] or 1000), tonumber(arguments[5] or 1000)
if threads > 1 then
    spawn_context_threads(threads - 1)
end
local actors = {}
for i = 1, count do
    actors[i] = spawn_vm('.')
    actors[i]:send(inbox)
end
local before = clock.now()
for _, actor in ipairs(actors) do
    spawn(function()
        for _ = 1, messages do
            actor:send(2000)
        end
        actor:send(0)
    end):detach()
end
for _ = 1, count do
    inbox:receive()
end
print(string.format('%.3f', clock.now() - before))
