-- The interruption of fibers that wait for IO (reference: Interruption API, "IO objects").
local spec = require 'spec'
local ip, time = require 'ip', require 'time'
local equal, truthy = spec.equal, spec.truthy
local eof = require('asio_error').misc.eof
local loopback = ip.address.loopback_v4()
local listening, pair = require('sockets').listening, require('sockets').pair

local function test(name, body)
    spec.test('Interruption API, "IO objects": ' .. name, body)
end

local function rounds(n)
    for _ = 1, n do this_fiber.yield() end
end

local function interrupted(fiber)
    fiber:interrupt()
    fiber:join()
    equal(fiber.interruption_caught, true)
end

test('whoever reads, writes, accepts or waits is interrupted, and the object works on', function()
    local client, server = pair()
    local buffer = byte_span.new(4)
    local reader = spawn(function() client:read_some(buffer) end)
    rounds(2)
    interrupted(reader)
    server:write_some(byte_span.append('late'))
    equal(client:read_some(buffer), 4)
    equal(tostring(buffer), 'late')
    client:close()
    server:close()

    local acceptor = listening()
    local accepting = spawn(function() acceptor:accept() end)
    rounds(2)
    interrupted(accepting)
    local other = ip.tcp.socket.new()
    other:connect(loopback, acceptor.local_port)
    acceptor:accept():close()
    other:close()
    acceptor:close()

    local timer = time.steady_timer.new()
    timer:expires_after(3600)
    local waiter = spawn(function() timer:wait() end)
    rounds(2)
    interrupted(waiter)
    timer:expires_after(0.01)
    timer:wait()
end)

test('an interrupted write was not begun: what was written before is all that arrives', function()
    local client, server = pair()
    local chunk, written = byte_span.new(65536), 0
    local writer = spawn(function()
        while true do written = written + client:write_some(chunk) end
    end)
    rounds(2) -- only a write that the other end has no room for suspends the writer
    truthy(written > 0)
    interrupted(writer)
    client:shutdown('send')
    local buffer, read = byte_span.new(65536), 0
    local ok, e
    repeat
        ok, e = pcall(server.read_some, server, buffer)
        if ok then read = read + e end
    until not ok
    equal(e, eof)
    equal(read, written)
    client:close()
    server:close()
end)

test('a connect that nobody answers is interrupted', function()
    local acceptor = listening(loopback, 1)
    local fibers, sockets = {}, {}
    for i = 1, 8 do
        sockets[i] = ip.tcp.socket.new()
        fibers[i] = spawn(function() sockets[i]:connect(loopback, acceptor.local_port) end)
    end
    rounds(3)
    local caught = 0
    for _, fiber in ipairs(fibers) do
        fiber:interrupt()
        fiber:join()
        if fiber.interruption_caught then caught = caught + 1 end
    end
    truthy(caught > 0, 'interrupted connects')
    for _, socket in ipairs(sockets) do socket:close() end
    acceptor:close()
    local again = ip.tcp.socket.new()
    equal(pcall(again.connect, again, loopback, 1), false)
    again:close()
end)

test('the look-up of a name is interrupted, also where the system goes on with it', function()
    local looking = spawn(function() ip.tcp.get_address_info('a.name.that.is.invalid', '80') end)
    rounds(2)
    looking:interrupt()
    local ok, e = pcall(looking.join, looking)
    -- Where the answer was there before, it is delivered.
    truthy(ok and looking.interruption_caught or not ok and type(e) == 'table' and tostring(e.category) ~= 'emilua.core', tostring(e))
end)

test('what completed before the interruption is delivered, and the interruption waits for the next point', function()
    local client, server = pair()
    local buffer = byte_span.new(10)
    local read, reached
    local reader = spawn(function()
        read = client:read_some(buffer)
        reached = true
        this_fiber.yield()
        reached = 'too far'
    end)
    rounds(2)
    server:write_some(byte_span.append('here'))
    time.sleep(0.02) -- the reader has its data and runs on to its yield, or is about to
    reader:interrupt()
    reader:join()
    if read then
        equal(read, 4)
        equal(tostring(buffer:slice(1, 4)), 'here')
    else
        equal(client:read_some(buffer), 4)
    end
    client:close()
    server:close()
end)

test('with interruptions disabled an operation goes on to its end', function()
    local client, server = pair()
    local buffer = byte_span.new(10)
    local reader = spawn(function()
        this_fiber.disable_interruption()
        local n = client:read_some(buffer)
        this_fiber.restore_interruption()
        return n, pcall(this_fiber.yield)
    end)
    rounds(2)
    reader:interrupt()
    rounds(3)
    equal(reader.joinable, true)
    server:write_some(byte_span.append('data'))
    local n = reader:join()
    equal(n, nil)
    equal(reader.interruption_caught, true)
    equal(tostring(buffer:slice(1, 4)), 'data')
    client:close()
    server:close()
end)

test('interrupting twice before the operation has ended is as interrupting once', function()
    local client, server = pair()
    local reader = spawn(function() client:read_some(byte_span.new(1)) end)
    rounds(2)
    reader:interrupt()
    reader:interrupt()
    reader:join()
    equal(reader.interruption_caught, true)
    client:close()
    server:close()
end)

spec.run()
