-- The reference's chapter "Internals" (Multiple Lua VMs): IO objects move with the messages that they are in.
local spec = require 'spec'
local test, equal, truthy, raises, raised = spec.test, spec.equal, spec.truthy, spec.raises, spec.raised
local inbox, ip, time, stream, sync = require 'inbox', require 'ip', require 'time', require 'stream', require 'sync'
local generic_error, system, sockets = require 'generic_error', require 'system', require 'sockets'
local listening, pair = sockets.listening, sockets.pair

local function turns()
    for _ = 1, 5 do this_fiber.yield() end
end

local mover, elsewhere = spawn_vm './mover', spawn_vm('./mover', {inherit_context = false})
mover:send {to = inbox}
elsewhere:send {to = inbox}

local function ask(actor, message)
    actor:send(message)
    local r = inbox:receive()
    if not r.ok then error(r.error, 2) end
    return r.result
end

local function read(socket, most)
    local buffer = byte_span.new(most or 100)
    return tostring(buffer:slice(1, socket:read_some(buffer)))
end

for where, actor in pairs {['of the same context'] = mover, ['of another context'] = elsewhere} do
    test('a socket moves to an actor ' .. where, function()
        local a, b = pair()
        equal(ask(actor, {act = 'keep', object = b}), 1)
        stream.write_all(a, 'to whoever has it')
        equal(ask(actor, {act = 'read'}), 'to whoever has it')
        equal(ask(actor, {act = 'write', text = 'back'}), 4)
        equal(read(a), 'back')
        ask(actor, {act = 'close'})
        equal(tostring(raised(a.read_some, a, byte_span.new(1))), 'End of file')
        a:close()
    end)

    test('what came before the move, and what was read of it, is not lost for an actor ' .. where, function()
        local a, b = pair()
        stream.write_all(a, 'first,second')
        equal(read(b, 6), 'first,')
        ask(actor, {act = 'keep', object = b})
        equal(ask(actor, {act = 'read'}), 'second')
        -- The actor waits for more before it comes.
        actor:send {act = 'read'}
        turns()
        stream.write_all(a, 'third')
        equal(inbox:receive().result, 'third')
        ask(actor, {act = 'close'})
        a:close()
    end)

    test('a socket that was waited for moves there and back, again and again, for an actor ' .. where, function()
        local a, b = pair()
        for i = 1, 10 do
            local reader = spawn(function() return read(b) end)
            turns()
            stream.write_all(a, 'here' .. i)
            equal(reader:join(), 'here' .. i)
            local left = b
            b = ask(actor, {act = 'send_back', object = b})
            truthy(not rawequal(b, left))
            equal(getmetatable(b), 'ip.tcp.socket')
        end
        a:close()
        b:close()
    end)

    test('an acceptor moves with its backlog and its options to an actor ' .. where, function()
        local acceptor = listening()
        acceptor:set_option('enable_connection_aborted', true)
        local port = acceptor.local_port
        local early = ip.tcp.socket.new()
        early:connect('127.0.0.1', port)
        ask(actor, {act = 'keep', object = acceptor})
        equal(ask(actor, {act = 'accept'}), 'ip.tcp.socket')
        ask(actor, {act = 'write', text = 'welcome'})
        equal(read(early), 'welcome')
        ask(actor, {act = 'close'})
        actor:send {act = 'accept'}
        turns()
        local late = ip.tcp.socket.new()
        late:connect('127.0.0.1', port)
        equal(inbox:receive().result, 'ip.tcp.socket')
        ask(actor, {act = 'close'})
        ask(actor, {act = 'close'})
        early:close()
        late:close()
    end)
end

