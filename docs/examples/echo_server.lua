-- A TCP echo server: a fiber for each connection.
--   bin/emilua docs/examples/echo_server.lua [-- port]
local ip = require "ip"
local stream = require "stream"
local system = require "system"
local asio_error = require "asio_error"

local function serve(socket)
    local buffer = byte_span.new(4096)
    while true do
        local count = socket:read_some(buffer)
        stream.write_all(socket, buffer:slice(1, count))
    end
end

local acceptor = ip.tcp.acceptor.new()
acceptor:open("v4")
acceptor:set_option("reuse_address", true)
acceptor:bind(ip.address.loopback_v4(), tonumber(system.arguments[3]) or 8080)
acceptor:listen(4096)
print("listening on " .. ip.tostring(acceptor.local_address, acceptor.local_port))

while true do
    local socket = acceptor:accept()
    socket:set_option("tcp_no_delay", true)
    spawn(function()
        scope_cleanup_push(function() socket:close() end)
        local ok, failure = pcall(serve, socket)
        if failure ~= asio_error.misc.eof and failure ~= asio_error.basic.connection_reset then
            error(failure)
        end
    end):detach()
end
