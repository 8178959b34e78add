local mutex, condition_variable, time, sync = require 'mutex', require 'condition_variable', require 'time', require 'sync'

-- Values as the model writes them.
local function show(v)
    if type(v) == 'string' then
        return "'" .. v:gsub('^.*: ', '') .. "'"
    elseif type(v) == 'table' then
        return tostring(v.category) .. ':' .. v.code .. (v.arg and '/' .. v.arg or '')
    end
    return tostring(v)
end

local names, kept, threads = {}, {}, 0

-- What a program uses. Its lines begin with prefix; a tick lasts so many seconds.
local function objects(prefix, tick)
    local counts, coroutine_names, caught = {}, {}, nil
    local p = {M = {}, C = {}, G = {}, S = {}, P = {}, U = {}, L = {}, B = {}}

    local function instance(place)
        counts[place] = (counts[place] or 0) + 1
        return counts[place] == 1 and place or place .. '.' .. counts[place]
    end

    local function begin(name)
        names[this_fiber.id] = name
        print(prefix .. '= ' .. name .. ' ' .. this_fiber.id)
    end

    function p.say(number, ...)
        local parts = {prefix .. names[this_fiber.id], number}
        for i = 1, select('#', ...) do
            parts[#parts + 1] = show((select(i, ...)))
        end
        print(table.concat(parts, ' '))
    end

    function p.spawn(place, body)
        local name = instance(place)
        local fiber = spawn(function() begin(name) return body() end)
        kept[fiber] = true -- a handle that was collected would report its error at any time
        return fiber
    end

    function p.forget(place)
        local fiber = rawget(p.F, place)
        if not fiber then return 'absent' end
        kept[fiber], p.F[place] = nil, nil
        collectgarbage()
    end

    -- Contexts of few threads are enough.
    function p.add_thread()
        if threads < 3 then
            threads = threads + 1
            spawn_context_threads(1)
        end
    end

    function p.main(body)
        begin 'main'
        return body()
    end

    function p.catch(ok, ...)
        if not ok then
            caught = ...
        end
        return ok, ...
    end

    function p.raise_again() error(caught, 0) end

    local function named(place, body)
        local name = instance(place)
        return function(...)
            coroutine_names[coroutine.running()] = name
            return body(...)
        end
    end

    function p.create(place, body) return coroutine.create(named(place, body)) end

    function p.wrap(place, body) return coroutine.wrap(named(place, body)) end

    function p.running()
        local co = coroutine.running()
        return co and coroutine_names[co]
    end

    function p.count()
        local own = this_fiber.local_
        own.count = (own.count or 0) + 1
        return own.count
    end

    function p.sleep(ticks) return time.sleep(ticks * tick) end

    for i = 1, 2 do
        p.M[i], p.C[i], p.S[i] = mutex.new(), condition_variable.new(), sync.semaphore(1, 3)
        p.P[i], p.U[i] = sync.future()
        p.L[i], p.B[i] = sync.latch(3), sync.barrier(2)
    end
    local function absent() return 'absent' end
    local nobody = {join = absent, detach = absent, interrupt = absent, interruption_caught = 'absent', joinable = 'absent'}
    local dead = coroutine.create(function() end)
    coroutine.resume(dead)
    p.F = setmetatable({}, {__index = function() return nobody end})
    p.K = setmetatable({}, {__index = function() return dead end})
    p.W = setmetatable({}, {__index = function() return absent end})
    return p
end

-- Ways from one function to another.
local way = {}

function way.directly(f) (function() f() end)() end

function way.by_index(f) return setmetatable({}, {__index = function() f() end}).x end

function way.by_call(f) setmetatable({}, {__call = function() f() end})() end

function way.by_sort(f)
    local first = true
    table.sort({2, 1}, function(a, b)
        if first then
            first = false
            f()
        end
        return a < b
    end)
end

function way.by_gsub(f) return (('x'):gsub('x', function() f() end)) end

function way.by_iterator(f)
    for _ in function(_, again) if not again then f() return 1 end end do end
end

function way.by_concat(f) return setmetatable({}, {__concat = function() f() return '' end}) .. 'x' end