test('a moved object has no metatable, and every use of it raises EBADF', function()
    local a, b = pair()
    local read_some, close = b.read_some, b.close
    ask(mover, {act = 'keep', object = b})
    equal(getmetatable(b), nil)
    equal(type(b), 'userdata')
    truthy(tostring(b):find('sent away', 1, true))
    local e = raises(generic_error.EBADF, nil, function() return b.is_open end)
    truthy(e.detail:find('ip.tcp.socket', 1, true))
    raises(generic_error.EBADF, nil, function() return b.read_some end)
    raises(generic_error.EBADF, nil, function() b.x = 1 end)
    raises(generic_error.EBADF, nil, read_some, b, byte_span.new(1))
    raises(generic_error.EBADF, nil, close, b)
    raises(generic_error.EBADF, nil, mover.send, mover, b)
    raises(generic_error.EBADF, nil, mover.send, mover, {act = 'kind', object = b})
    raises(generic_error.EBADF, nil, stream.write_all, b, 'x')
    equal(pcall(setmetatable, b, {}), false)
    truthy(b == b and b ~= a)
    ask(mover, {act = 'close'})
    a:close()
end)

test('an object with an operation in flight is busy, and stays', function()
    local a, b = pair()
    local reader = spawn(function() return read(b) end)
    turns()
    local e = raises(generic_error.EBUSY, nil, mover.send, mover, {act = 'keep', object = b})
    truthy(e.detail:find('ip.tcp.socket', 1, true))
    raises(generic_error.EBUSY, nil, mover.send, mover, b)
    stream.write_all(a, 'still mine')
    equal(reader:join(), 'still mine')
    local full = byte_span.new(1024 * 1024)
    local writer = spawn(function() while true do b:write_some(full) end end)
    turns()
    raises(generic_error.EBUSY, nil, mover.send, mover, b)
    writer:interrupt()
    writer:join()
    equal(ask(mover, {act = 'keep', object = b}), 1)
    ask(mover, {act = 'close'})
    a:close()

    local acceptor = listening()
    local accepting = spawn(function() return acceptor:accept() end)
    turns()
    raises(generic_error.EBUSY, nil, mover.send, mover, {acceptor})
    accepting:interrupt()
    accepting:join()
    equal(ask(mover, {act = 'kind', object = acceptor}), 'ip.tcp.acceptor')

    local timer = time.steady_timer.new()
    timer:expires_after(100)
    local waiting = spawn(function() timer:wait() end)
    turns()
    raises(generic_error.EBUSY, nil, mover.send, mover, timer)
    waiting:interrupt()
    waiting:join()
end)

test('a message that cannot be sent leaves all its objects as they were', function()
    local a, b = pair()
    local c, d = pair()
    local acceptor = listening()
    local reader = spawn(function() return read(d) end)
    turns()
    raises(generic_error.EBUSY, nil, mover.send, mover, {a, {b, {acceptor}}, d})
    local cycle = {a, b}
    cycle[3] = cycle
    raises(generic_error.EINVAL, 2, mover.send, mover, cycle)
    local moved = listening()
    ask(mover, {act = 'kind', object = moved})
    raises(generic_error.EBADF, nil, mover.send, mover, {a, b, moved})
    stream.write_all(a, 'a to b')
    equal(read(b), 'a to b')
    stream.write_all(b, 'b to a')
    equal(read(a), 'b to a')
    local late = ip.tcp.socket.new()
    late:connect('127.0.0.1', acceptor.local_port)
    equal(getmetatable(acceptor:accept()), 'ip.tcp.socket')
    reader:interrupt()
    reader:join()
    for _, s in ipairs {a, b, c, d, acceptor, late} do s:close() end
end)

