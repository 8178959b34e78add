-- What the build runs so that the JVM archives the classes that programs commonly use: printing, fibers, coroutines, time,
-- standard streams, scanned lines, JSON, regular expressions, actors, a small TCP echo, functions that are worth compiling, and
-- what the engine does a moment after the start.
local time = require 'time'
local stream = require 'stream'
local system = require 'system'
local ip = require 'ip'
local json = require 'json'
local mutex = require 'mutex'
local regex = require 'regex'

if _CONTEXT ~= 'main' then
    local inbox = require 'inbox'
    local message = inbox:receive()
    message.from:send {sum = message.a + message.b}
    return
end

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

local words = stream.scanner.with_awk_defaults(system.in_)
local function count(n)
    while true do n = n + #words:get_line() end
end
local ok, e = pcall(count, 0)
print(ok, e == require('asio_error').misc.eof, words.record_number)

local function work(n)
    local numbers, sum = {}, 0
    for i = 1, n do
        numbers[#numbers + 1] = i % 7
        if i % 3 == 0 then sum = sum + numbers[i] else sum = sum - 1 end
    end
    table.sort(numbers, function(a, b) return a < b end)
    return sum .. ('x'):rep(3)
end
for _ = 1, 100 do work(100) end

local document = json.decode '{"list": [1, 2.5, "three", null, true], "of": {"a": "b"}}'
print(json.encode(document, {indent = '  '}))
local pattern = regex.new {pattern = '([a-z]+)=([0-9]+)', grammar = 'extended'}
print(regex.search(pattern, 'key=12')[1].start, #regex.split(regex.new {pattern = ',', grammar = 'basic'}, 'a,b'))

local actor = spawn_vm('.')
actor:send {from = require('inbox'), a = 1, b = 2}
print(require('inbox'):receive().sum)

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
time.sleep(1.5)
