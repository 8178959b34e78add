-- The reference's chapters "Threads and the actor model" and "Internals" (Multiple Lua VMs, Channels and resources).
local spec = require 'spec'
local test, equal, same, truthy, raises, raised = spec.test, spec.equal, spec.same, spec.truthy, spec.raises, spec.raised
local inbox, time, mutex = require 'inbox', require 'time', require 'mutex'
local generic_error, asio_error = require 'generic_error', require 'asio_error'

local function turns()
    for _ = 1, 5 do this_fiber.yield() end
end

local echo = spawn_vm './echo'

local function echoed(value)
    echo:send {to = inbox, value = value}
    return inbox:receive()
end

test('spawn_vm gives a channel, and the module runs as a worker', function()
    equal(getmetatable(echo), 'tx-channel')
    equal(getmetatable(inbox), 'rx-channel')
    equal(type(echo), 'userdata')
    equal(echoed(1).context, 'worker')
end)

test('booleans, numbers and strings arrive as they are', function()
    for _, value in ipairs {true, false, 0, -0.5, 2 ^ 60, 1 / 0, '', 'a\0b\255', ('x'):rep(100000)} do
        equal(echoed(value).value, value)
    end
    local nan = echoed(0 / 0).value
    truthy(nan ~= nan)
end)

test('tables arrive as deep copies, without what cannot be sent', function()
    local shared = {1}
    local sent = {1, 2, {x = {y = 'z'}}, [true] = 'yes', [0.5] = 'half', f = print, co = coroutine.create(print), m = mutex.new(),
        [{}] = 'key', [print] = 'key', a = shared, b = shared, fiber = spawn(function() end)}
    setmetatable(sent, {__index = function() return 'inherited' end})
    local got = echoed(sent).value
    same(got, {1, 2, got[3]})
    equal(got[3].x.y, 'z')
    equal(got[true], 'yes')
    equal(got[0.5], 'half')
    equal(got.f or got.co or got.m or got.fiber, nil)
    equal(getmetatable(got), nil)
    equal(got.a[1], 1)
    truthy(got.a ~= got.b)
    local fields = 0
    for _ in pairs(got) do fields = fields + 1 end
    equal(fields, 7)
    sent[3].x.y = 'changed'
    equal(got[3].x.y, 'z')
    sent.fiber:join()
end)

test('a cycle, and tables nested too deep, are errors', function()
    local cycle = {}
    cycle[1] = {cycle}
    raises(generic_error.EINVAL, 2, echo.send, echo, cycle)
    local deep = {}
    for _ = 1, 100000 do deep = {deep} end
    raises(generic_error.EINVAL, 2, echo.send, echo, deep)
    local fine = {}
    for _ = 1, 150 do fine = {fine} end
    truthy(echoed(fine).value)
end)

test('what cannot be a message at all', function()
    for _, bad in ipairs {print, coroutine.create(print), mutex.new()} do
        raises(generic_error.EINVAL, 2, echo.send, echo, bad)
    end
    raises(generic_error.EINVAL, 2, echo.send, echo)
    raises(generic_error.EINVAL, 2, echo.send, echo, nil)
    raises(generic_error.EINVAL, 1, echo.send, {}, 1)
    raises(generic_error.EINVAL, 1, echo.send)
end)

test('error codes stay errors, and their categories are the same everywhere', function()
    local e = generic_error.EACCES
    e.path1 = '/x'
    local got = echoed(e).value
    equal(got, generic_error.EACCES)
    equal(got.path1, '/x')
    equal(tostring(got), 'Permission denied')
    equal(echoed(asio_error.misc.eof).value, asio_error.misc.eof)
end)

test('the context of a worker is not that of its modules', function()
    local ch = spawn_vm './worker_context'
    ch:send(inbox)
    local context = inbox:receive()
    equal(context.own, 'worker')
    equal(context.imported, '')
    ch:close()
end)

test('only actors that are processes have what belongs to processes', function()
    raises(generic_error.ENOTSUP, nil, echo.kill, echo)
    raises(generic_error.ENOTSUP, nil, echo.kill, echo, 15)
    raises(generic_error.EINVAL, 2, echo.kill, echo, 'TERM')
    raises(generic_error.ENOTSUP, nil, echo.detach, echo)
    raises(generic_error.ENOTSUP, nil, function() return echo.child_pid end)
    equal(echoed('unharmed').value, 'unharmed')
    local ch = spawn_vm './silent'
    ch:close()
    spec.raises_core(15, ch.kill, ch)
    spec.raises_core(15, ch.detach, ch)
end)

test('a byte_span arrives as a copy', function()
    local span = byte_span.append('abc')
    local got = echoed(span).value
    equal(tostring(got), 'abc')
    got[1] = 120
    equal(tostring(span), 'abc')
end)

test('channels can be sent, and lead to the same inbox', function()
    local got = echoed {echo = echo, mine = inbox}
    equal(getmetatable(got.value.echo), 'tx-channel')
    equal(getmetatable(got.value.mine), 'tx-channel')
    equal(got.value.echo, echo)
    equal(got.me, echo)
    truthy(got.value.mine ~= echo)
    local f = spawn(function() got.value.mine:send 'to myself' end)
    equal(inbox:receive(), 'to myself')
    f:join()
    got.value.mine:close()
    got.value.echo:close()
    got.me:close()
    equal(echoed('still there').value, 'still there')
end)

