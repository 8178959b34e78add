-- Prefix reversals of all permutations: small integers in arrays, swaps, nested loops.
local function flips(permutation, work, n)
    for i = 1, n do
        work[i] = permutation[i]
    end
    local count = 0
    local first = work[1]
    while first ~= 1 do
        local low, high = 1, first
        while low < high do
            work[low], work[high] = work[high], work[low]
            low, high = low + 1, high - 1
        end
        count = count + 1
        first = work[1]
    end
    return count
end

local function run(n)
    local permutation, work, turns = {}, {}, {}
    for i = 1, n do
        permutation[i] = i
        turns[i] = 0
    end
    local most, sum, even = 0, 0, true
    while true do
        local count = flips(permutation, work, n)
        if count > most then most = count end
        sum = even and sum + count or sum - count
        even = not even
        local level = 2
        while true do
            local first = permutation[1]
            for i = 1, level - 1 do
                permutation[i] = permutation[i + 1]
            end
            permutation[level] = first
            turns[level] = turns[level] + 1
            if turns[level] < level then break end
            turns[level] = 0
            level = level + 1
            if level > n then return sum * 100 + most end
        end
    end
end

return run, 8
