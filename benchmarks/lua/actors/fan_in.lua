-- 1,000 actors send to one inbox as fast as they can. Prints messages per second, and how many the busiest sender got
-- through for each one of the least busy when the receiver stopped.
local inbox = require 'inbox'

if _CONTEXT == 'worker' then
    local start = inbox:receive()
    while pcall(start.to.send, start.to, start.number) do end
    return
end

local clock = require('time').high_resolution_clock
local arguments = require('system').arguments
local senders, messages = tonumber(arguments[3] or 1000), tonumber(arguments[4] or 1000000)
local counts = {}
for number = 1, senders do
    counts[number] = 0
    spawn_vm('.'):send({to = inbox, number = number})
end
local before = clock.now()
for _ = 1, messages do
    local number = inbox:receive()
    counts[number] = counts[number] + 1
end
local seconds = clock.now() - before
inbox:close()
local least, most = math.huge, 0
for _, count in ipairs(counts) do
    least, most = math.min(least, count), math.max(most, count)
end
print(string.format('%d %.2f', messages / seconds, most / least))
require('system').exit(0)
