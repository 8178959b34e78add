-- Keeps a million fibers suspended at once, then lets them end.
local count = tonumber(require('system').arguments[3]) or 1000000
local sleep = require('time').sleep
local gate = false
local mutex = require 'mutex'
local m = mutex.new()
m:lock()
local arrived = 0
for _ = 1, count do
    spawn(function()
        arrived = arrived + 1
        m:lock()
        m:unlock()
    end):detach()
end
while arrived < count do
    this_fiber.yield()
end
collectgarbage()
collectgarbage()
print(string.format('%d', math.floor(collectgarbage('count') * 1024)))
m:unlock()
