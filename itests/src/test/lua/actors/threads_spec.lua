-- The reference's chapter "Threads and the actor model" (spawn_context_threads): what runs on one thread runs as well when
-- the context has several. From the second test on this VM's context has four.
local spec = require 'spec'
local test, equal, raises = spec.test, spec.equal, spec.raises
local inbox, time, mutex, ip = require 'inbox', require 'time', require 'mutex', require 'ip'
local stream, condition_variable = require 'stream', require 'condition_variable'
local generic_error = require 'generic_error'

test('spawn_context_threads checks its argument', function()
    for _, count in ipairs {0, -1, 1.5, 'x', 1e6} do
        raises(generic_error.EINVAL, 1, spawn_context_threads, count)
    end
    raises(generic_error.EINVAL, 1, spawn_context_threads)
end)

test('spawn_context_threads suspends nobody, so it may be called anywhere and lets no other fiber run', function()
    local trace = {}
    local other = spawn(function() trace[#trace + 1] = 'other' end)
    local co = coroutine.wrap(function()
        this_fiber.forbid_suspend()
        spawn_context_threads(1)
        this_fiber.allow_suspend()
        trace[#trace + 1] = 'first'
        coroutine.yield()
        trace[#trace + 1] = 'second'
    end)
    co()
    co()
    other:join()
    spawn_context_threads(2)
    equal(table.concat(trace, ' '), 'first second other')
end)

test('fibers of one VM never run at the same time', function()
    local m, cond, count, running = mutex.new(), condition_variable.new(), 0, false
    local fibers = {}
    for i = 1, 50 do
        fibers[i] = spawn(function()
            for _ = 1, 50 do
                assert(not running)
                running = true
                count = count + 1
                running = false
                if i % 2 == 0 then
                    time.sleep(0.0001)
                else
                    this_fiber.yield()
                end
            end
            m:lock()
            cond:notify_all()
            m:unlock()
        end)
    end
    m:lock()
    while count < 2500 do cond:wait(m) end
    m:unlock()
    for i = 1, 50 do fibers[i]:join() end
    equal(count, 2500)
end)

test('timers that are started and stopped from other threads than the loop', function()
    local trace = {}
    local fibers = {}
    for i = 5, 1, -1 do
        fibers[i] = spawn(function()
            time.sleep(i * 0.02)
            trace[#trace + 1] = i
        end)
    end
    local stopped = spawn(function() time.sleep(1000) end)
    this_fiber.yield()
    stopped:interrupt()
    stopped:join()
    equal(stopped.interruption_caught, true)
    for i = 1, 5 do fibers[i]:join() end
    equal(table.concat(trace), '12345')
end)

test('sockets of strands that wander from thread to thread', function()
    local acceptor = ip.tcp.acceptor.new()
    acceptor:open('v4')
    acceptor:bind(ip.address.loopback_v4(), 0)
    acceptor:listen()
    local port = acceptor.local_port
    local server = spawn(function()
        for _ = 1, 20 do
            local socket = acceptor:accept()
            spawn(function()
                local buffer = byte_span.new(64)
                while pcall(function() stream.write_all(socket, buffer:slice(1, socket:read_some(buffer))) end) do end
                socket:close()
            end):detach()
        end
    end)
    local clients = {}
    for i = 1, 20 do
        clients[i] = spawn(function()
            local socket = ip.tcp.socket.new()
            socket:connect(ip.address.loopback_v4(), port)
            local buffer = byte_span.new(8)
            for n = 1, 50 do
                stream.write_all(socket, string.format('%8d', i * n))
                stream.read_all(socket, buffer)
                equal(tonumber(tostring(buffer)), i * n)
            end
            socket:close()
        end)
    end
    for i = 1, 20 do clients[i]:join() end
    server:join()
    acceptor:close()
end)

test('actors that share the threads', function()
    local actors = {}
    local keeper = spawn_vm './keeper' -- has a channel to this inbox while those of the others come and go
    keeper:send(inbox)
    for i = 1, 20 do actors[i] = spawn_vm './echo' end
    local senders = {}
    for i = 1, 20 do
        senders[i] = spawn(function()
            for n = 1, 50 do actors[i]:send {to = inbox, value = n} end
        end)
    end
    this_fiber.yield()
    local sum = 0
    for _ = 1, 1000 do sum = sum + inbox:receive().value end
    for i = 1, 20 do
        senders[i]:join()
        actors[i]:close()
    end
    keeper:send 'end'
    equal(sum, 20 * 1275)
end)

spec.run()