test('a sender goes on when its message was taken, and messages keep their order', function()
    local me, sent = echoed({me = inbox}).value.me, 0
    local f = spawn(function()
        for i = 1, 3 do
            me:send(i)
            sent = i
        end
        me:close()
    end)
    turns()
    equal(sent, 0)
    for i = 1, 3 do
        equal(inbox:receive(), i)
        turns()
        equal(sent, i)
    end
    f:join()
end)

test('close is harmless twice, and nothing can be sent afterwards', function()
    local ch = spawn_vm './echo'
    ch:close()
    ch:close()
    spec.raises_core(15, ch.send, ch, 1)
    spec.raises_core(8, function() return ch.receive end)
    spec.raises_core(8, function() return inbox.send end)
end)

test('an actor that never asks for its inbox, or that has ended, takes nothing', function()
    local silent = spawn_vm './silent'
    spec.raises_core(15, silent.send, silent, 1)
    local once = spawn_vm './once'
    once:send 'exit'
    spec.raises_core(15, once.send, once, 2)
end)

test('an interrupted sender takes its message back', function()
    local ch = spawn_vm './sleeper'
    ch:send {to = inbox, seconds = 0.05, count = 2}
    local lost = spawn(function() ch:send(1000) end)
    local kept = spawn(function() ch:send(1) end)
    turns()
    lost:interrupt()
    lost:join()
    equal(lost.interruption_caught, true)
    ch:send(2)
    kept:join()
    local result = inbox:receive()
    equal(result.sum, 3)
    equal(result.count, 2)
end)

test('an interrupted receiver loses no message, and two at once are too many', function()
    local to_me = echoed({me = inbox}).value.me
    local got
    local f = spawn(function() got = inbox:receive() end)
    turns()
    raises(generic_error.EBUSY, nil, inbox.receive, inbox)
    f:interrupt()
    f:join()
    equal(f.interruption_caught, true)
    local sender = spawn(function() to_me:send 'kept' end)
    turns()
    equal(inbox:receive(), 'kept')
    sender:join()
    to_me:close()
end)

test('suspending by send and receive can be forbidden', function()
    this_fiber.forbid_suspend()
    local e1, e2 = raised(echo.send, echo, 1), raised(inbox.receive, inbox)
    this_fiber.allow_suspend()
    equal(e1.code, 12)
    equal(e2.code, 12)
end)

test('contexts of their own', function()
    local ch = spawn_vm('./echo', {inherit_context = false, concurrency_hint = 1})
    for i = 1, 100 do
        ch:send {to = inbox, value = i}
        equal(inbox:receive().value, i)
    end
    ch:close()
end)

test('a thousand actors', function()
    local channels = {}
    for i = 1, 1000 do channels[i] = spawn_vm './echo' end
    local sum = 0
    local receiver = spawn(function()
        for _ = 1, 1000 do sum = sum + inbox:receive().value end
    end)
    for i = 1, 1000 do channels[i]:send {to = inbox, value = i} end
    receiver:join()
    equal(sum, 500500)
    for i = 1, 1000 do channels[i]:close() end
end)

test('modules of actors are found as those of require', function()
    for name, code in pairs {['./nowhere'] = 2, ['nowhere'] = 2, ['./a/b'] = 1, [''] = 1, ['../x'] = 3} do
        spec.raises_core(code, spawn_vm, name)
    end
    raises(generic_error.EINVAL, 1, spawn_vm)
    raises(generic_error.EINVAL, 1, spawn_vm, 42)
    truthy(tostring(raised(spawn_vm, './broken')):find('broken.lua:1:', 1, true))
    local ch = spawn_vm '/echo'
    ch:send {to = inbox, value = 'root'}
    equal(inbox:receive().value, 'root')
    ch:close()
end)

test('options are checked', function()
    raises(generic_error.EINVAL, 2, spawn_vm, './silent', 1)
    raises(generic_error.EINVAL, 2, spawn_vm, './silent', {inherit_context = 1})
    raises(generic_error.EINVAL, 2, spawn_vm, './silent', {concurrency_hint = 0})
    raises(generic_error.EINVAL, 2, spawn_vm, './silent', {something = true})
    raises(generic_error.EINVAL, 2, spawn_vm, './silent', {[1] = true})
    raises(generic_error.EINVAL, 2, spawn_vm, './silent', {['*)(x=*'] = true})
    local e = raises(generic_error.ENOTSUP, nil, spawn_vm, './silent', {linux_namespaces = {}})
    truthy(e.detail:find('org.emilua.module.linux.namespaces', 1, true))
    raises(generic_error.EINVAL, 2, spawn_vm, './silent', {linux_namespaces = {}, new_master = 1})
end)

test('nobody is left who could send', function()
    echo:close()
    for _ = 1, 100 do
        local ok, e = pcall(inbox.receive, inbox)
        if not ok then
            equal(e.code, 16)
            equal(tostring(e.category), 'emilua.core')
            return
        end
    end
end)

spec.run()
