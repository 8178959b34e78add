-- Gives an operation a time limit: a second fiber interrupts it when the time is up.
local ip = require "ip"
local sleep = require("time").sleep

local function with_timeout(seconds, operation)
    local worker = spawn(operation)
    local timer = spawn(function()
        sleep(seconds)
        worker:interrupt()
    end)
    local result = {worker:join()}
    timer:interrupt()
    return not worker.interruption_caught, unpack(result)
end

local acceptor = ip.tcp.acceptor.new()
acceptor:open("v4")
acceptor:bind(ip.address.loopback_v4(), 0)
acceptor:listen()

print("quick operation:", with_timeout(5, function() sleep(0.01) return "done" end))
print("accept with nobody there:", with_timeout(0.2, function() return acceptor:accept() end))
