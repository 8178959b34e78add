-- Calls everything with everything: whatever the arguments, the answer is a result or an error of Lua's kind, never a
-- defect of the engine's own, and the VM works on.
local spec = require 'spec'
local modules = {
    ip = require 'ip', time = require 'time', stream = require 'stream', system = require 'system',
    mutex = require 'mutex', condition_variable = require 'condition_variable', byte_span = require 'byte_span',
    generic_error = {}, asio_error = {},
}
local globals = {
    spawn = spawn, scope = scope, scope_cleanup_push = scope_cleanup_push, scope_cleanup_pop = scope_cleanup_pop,
    pcall = pcall, xpcall = xpcall, require = require, load = load, loadstring = loadstring, loadfile = loadfile, dofile = dofile,
    getmetatable = getmetatable, coroutine = coroutine, unpack = unpack, error = error,
}

local function values()
    local ip, time = modules.ip, modules.time
    local locked = modules.mutex.new()
    locked:lock()
    return {
        n = 16,
        nil, true, 0, -1, 1.5, 1e300, 0 / 0, 2 ^ 31, '', 'text', ('x'):rep(1000), {}, {1, 2, 3}, function() end,
        [16] = coroutine.create(function() end), byte_span.new(3), locked, modules.condition_variable.new(),
        ip.address.new(), ip.tcp.socket.new(), ip.tcp.acceptor.new(), time.steady_timer.new(), time.steady_clock.now(),
        spawn(function() end), modules.system.out, generic_error,
    }
end

local methods = {
    'slice', 'copy', 'append', 'starts_with', 'ends_with', 'find', 'rfind', 'find_first_of', 'find_last_of', 'find_first_not_of',
    'find_last_not_of', 'trimmed', 'capacity', 'unlock', 'wait', 'notify_one', 'notify_all', 'join', 'detach', 'interrupt',
    'joinable', 'interruption_caught', 'open', 'bind', 'listen', 'accept', 'close', 'cancel', 'connect', 'read_some', 'write_some',
    'shutdown', 'set_option', 'get_option', 'is_open', 'local_address', 'local_port', 'remote_address', 'remote_port', 'to_v4',
    'to_v6', 'scope_id', 'is_loopback', 'is_link_local', 'expires_at', 'expires_after', 'expiry', 'add', 'sub',
    'seconds_since_epoch', 'isatty', 'no_such_member',
}

local complaints = {}

local function check(name, ok, e)
    local text = not ok and type(e) ~= 'table' and tostring(e) or ''
    if text:find('internal error', 1, true) or text:find('java', 1, true) or text:find('vm error', 1, true) then
        complaints[#complaints + 1] = name .. ': ' .. text
    end
end

-- Makes the call in a fiber of its own, which is interrupted where it waits.
local function try(name, f, ...)
    local arguments, count = {...}, select('#', ...)
    local fiber = spawn(function()
        local ok, e = pcall(f, unpack(arguments, 1, count))
        check(name, ok, e)
    end)
    this_fiber.yield()
    this_fiber.yield()
    fiber:interrupt()
    pcall(function() fiber:join() end)
end

local function functions(prefix, t, found)
    for name, value in pairs(t) do
        local full = prefix .. '.' .. tostring(name)
        if type(value) == 'function' and full ~= 'system.exit' then
            found[full] = value
        elseif type(value) == 'table' and name ~= 'environment' and name ~= 'arguments' then
            functions(full, value, found)
        end
    end
    return found
end

spec.test('every function with every kind of argument', function()
    local all = functions('_G', globals, {})
    for name, module in pairs(modules) do functions(name, module, all) end
    local count = 0
    for name, f in pairs(all) do
        local v = values()
        for i = 1, 26 do
            try(name, f, v[i])
            try(name, f, v[i], v[27 - i])
            try(name, f, v[i], v[(i * 7) % 26 + 1], v[(i * 11) % 26 + 1])
            count = count + 1
        end
        try(name, f)
    end
    spec.truthy(count > 1000, count)
    spec.equal(complaints[1], nil)
end)

spec.test('every member of every object with every kind of argument', function()
    for index = 16, 26 do
        for _, name in ipairs(methods) do
            for i = 1, 26, 3 do
                local v = values()
                local object = v[index]
                if type(object) == 'userdata' then
                    try(name, function() object[name] = v[i] end)
                    try(name, function()
                        local member = object[name]
                        if type(member) == 'function' then return member(object, v[i], v[(i * 5) % 26 + 1], v[(i * 3) % 26 + 1]) end
                    end)
                    try(name, function()
                        local member = object[name]
                        if type(member) == 'function' then return member(v[i], object) end
                    end)
                end
            end
        end
    end
    spec.equal(complaints[1], nil)
end)

spec.test('operators on every object', function()
    local v = values()
    for i = 16, 26 do
        for j = 1, 26 do
            local a, b = v[i], v[j]
            for name, f in pairs {
                add = function() return a + b end, sub = function() return a - b end, concat = function() return a .. b end,
                lt = function() return a < b end, le = function() return a <= b end, eq = function() return a == b end,
                len = function() return #a end, call = function() return a(b) end, index = function() return a[b] end,
                tostring = function() return tostring(a) end, unm = function() return -a end,
                set = function() return setmetatable(a, {}) end,
            } do
                try(name, f)
            end
        end
    end
    spec.equal(complaints[1], nil)
end)

spec.run()
