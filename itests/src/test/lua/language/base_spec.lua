-- The base library as programs see it.
local spec = require 'spec'
local test, equal, same, truthy, raised = spec.test, spec.equal, spec.same, spec.truthy, spec.raised

local function complains(words, f)
    local e = raised(f)
    truthy(type(e) == 'string' and e:find(words, 1, true), 'not in ' .. tostring(e) .. ': ' .. words)
end

test('assert returns its arguments or raises the second', function()
    same({assert(1, 2, 3)}, {1, 2, 3})
    complains('base_spec.lua:13: assertion failed!', function()
        local _ = assert(false)
    end)
    complains('base_spec.lua:16: words', function()
        local _ = assert(nil, 'words')
    end)
    local object = {}
    equal(raised(function() local _ = assert(false, object) end), object)
end)

test('error adds the position of a level to text only', function()
    complains('base_spec.lua:24: words', function()
        error('words')
    end)
    equal(raised(function() error('words', 0) end), 'words')
    equal(raised(function() error(nil) end), nil)
    local object = {}
    equal(raised(function() error(object, 2) end), object)
    local function check()
        error('words', 2)
    end
    complains('base_spec.lua:34: words', function()
        check()
    end)
end)

test('select counts from both ends', function()
    equal(select('#'), 0)
    equal(select('#', nil, nil), 2)
    same({select(2, 'a', 'b', 'c')}, {'b', 'c'})
    same({select(-2, 'a', 'b', 'c')}, {'b', 'c'})
    complains("bad argument #1 to 'select' (index out of range)", function() local _ = select(0) end)
    complains("bad argument #1 to 'select' (index out of range)", function() local _ = select(-4, 1, 2, 3) end)
end)

test('tonumber reads numerals in any base', function()
    equal(tonumber('11', 2), 3)
    equal(tonumber(' -7F ', 16), -127)
    equal(tonumber('Z', 36), 35)
    equal(tonumber('2', 2), nil)
    equal(tonumber('', 8), nil)
    complains("bad argument #2 to 'tonumber' (base out of range)", function() local _ = tonumber('1', 99) end)
end)

test('unpack gives as many values as there can be', function()
    same({unpack({1, 2, 3}, 2)}, {2, 3})
    equal(select('#', unpack({}, 1, 100000)), 100000)
    complains('too many results to unpack', function() local _ = unpack({}, 1, 1e9) end)
end)

test('protected metatables stay', function()
    local object = setmetatable({}, {__metatable = 'locked'})
    equal(getmetatable(object), 'locked')
    complains('cannot change a protected metatable', function() local _ = setmetatable(object, nil) end)
    complains('nil or table expected', function() local _ = setmetatable({}) end)
end)

test('pairs and ipairs ask metamethods', function()
    local list = setmetatable({}, {
        __pairs = function(t) return next, {a = 1}, nil end,
        __ipairs = function(t) return ipairs {'x', 'y'} end,
    })
    local keys, elements = {}, {}
    for key in pairs(list) do keys[#keys + 1] = key end
    for _, element in ipairs(list) do elements[#elements + 1] = element end
    same(keys, {'a'})
    same(elements, {'x', 'y'})
end)

test('raw access knows no metamethods', function()
    local object = setmetatable({1, 2}, {
        __index = function() return 'inherited' end, __newindex = function() end, __len = function() return 99 end,
        __eq = function() return true end,
    })
    equal(rawget(object, 'x'), nil)
    equal(rawset(object, 'x', 5), object)
    equal(rawget(object, 'x'), 5)
    equal(rawlen(object), 2)
    equal(rawlen('four'), 4)
    equal(rawequal(object, setmetatable({}, getmetatable(object))), false)
    equal(raised(rawset, {}, nil, 1), 'table index is nil')
    equal(raised(rawset, {}, 0 / 0, 1), 'table index is NaN')
end)

test('functions have environments', function()
    local function read() return variable end
    equal(setfenv(read, {variable = 5}), read)
    equal(read(), 5)
    equal(getfenv(read).variable, 5)
    equal((function() setfenv(1, {variable = 6}) return variable end)(), 6)
    equal(getfenv(1)._G, _G)
    complains("bad argument #1 to 'getfenv' (invalid level)", function() local _ = getfenv(1000) end)
    complains("'setfenv' cannot change environment of given object", function() local _ = setfenv(select, {}) end)
end)

test('collected proxies are finalized', function()
    local count = 0
    do
        local pattern = newproxy(true)
        getmetatable(pattern).__gc = function() count = count + 1 end
        for _ = 1, 9 do newproxy(pattern) end
    end
    for _ = 1, 100 do
        if count >= 9 then break end
        equal(collectgarbage(), 0)
        this_fiber.yield()
    end
    truthy(count >= 9, 'the number of finalized proxies: ' .. count)
end)

test('what fails in a finalizer is nobody else\'s error', function()
    local finalized, handled = 0, 0
    local function make(finalize)
        getmetatable(newproxy(true)).__gc = function()
            finalized = finalized + 1
            finalize()
        end
    end
    make(function() error 'of a finalizer of a test' end)
    make(function()
        local function endless() return 1 + endless() end
        endless()
    end)
    for _ = 1, 100 do
        if finalized >= 2 then break end
        truthy(xpcall(collectgarbage, function() handled = handled + 1 end))
        this_fiber.yield()
    end
    equal(finalized, 2)
    equal(handled, 0)
end)

test('collectgarbage takes all options', function()
    truthy(collectgarbage('count') > 0)
    equal(collectgarbage('setpause', 150), 200)
    equal(collectgarbage('setpause', 200), 150)
    equal(collectgarbage('stop'), 0)
    equal(collectgarbage('isrunning'), false)
    equal(collectgarbage('restart'), 0)
    equal(collectgarbage('isrunning'), true)
    equal(type(collectgarbage('step')), 'boolean')
    complains("bad argument #1 to 'collectgarbage' (invalid option 'everything')", function()
        local _ = collectgarbage('everything')
    end)
end)

test('a metamethod may suspend the fiber', function()
    local object = setmetatable({}, {
        __tostring = function() this_fiber.yield() return 'mine' end,
        __pairs = function(t) this_fiber.yield() return next, {1, 2, 3} end,
    })
    equal(tostring(object), 'mine')
    local sum = 0
    for _, value in pairs(object) do sum = sum + value end
    equal(sum, 6)
end)

test('load returns what its reader raises', function()
    local chunk, message = load(function() error('from the reader', 0) end)
    equal(chunk, nil)
    equal(message, 'from the reader')
    local object = {}
    equal(select(2, load(function() error(object) end)), object)
    chunk, message = load(function() return {} end)
    equal(chunk, nil)
    truthy(message:find('reader function must return a string', 1, true))
end)

spec.run()
