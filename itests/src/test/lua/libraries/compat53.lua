-- needs lua-compat53: compat53/module.lua
-- The parts that are written in Lua. What the library makes of io and os is as little as there is of them here.
local t = ...
-- The engine dumps nothing; the library looks at the first letters of a dump to tell LuaJIT.
function string.dump()
    return jit and '\27LJ' or '\27Lua'
end
local compat = require 'compat53.module'

-- Numbers.
t.say('limits', compat.math.maxinteger, compat.math.mininteger)
for _, value in ipairs {1, -1, 1.5, 2 ^ 53, 2 ^ 54, 1 / 0, 'x'} do
    t.say('kind of ' .. t.show(value), compat.math.type(value), compat.math.tointeger(value))
end
t.say('unsigned', compat.math.ult(1, 2), compat.math.ult(-1, 2), compat.math.ult(1, -1), compat.math.ult(-2, -1))
t.fails('a fraction', compat.math.ult, 1.5, 2)
t.fails('a text', compat.math.ult, 'x', 2)
t.say('logarithms', compat.math.log(8, 2), compat.math.log(100, 10), compat.math.log(1))

-- Tables with metamethods.
local function proxy(list)
    return setmetatable({}, {
        __len = function() return #list end,
        __index = function(_, i) return list[i] end,
        __newindex = function(_, i, v) list[i] = v end,
        __pairs = function() return pairs(list) end,
    })
end
local list = {5, 3, 9, 1, 7, 2}
local view = proxy(list)
t.say('concatenated', compat.table.concat(view, '-'), compat.table.concat(view, '-', 2, 3), compat.table.concat({1, 2}, ','))
compat.table.insert(view, 8)
compat.table.insert(view, 1, 4)
t.say('inserted', list)
t.say('removed', compat.table.remove(view), compat.table.remove(view, 1), compat.table.remove({1, 2, 3}, 1), list)
compat.table.sort(view)
t.say('sorted', list)
compat.table.sort(view, function(a, b) return a > b end)
t.say('sorted the other way', list)
t.say('unpacked', compat.table.unpack(view, 2, 4))
t.say('packed', compat.table.pack(1, nil, 3, nil))
t.say('moved', compat.table.move({1, 2, 3}, 1, 3, 2), compat.table.move({1, 2, 3}, 2, 3, 1), compat.table.move({1, 2, 3}, 1, 3, 1, {}))
t.fails('inserted out of bounds', compat.table.insert, view, 100, 1)
t.fails('removed out of bounds', compat.table.remove, view, 100)
t.fails('inserted too much', compat.table.insert, view, 1, 2, 3)
t.fails('moved from zero', compat.table.move, {}, 0, 1, 1)
local seen = {}
for i, v in compat.ipairs(view) do
    seen[i] = v
end
t.say('ipairs', seen)
local total = 0
for _, v in compat.pairs(view) do
    total = total + v
end
t.say('pairs', total, compat.rawlen({1, 2}), compat.rawlen('abc'))

-- Functions.
t.say('assert', compat.assert(1, 2), pcall(compat.assert, false, {1}), pcall(compat.assert, nil), pcall(compat.assert, false, 'text'))
t.say('xpcall', compat.xpcall(function(...) return select('#', ...), ... end, print, 1, nil, 3))
t.say('load', compat.load('return x', 'chunk', 't', {x = 12})(), compat.load('x =', '=name'))
t.say('load in pieces', compat.load((function()
    local pieces = {'return ', '1 + ', '2'}
    return function() return table.remove(pieces, 1) end
end)())())
t.say('text only', (compat.load('\27Lua', 'x', 't')), (compat.load('return 1', 'x', 'b')))
t.say('rep', compat.string.rep('ab', 3, ','), compat.string.rep('x', 0, ','), compat.string.rep('x', 1, ','), compat.string.rep('x', 3))
t.say('patterns with zeros', compat.string.find('a\0b', '\0', 1), compat.string.gsub('a\0b', '\0', '0'), compat.string.match('x\0y', '(%Z)\0'))
t.say('utf8', next(compat.utf8))

-- Sorting through a proxy, many times.
local draw, digests = t.random(53), {}
for round = 1, 25 do
    local numbers = {}
    for i = 1, 80 do
        numbers[i] = draw(60)
    end
    compat.table.sort(proxy(numbers), round % 2 == 0 and function(a, b) return a > b end or nil)
    for i = 2, #numbers do
        if round % 2 == 0 and numbers[i] > numbers[i - 1] or round % 2 == 1 and numbers[i] < numbers[i - 1] then
            error('not sorted in round ' .. round)
        end
    end
    digests[round] = table.concat(numbers, ' ')
end
t.say('many', t.digest(table.concat(digests, '\n')))
