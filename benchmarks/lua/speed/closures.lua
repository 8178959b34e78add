-- Functions made and passed on: counters, currying, map and fold, composition with variable arguments, memory of results.
local function counter(step)
    local value = 0
    return function()
        value = value + step
        return value
    end, function() return value end
end

local function map(list, f)
    local result = {}
    for i = 1, #list do
        result[i] = f(list[i])
    end
    return result
end

local function filter(list, keep)
    local result = {}
    for _, value in ipairs(list) do
        if keep(value) then result[#result + 1] = value end
    end
    return result
end

local function fold(list, f, value)
    for i = 1, #list do
        value = f(value, list[i])
    end
    return value
end

local function compose(...)
    local functions = { ... }
    return function(value)
        for i = #functions, 1, -1 do
            value = functions[i](value)
        end
        return value
    end
end

local function curry(f)
    return function(a) return function(b) return function(c) return f(a, b, c) end end end
end

local function bind(f, ...)
    local first, second = ...
    return function(...) return f(first, second, ...) end
end

local function memoize(f)
    local known = {}
    return function(key)
        local value = known[key]
        if value == nil then
            value = f(key)
            known[key] = value
        end
        return value
    end
end

local function count_arguments(...) return select('#', ...) end

local function range(from, to)
    return function(_, i)
        i = i + 1
        if i <= to then return i end
    end, nil, from - 1
end

local function run(n)
    local list = {}
    for i in range(1, 100) do
        list[i] = i
    end
    local sum = 0
    for round = 1, n do
        local advance, read = counter(round % 5)
        local squares = map(list, function(x) return x * x + round end)
        local odd = filter(squares, function(x) return x % 2 == 1 end)
        for _ = 1, 20 do
            advance()
        end
        sum = sum + fold(odd, function(a, b) return (a + b) % 10007 end, read())

        local through = compose(function(x) return x + 1 end, function(x) return x * 2 end, math.abs)
        local volume = curry(function(a, b, c) return a * b + c end)
        local arguments = bind(count_arguments, round, sum)
        local slow = memoize(function(x) return x % 17 * round end)
        for i in range(-20, 20) do
            sum = sum + through(i) + volume(i)(round)(1) + arguments(i, nil) + slow(i % 8)
        end
    end
    return sum
end

return run, 2000
