-- Text from pieces: the operator .., table.concat, string.format, and what cuts it up again.
local names = { 'alpha', 'beta', 'gamma', 'delta', 'epsilon' }

local function by_operator(n)
    local length = 0
    for i = 1, n do
        local line = 'item ' .. i .. ': ' .. names[i % 5 + 1] .. ' = ' .. i * 3 .. ';'
        length = length + #line
    end
    return length
end

local function growing(n)
    local text = ''
    for i = 1, n do
        text = text .. names[i % 5 + 1]
    end
    return #text
end

local function by_concat(n)
    local pieces = {}
    for i = 1, n do
        pieces[#pieces + 1] = names[i % 5 + 1]
        pieces[#pieces + 1] = i
    end
    return table.concat(pieces, ', ')
end

local function by_format(n)
    local length = 0
    for i = 1, n do
        local line = string.format('%d %s %x %.3f', i, names[i % 5 + 1], i, (2 * i + 1) / 8)
        length = length + #line
    end
    return length
end

local function letters(text)
    local sum = 0
    for i = 1, #text, 7 do
        sum = (sum * 31 + text:byte(i)) % 1000003
    end
    for word in text:gmatch('%a+') do
        sum = (sum + #word:upper()) % 1000003
    end
    local _, changed = text:gsub('a', 'A')
    return sum + changed + #text:sub(10, -10) + #text:rep(2)
end

local function run(n)
    local text = by_concat(n)
    return by_operator(n) + growing(math.floor(n / 10)) + by_format(n) + #text + letters(text)
end

return run, 10000
