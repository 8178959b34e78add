-- The library table as programs see it.
local spec = require 'spec'
local test, equal, same, truthy, raised = spec.test, spec.equal, spec.same, spec.truthy, spec.raised

local function complains(words, f)
    local e = raised(f)
    truthy(type(e) == 'string' and e:find(words, 1, true), 'not in ' .. tostring(e) .. ': ' .. words)
end

local function inserted(t, ...)
    table.insert(t, ...)
    return t
end

test('insert appends and shifts', function()
    same(inserted({1, 2}, 3), {1, 2, 3})
    same(inserted({1, 2}, 1, 0), {0, 1, 2})
    same(inserted({1, 2, 3, 4}, 2, 9), {1, 9, 2, 3, 4})
    equal(inserted({}, 0, 'x')[0], 'x')
    complains("wrong number of arguments to 'insert'", function() table.insert({}) end)
    complains("wrong number of arguments to 'insert'", function() table.insert({}, 1, 2, 3) end)
end)

test('remove closes the gap', function()
    local t = {1, 2, 3, 4}
    equal(table.remove(t), 4)
    equal(table.remove(t, 1), 1)
    same(t, {2, 3})
    equal(select('#', table.remove(t, 5)), 0)
    equal(select('#', table.remove({})), 0)
end)

