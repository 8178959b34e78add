-- Sends each line of standard input to the echo server and prints what comes back.
--   bin/emilua docs/examples/echo_client.lua [-- port]
local ip = require "ip"
local stream = require "stream"
local system = require "system"
local asio_error = require "asio_error"

local socket = ip.tcp.socket.new()
socket:connect(ip.address.loopback_v4(), tonumber(system.arguments[3]) or 8080)

local buffer = byte_span.new(4096)
local ok, failure = pcall(function()
    while true do
        local count = system.in_:read_some(buffer)
        stream.write_all(socket, buffer:slice(1, count))
        stream.read_all(socket, buffer:slice(1, count))
        stream.write_all(system.out, buffer:slice(1, count))
    end
end)
if failure ~= asio_error.misc.eof then
    error(failure)
end
socket:close()
