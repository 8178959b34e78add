-- needs lua-coxpcall: coxpcall.lua
local t = ...
local safe = require 'coxpcall'

t.say('results', safe.pcall(function(...) return select('#', ...), ... end, 1, nil, 'x', nil))
t.say('an error', safe.pcall(error, {code = 7}))
t.say('a message', safe.pcall(error, 'text', 0))
t.say('a handler', safe.xpcall(function() error('inner', 0) end, function(message) return 'handled ' .. message end))
t.say('no error', safe.xpcall(function() return 'fine', 2 end, error))
t.say('not callable', (safe.pcall(42)))

-- Yields across protected calls.
local function body(first)
    local log = {'started ' .. first}
    local ok, message = safe.pcall(function(a)
        log[#log + 1] = 'got ' .. tostring(coroutine.yield(a + 1))
        local inner, reason = safe.pcall(function()
            log[#log + 1] = 'got ' .. tostring(coroutine.yield('deep'))
            error('raised deep', 0)
        end)
        log[#log + 1] = tostring(inner) .. ' ' .. reason
        error({reason = 'outer'})
    end, first)
    log[#log + 1] = tostring(ok) .. ' ' .. message.reason
    return log
end
local thread = coroutine.create(body)
t.say('resumed', coroutine.resume(thread, 10))
t.say('resumed again', coroutine.resume(thread, 'one'))
t.say('ended', coroutine.resume(thread, 'two'))
t.say('dead', coroutine.status(thread), coroutine.resume(thread))

-- A generator that survives errors, and many of them interleaved.
local function worker(id, count)
    return coroutine.wrap(function()
        for step = 1, count do
            local ok, value = safe.pcall(function()
                local answer = coroutine.yield(id * 1000 + step)
                if answer % 3 == 0 then
                    error('bad ' .. answer, 0)
                end
                return answer * 2
            end)
            coroutine.yield((ok and 'ok ' or 'error ') .. tostring(value))
        end
        return 'end ' .. id
    end)
end
local workers, lines = {}, {}
for id = 1, 20 do
    workers[id] = worker(id, 25)
end
for round = 1, 25 do
    for id = 1, 20 do
        local asked = workers[id]()
        lines[#lines + 1] = asked .. ' ' .. workers[id](round + id)
    end
end
for id = 1, 20 do
    lines[#lines + 1] = workers[id]()
end
t.say('workers', #lines, lines[1], lines[#lines], t.digest(table.concat(lines, '\n')))

-- Nesting.
local function nest(depth)
    if depth == 0 then
        coroutine.yield('bottom')
        error('from the bottom', 0)
    end
    local ok, message = safe.pcall(nest, depth - 1)
    error(tostring(ok) .. depth .. ' ' .. message:sub(1, 60), 0)
end
local deep = coroutine.create(function() return safe.pcall(nest, 30) end)
t.say('nested', coroutine.resume(deep))
t.say('nested error', coroutine.resume(deep))
