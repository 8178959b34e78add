-- What the build runs so that the JVM archives the classes that programs commonly use: printing, fibers, coroutines, time,
-- standard streams, scanned lines and a small TCP echo.
local time = require 'time'
local stream = require 'stream'
local system = require 'system'
local ip = require 'ip'
local mutex = require 'mutex'

print('hello', 1, 1.5, true, nil)
stream.write_all(system.out, byte_span.append('hello from streams\n'))

local generator = coroutine.wrap(function()
    for i = 1, 3 do
        coroutine.yield(i)
    end
end)
print(generator(), generator(), string.format('%d %s %5.2f', 1, 'two', 3), table.concat({1, 2}, ','))
print(pcall(error, {code = 1}), select('#', ('a b c'):gsub('%a', string.upper)))

local pieces = {'a line\n', 'of two fields\n'}
local lines = stream.scanner.with_awk_defaults {
    read_some = function(self, buffer) return buffer:copy(table.remove(pieces, 1)) end,
}
print(#lines:get_line(), tostring(lines:get_line()[1]))

local guard = mutex.new()
local sleeper = spawn(function()
    scope(function()
        scope_cleanup_push(function() guard:unlock() end)
        guard:lock()
        time.sleep(0.01)
        this_fiber.yield()
    end)
end)
sleeper:join()

local acceptor = ip.tcp.acceptor.new()
acceptor:open('v4')
acceptor:set_option('reuse_address', true)
acceptor:bind(ip.address.loopback_v4(), 0)
acceptor:listen()
local server = spawn(function()
    local socket = acceptor:accept()
    local buffer = byte_span.new(64)
    local count = socket:read_some(buffer)
    stream.write_all(socket, buffer:slice(1, count))
    socket:close()
end)
local client = ip.tcp.socket.new()
client:connect(ip.address.loopback_v4(), acceptor.local_port)
stream.write_all(client, byte_span.append('ping'))
local answer = byte_span.new(4)
stream.read_all(client, answer)
print(tostring(answer))
server:join()