test('what was not delivered is the sender\'s again', function()
    local a, b = pair()
    local closed = spawn_vm './mover'
    closed:send {to = inbox}
    closed:close()
    spec.raises_core(15, closed.send, closed, b)
    equal(b.is_open, true)

    this_fiber.forbid_suspend()
    local e = raised(mover.send, mover, b)
    this_fiber.allow_suspend()
    equal(e.code, 12)
    equal(b.is_open, true)

    for _, options in ipairs {{inherit_context = true}, {inherit_context = false}} do
        for _, ending in ipairs {'quit', 'close_inbox'} do
            local ch = spawn_vm('./mover', options)
            ch:send {to = inbox}
            ch:send {act = 'sleep', seconds = 0.02, silent = true}
            local order = {}
            local ends = spawn(function() ch:send {act = ending, silent = true} order[#order + 1] = 'told' end)
            local refused = spawn(function()
                turns()
                local e = raised(ch.send, ch, {act = 'keep', object = {b, b}})
                order[#order + 1] = 'refused'
                return e.code
            end)
            ends:join()
            equal(refused:join(), 15)
            equal(table.concat(order, ' '), 'told refused')
            equal(getmetatable(b), 'ip.tcp.socket')
            stream.write_all(a, 'again')
            equal(read(b), 'again')
            ch:close()
        end
    end

    mover:send {act = 'sleep', seconds = 0.02, silent = true}
    local sender = spawn(function() mover:send {act = 'keep', object = b} end)
    turns()
    raises(generic_error.EBADF, nil, function() return b.is_open end)
    sender:interrupt()
    sender:join()
    equal(sender.interruption_caught, true)
    local reader = spawn(function() return read(b) end)
    turns()
    stream.write_all(a, 'and again')
    equal(reader:join(), 'and again')
    equal(ask(mover, {act = 'keep', object = b}), 1)
    ask(mover, {act = 'close'})
    a:close()
end)

test('an object that occurs several times in a message arrives as one', function()
    local a, b = pair()
    equal(ask(mover, {act = 'same', a = b, b = b, deep = {{c = b}}}), true)
    a:close()
end)

test('an object as the whole message, and to oneself', function()
    local a, b = pair()
    local got
    local receiver = spawn(function() got = inbox:receive() end)
    turns()
    local me = spawn_vm './echo'
    me:send {to = inbox, value = 1}
    receiver:join()
    local myself = got.me
    me:close()
    myself:close()
    ask(mover, {act = 'keep', object = inbox})
    local to_me = ask(mover, {act = 'send_back', object = inbox})
    local sender = spawn(function() to_me:send(b) end)
    local arrived = inbox:receive()
    sender:join()
    equal(getmetatable(b), nil)
    equal(getmetatable(arrived), 'ip.tcp.socket')
    stream.write_all(a, 'x')
    equal(read(arrived), 'x')
    to_me:close()
    arrived:close()
    a:close()
end)

test('sockets that are not open, or not connected, move too', function()
    equal(ask(mover, {act = 'is_open', object = ip.tcp.socket.new()}), false)
    equal(ask(mover, {act = 'is_open', object = ip.tcp.acceptor.new()}), false)
    local opened = ip.tcp.socket.new()
    opened:open('v4')
    opened:set_option('reuse_address', true)
    equal(ask(elsewhere, {act = 'option', object = opened, name = 'reuse_address'}), true)
end)

test('timers move with their expiry', function()
    local timer = time.steady_timer.new()
    timer:expires_after(0.01)
    local expiry = timer.expiry.seconds_since_epoch
    equal(ask(elsewhere, {act = 'wait', object = timer}), expiry)
    raises(generic_error.EBADF, nil, function() return timer.expiry end)
    raises(generic_error.EBADF, nil, sync.select, {timer})
    equal(getmetatable(ask(mover, {act = 'send_back', object = time.system_timer.new()})), 'time.system_timer')
end)

test('the standard streams belong to every VM and do not move', function()
    raises(generic_error.EINVAL, 2, mover.send, mover, system.out)
    equal(ask(mover, {act = 'kind', object = system.out}), nil)
end)

test('a server hands its connections to actors', function()
    local acceptor = listening()
    local port = acceptor.local_port
    local server = spawn(function()
        for i = 1, 40 do
            local connection = acceptor:accept();
            (i % 2 == 0 and mover or elsewhere):send {act = 'echo_once', object = connection, silent = true}
        end
    end)
    local clients = {}
    for i = 1, 40 do
        clients[i] = spawn(function()
            local socket = ip.tcp.socket.new()
            socket:connect('127.0.0.1', port)
            stream.write_all(socket, 'client ' .. i)
            local answer = read(socket)
            socket:close()
            return answer
        end)
    end
    for i = 1, 40 do equal(clients[i]:join(), 'client ' .. i) end
    server:join()
    acceptor:close()
end)

spec.run()
mover:close()
elsewhere:close()
