local system = require "system"
local stream = require "stream"
local sleep = require "time".sleep

spawn(function()
    sleep(0.2)
    stream.write_all(system.out, "World\n")
end):detach()

stream.write_all(system.out, "Hello")
