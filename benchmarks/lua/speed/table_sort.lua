-- Lists that grow, shrink and are sorted: table.insert, table.remove, table.sort with and without a comparator.
local seed

local function random(limit)
    seed = (seed * 3877 + 29573) % 139968
    return math.floor(seed * limit / 139968)
end

local function numbers(n)
    local list = {}
    for i = 1, n do
        table.insert(list, random(100000) * n + i)
    end
    return list
end

local function digest(list)
    local sum = 0
    for i, value in ipairs(list) do
        sum = (sum * 7 + value % 1000 * i) % 1000003
    end
    return sum
end

local function records(n)
    local list = {}
    for i = 1, n do
        list[i] = { key = random(1000), place = i }
    end
    table.sort(list, function(a, b)
        if a.key ~= b.key then return a.key < b.key end
        return a.place < b.place
    end)
    local sum = 0
    for i = 1, n do
        sum = (sum * 7 + list[i].place) % 1000003
    end
    return sum
end

local function words(n)
    local list = {}
    for i = 1, n do
        list[i] = 'w' .. random(10000) .. '/' .. i
    end
    table.sort(list)
    return #list[1] + #list[n] + list[1]:byte(2) * list[n]:byte(2)
end

local function queue(n)
    local list, sum = {}, 0
    for i = 1, n do
        table.insert(list, 1, i)
        if i % 3 == 0 then table.insert(list, math.floor(#list / 2) + 1, -i) end
        if #list > 50 then sum = sum + table.remove(list, 2) + table.remove(list) end
    end
    while #list > 0 do
        sum = sum * 3 % 1000003 + table.remove(list)
    end
    return sum
end

local function run(n)
    seed = 42
    local list = numbers(n)
    table.sort(list)
    local sum = digest(list)
    table.sort(list, function(a, b) return a > b end)
    return sum + digest(list) + records(n) + words(math.floor(n / 2)) + queue(n)
end

return run, 10000
