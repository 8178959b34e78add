-- Two actors send a message to and fro. Arguments: whether they share a context (true, false), round trips. Prints round trips per second.
local inbox = require 'inbox'

if _CONTEXT == 'worker' then
    local partner = inbox:receive()
    while true do
        local message = inbox:receive()
        if message == 'end' then
            return
        end
        partner:send(message)
    end
end

local arguments = require('system').arguments
local clock = require('time').high_resolution_clock
local actor = spawn_vm('.', {inherit_context = arguments[3] ~= 'false'})
local trips = tonumber(arguments[4] or 200000)
actor:send(inbox)

local function run(count)
    local before = clock.now()
    for i = 1, count do
        actor:send(i)
        inbox:receive()
    end
    return count / (clock.now() - before)
end

local best = 0
for _ = 1, 5 do
    best = math.max(best, run(trips))
end
actor:send('end')
print(string.format('%d', best))
