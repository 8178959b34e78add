-- The largest singular value of an endless matrix by power iteration: numbers in arrays, a call for each element.
local function element(i, j)
    local diagonal = i + j - 2
    return 1 / (diagonal * (diagonal + 1) / 2 + i)
end

local function times(n, from, to)
    for i = 1, n do
        local sum = 0
        for j = 1, n do
            sum = sum + element(i, j) * from[j]
        end
        to[i] = sum
    end
end

local function transposed_times(n, from, to)
    for i = 1, n do
        local sum = 0
        for j = 1, n do
            sum = sum + element(j, i) * from[j]
        end
        to[i] = sum
    end
end

local function run(n)
    local u, v, between = {}, {}, {}
    for i = 1, n do
        u[i] = 1
    end
    for _ = 1, 10 do
        times(n, u, between)
        transposed_times(n, between, v)
        times(n, v, between)
        transposed_times(n, between, u)
    end
    local uv, vv = 0, 0
    for i = 1, n do
        uv = uv + u[i] * v[i]
        vv = vv + v[i] * v[i]
    end
    return math.floor(math.sqrt(uv / vv) * 1000000000)
end

return run, 200