test('a long list keeps its order through insertions and removals', function()
    local t, expected = {}, {}
    for i = 1, 2000 do table.insert(t, 1, i) end
    for i = 1, 2000 do expected[i] = 2001 - i end
    same(t, expected)
    for i = 2000, 1, -1 do equal(table.remove(t, 1), i) end
    equal(#t, 0)
end)

test('move copies ranges that overlap', function()
    same(table.move({1, 2, 3}, 1, 3, 2), {1, 1, 2, 3})
    same(table.move({1, 2, 3}, 2, 3, 1), {2, 3, 3})
    local target = {}
    equal(table.move({1, 2, 3}, 1, 3, 1, target), target)
    same(target, {1, 2, 3})
end)

test('concat joins text and numbers', function()
    equal(table.concat({}), '')
    equal(table.concat({1, 'b', 2.5}, ', '), '1, b, 2.5')
    equal(table.concat({1, 2, 3}, '-', 2, 3), '2-3')
    complains("invalid value (table) at index 2 in table for 'concat'", function() local _ = table.concat({1, {}}) end)
    complains("invalid value (nil) at index 4 in table for 'concat'", function() local _ = table.concat({1, 2, 3}, '', 1, 4) end)
end)

test('pack and unpack keep nils', function()
    local t = table.pack(nil, 2, nil)
    equal(t.n, 3)
    equal(t[2], 2)
    equal(select('#', table.unpack(t, 1, t.n)), 3)
end)

test('maxn, getn, foreach and foreachi are there', function()
    equal(table.maxn {1, 2, [7.5] = 1}, 7.5)
    equal(table.getn {1, 2, 3}, 3)
    equal(table.foreach({a = 1}, function(key, value) return key .. value end), 'a1')
    local sum = 0
    table.foreachi({1, 2, 3}, function(i, value) sum = sum + i * value end)
    equal(sum, 14)
end)

test('sort orders numbers, text and objects', function()
    local t = {}
    for i = 1, 1000 do t[i] = (i * 7919) % 1009 end
    table.sort(t)
    for i = 2, #t do truthy(t[i - 1] <= t[i]) end
    table.sort(t, function(a, b) return a > b end)
    for i = 2, #t do truthy(t[i - 1] >= t[i]) end
    for i = 1, #t do t[i] = 'text ' .. t[i] end
    table.sort(t)
    for i = 2, #t do truthy(t[i - 1] <= t[i]) end
    equal(raised(table.sort, {1, 'x'}), 'attempt to compare string with number')
    complains("bad argument #2 to 'sort' (function expected, got table)", function() table.sort({}, {}) end)
end)

test('a comparison may suspend the fiber', function()
    local others = 0
    local other = spawn(function() for _ = 1, 5 do others = others + 1 this_fiber.yield() end end)
    local t = {5, 3, 8, 1, 9, 2, 7, 4, 6, 10, 12, 11}
    table.sort(t, function(a, b) this_fiber.yield() return a < b end)
    same(t, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    other:join()
    equal(others, 5)
end)

test('a comparison that yields in a coroutine goes on where it was', function()
    local co = coroutine.wrap(function()
        local t = {3, 1, 2}
        table.sort(t, function(a, b) coroutine.yield('asked') return a < b end)
        return table.concat(t)
    end)
    local result
    repeat result = co() until result ~= 'asked'
    equal(result, '123')
end)

test('an order that makes no sense is no defect', function()
    for _, less in ipairs {function() return true end, function() return math.random() < 0.5 end} do
        local t = {}
        for i = 1, 300 do t[i] = i end
        pcall(table.sort, t, less)
        equal(#t, 300)
    end
end)

test('huge ranges cost nothing', function()
    table.insert({}, -2147483648, 1)
    table.move({1}, -2147483648, 2147483647, -2147483648)
    complains("invalid value (nil) at index 1 in table for 'concat'", function() local _ = table.concat({}, '', 1, 2147483647) end)
    local sparse = {}
    for power = 0, 30 do sparse[2 ^ power] = power end
    table.insert(sparse, 1, 'x')
    table.remove(sparse, 1)
    pcall(table.sort, sparse)
end)

test('fields of a constructor in any order', function()
    local function two() return 'a', 'b' end
    local one, three, four = 1, 3, 4
    local t = {two(), n = 1}
    equal(t[1], 'a')
    equal(t[2], nil)
    t = {[one] = 0, 'x', [four] = 4}
    equal(t[1], 'x')
    equal(t[4], 4)
    equal(#t, 1)
    t = {[three] = 'c', 'a', [5] = 'e', 'b', [one] = 'z', two()}
    equal(table.concat(t, ','), 'a,b,a,b,e')
    t = {[four] = four, 'k'}
    t[#t + 1] = 'l'
    equal(t[2], 'l')
    equal(t[4], 4)
    local seen = 0
    for _ in pairs {[three] = 'c', 'a', [5] = 'e', 'b', [one] = 'z'} do seen = seen + 1 end
    equal(seen, 4)
end)

test('the border of a table with gaps is where the peers find it', function()
    local function id(...) return ... end
    equal(#{[1] = 1, [4] = 1}, 1)
    equal(#{[4] = 1}, 0)
    equal(#{n = 1, [1] = 1, [2] = 1, [4] = 1}, 4)
    equal(#{1, 2, nil, 4}, 4)
    local t = {[id(1)] = 1}
    t[id(4)] = 9
    equal(#t, 1)
    t = {[1] = 1, [4] = 1}
    t[id(3)] = 9
    equal(#t, 4)
    t = {[4] = 1}
    t[#t + 1] = 9
    equal(#t, 1)
    t = {a = 1, [4] = 1}
    t.x = 9
    t[#t + 1] = 9
    equal(#t, 1)
    t = {}
    for i = 1, 8 do t[i] = i end
    for i = 1, 7 do t[i] = nil end
    equal(#t, 8)
    t.rehash = true
    equal(#t, 0)
end)

test('elements of the list come last into a table, wherever the other fields stand', function()
    local function id(x) return x end
    local one = 1
    equal(({'element', [1] = 'field'})[1], 'element')
    equal(({id('element'), [1] = nil})[1], 'element')
    equal(({id('element'), [one] = 'field', [2] = 'second'})[1], 'element')
    equal(({id('element'), [one] = 'field', [2] = 'second'})[2], 'second')
    equal(({nil, [1] = 'field'})[1], nil)
    equal(({id(nil), [one] = 'field'})[1], nil)
    equal(({[one] = 'field', id('element')})[1], 'element')
    equal(({id('element'), [2] = 'field', id('other')})[2], 'other')
    equal(({id('element'), [2] = 'field', unpack{7, 8, 9}})[2], 7)
    equal(({id('element'), name = 'field', [0] = 'zero'})[0], 'zero')
end)

test('nil for a new key changes no content, but where the table is full its parts are sized anew', function()
    local function id(x) return x end
    local hole
    local t = {1, hole, 3}
    equal(#t, 3)
    t.x = nil
    equal(#t, 1)
    equal(t[3], 3)
    t = {1, hole, 3}
    t[id(true)] = nil
    equal(#t, 1)
    t = {1, hole, 3}
    t[id(9)] = nil
    equal(#t, 1)
    t = {1, 2, 3}
    t[id(4)] = nil
    equal(#t, 3)
    t[4] = 4
    equal(#t, 4)
    t = {}
    for i = 1, 1000 do t['absent' .. i] = nil end
    equal(next(t), nil)
end)

test('an operand of a constant and is named', function()
    local t = {}
    truthy(raised(function() return (2 ^ 63 and t.x) .. '' end):find("concatenate field 'x'", 1, true))
    truthy(raised(function() return (1 / 0 and t.x) .. '' end):find('concatenate a nil value', 1, true))
    truthy(raised(function() return t[('name')] .. '' end):find("concatenate field 'name'", 1, true))
    truthy(raised(function() return t[(('name'))].x end):find("index field 'name'", 1, true))
end)

spec.run()
