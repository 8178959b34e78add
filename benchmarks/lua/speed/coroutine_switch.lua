-- Coroutines: a generator that is asked often, a walk of a tree by recursive coroutines, a ring that passes values on.
local function generate(n)
    return coroutine.wrap(function()
        for i = 1, n do
            coroutine.yield(i)
        end
    end)
end

local function tree(depth)
    if depth == 0 then return nil end
    return { tree(depth - 1), depth, tree(depth - 1) }
end

local function walk(node)
    if node then
        walk(node[1])
        coroutine.yield(node[2])
        walk(node[3])
    end
end

local function ring(members, rounds)
    local threads, sum = {}, 0
    for i = 1, members do
        threads[i] = coroutine.create(function(value)
            for _ = 1, rounds do
                value = coroutine.yield(value + i)
            end
            return value
        end)
    end
    local value = 0
    for _ = 1, rounds + 1 do
        for i = 1, members do
            local alive
            alive, value = coroutine.resume(threads[i], value)
            if not alive then error(value) end
        end
        sum = sum + value
    end
    return sum
end

local function run(n)
    local sum = 0
    for value in generate(n) do
        sum = sum + value
    end
    for _ = 1, 4 do
        local top = tree(6)
        for value in coroutine.wrap(function() walk(top) end) do
            sum = sum + value
        end
    end
    for _ = 1, 4 do
        sum = sum + ring(20, n / 100)
    end
    return sum
end

return run, 10000
