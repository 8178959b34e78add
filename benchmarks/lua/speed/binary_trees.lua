-- Builds and counts perfect binary trees of growing depth beside one that stays: allocation and collection of small tables.
local function build(depth)
    if depth == 0 then return {} end
    return { build(depth - 1), build(depth - 1) }
end

local function count(tree)
    if not tree[1] then return 1 end
    return 1 + count(tree[1]) + count(tree[2])
end

local function run(n)
    local lasting = build(n)
    local total = 0
    for depth = 4, n, 2 do
        for _ = 1, 2 ^ (n - depth) do
            total = total + count(build(depth))
        end
    end
    return total + count(lasting)
end

return run, 13
