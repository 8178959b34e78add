-- Which calls count as suspending: all that are ready at once here, for all of them are so wherever they are called
-- (reference: Fibers, "this_fiber.{forbid,allow}_suspend()"; Interruption API, "Handling interruption requests").
local spec = require 'spec'
local ip, time, stream, sync, inbox = require 'ip', require 'time', require 'stream', require 'sync', require 'inbox'
local mutex, condition_variable, system = require 'mutex', require 'condition_variable', require 'system'
local generic_error = require 'generic_error'
local equal, truthy = spec.equal, spec.truthy
local loopback = ip.address.loopback_v4()
local listening, pair = require('sockets').listening, require('sockets').pair

-- Modules are imported by the main fiber only.
this_fiber.forbid_suspend()
local imports = {}
for _, name in ipairs {'time', 'spec', '../modules/nowhere', 'nothing-of-that-name', '', '../sync/x'} do
    imports[name] = {pcall(require, name)}
end
this_fiber.allow_suspend()

local function connected(use)
    return function()
        local client, server = pair()
        server:write_some(byte_span.append 'data')
        return function() use(client) end, function() client:close() server:close() end
    end
end

local function of(object, method, ...)
    local arguments = {...}
    return function() object[method](object, unpack(arguments)) end
end

-- What makes each: a function that suspends, and sometimes one that cleans up.
local suspending = {
    ['this_fiber.yield'] = function() return this_fiber.yield end,
    ['time.sleep'] = function() return function() time.sleep(0) end end,
    ['join of a fiber that ended'] = function()
        local f = spawn(function() end)
        this_fiber.yield()
        return of(f, 'join')
    end,
    ['wait of a condition variable'] = function()
        local m, c = mutex.new(), condition_variable.new()
        m:lock()
        return of(c, 'wait', m), function() m:unlock() end -- it stayed locked, or is again
    end,
    ['wait of a timer that expired'] = function()
        local timer = time.steady_timer.new()
        timer:expires_after(0)
        return of(timer, 'wait')
    end,
    ['read of data that is there'] = connected(function(client) client:read_some(byte_span.new(4)) end),
    ['write'] = connected(function(client) client:write_some(byte_span.append 'x') end),
    ['stream.read_all'] = connected(function(client) stream.read_all(client, byte_span.new(4)) end),
    ['stream.write_all'] = connected(function(client) stream.write_all(client, 'x') end),
    ['write to a standard stream'] = function() return function() system.out:write_some(byte_span.append '# nothing is written\n') end end,
    ['accept of a connection that is there'] = function()
        local acceptor, client = listening(), ip.tcp.socket.new()
        client:connect(loopback, acceptor.local_port)
        return of(acceptor, 'accept'), function() client:close() acceptor:close() end
    end,
    ['connect'] = function()
        local acceptor, client = listening(), ip.tcp.socket.new()
        return of(client, 'connect', loopback, acceptor.local_port), function() client:close() acceptor:close() end
    end,
    ['look-up of a numeric address'] = function() return function() ip.tcp.get_address_info('127.0.0.1', 80) end end,
    ['receive of a message'] = function() return of(inbox, 'receive') end,
    ['acquire of a free semaphore'] = function() return of(sync.semaphore(1), 'acquire') end,
    ['get of a future that is ready'] = function()
        local promise, future = sync.future()
        promise:set_value(1)
        return of(future, 'get')
    end,
    ['wait for a latch that is open'] = function() return of(sync.latch(0), 'wait') end,
    ['arrival at a latch'] = function() return of(sync.latch(1), 'arrive_and_wait') end,
    ['arrival at a barrier'] = function() return of(sync.barrier(1), 'arrive_and_wait') end,
    ['sync.select'] = function() return function() sync.select {sync.semaphore(1)} end end,
}

for name, make in pairs(suspending) do
    spec.test('Fibers, forbid_suspend: it forbids ' .. name, function()
        local operation, clean = make()
        this_fiber.forbid_suspend()
        local ok, e = pcall(operation)
        this_fiber.allow_suspend()
        equal(ok, false)
        equal(type(e) == 'table' and e.code, 12)
        if clean then clean() end
    end)

    spec.test('Interruption API: an interruption point is ' .. name, function()
        local operation, clean = make()
        local passed = false
        local f = spawn(function() operation() passed = true end)
        f:interrupt()
        f:join()
        equal(passed, false)
        equal(f.interruption_caught, true)
        if clean then clean() end
    end)
end

spec.test('Fibers, forbid_suspend: it forbids the lock of a free mutex, which stays free', function()
    local m = mutex.new()
    this_fiber.forbid_suspend()
    spec.raises_core(12, m.lock, m)
    this_fiber.allow_suspend()
    spec.raises(generic_error.EPERM, nil, m.unlock, m)
end)

spec.test('Fibers, forbid_suspend: it forbids require, whatever is required', function()
    for name, result in pairs(imports) do
        equal(result[1], false, name)
        equal(result[2].code, 12, name)
    end
end)

-- Everything else goes through where suspension is forbidden and an interruption is pending.
local function quiet()
    local f = spawn(function() end)
    f:interrupt()
    f:detach()
    local c = condition_variable.new()
    c:notify_one()
    c:notify_all()
    scope(function()
        scope_cleanup_push(function() end)
        scope_cleanup_push(function() end)
        scope_cleanup_pop()
    end)
    local co = coroutine.wrap(function() for i = 1, 2 do coroutine.yield(i) end end)
    co()
    co()
    table.sort({3, 2, 1}, function(a, b) return a < b end)
    local timer = time.steady_timer.new()
    timer:expires_after(60)
    timer:cancel()
    local acceptor, socket = listening(), ip.tcp.socket.new()
    socket:open(loopback)
    socket:set_option('tcp_no_delay', true)
    socket:cancel()
    socket:close()
    acceptor:close()
    local semaphore, promise = sync.semaphore(1), sync.future()
    semaphore:try_acquire()
    semaphore:release()
    promise:set_value()
    sync.latch(1):count_down()
    sync.latch(0):try_wait()
    sync.barrier(1):arrive_and_drop()
    sync.try_select {semaphore}
    tostring(byte_span.append('a', 'b'):slice(1, 1))
    collectgarbage 'count'
    this_fiber.local_.x = this_fiber.id
    return 'passed'
end

spec.test('Fibers, forbid_suspend: what does not suspend is allowed', function()
    this_fiber.forbid_suspend()
    local ok, result = pcall(quiet)
    this_fiber.allow_suspend()
    equal(result, 'passed')
    truthy(ok)
end)

spec.test('Interruption API: what does not suspend is no interruption point, pcall and coroutine.resume apart', function()
    local f = spawn(quiet)
    f:interrupt()
    equal(f:join(), 'passed')
end)

spec.run()
