-- needs lua-inspect: inspect.lua
local t = ...
local inspect = require 'inspect'

t.equal('a list', inspect {1, 2, 3}, '{ 1, 2, 3 }')
t.equal('an object', inspect {a = 1, b = 2}, '{\n  a = 1,\n  b = 2\n}')
t.say('values', inspect(nil), inspect(true), inspect(12.5), inspect(1e300), inspect('x'), inspect(1 / 0))
t.say('quotes', inspect 'a"b', inspect "a'b", inspect 'a"b\'c', inspect 'line\nfeed\t\0001\1x\127\\')
t.text('mixed', inspect {1, 'two', {3}, key = {x = 1, ['not an identifier'] = 2, [true] = 3, [1.5] = 4, [{}] = 5}, [10] = 'ten', [-1] = 0})
t.text('functions', inspect {print, print, tostring, coroutine.create(print), f = print})
local cycle = {name = 'cycle'}
cycle.self = cycle
cycle.list = {cycle, {cycle}}
t.text('a cycle', inspect(cycle))
t.text('metatables', inspect(setmetatable({1, a = 2}, {__call = print, __index = {b = 3}})))
t.text('a text of its own', inspect(setmetatable({1, 2}, {__tostring = function() return 'a "pair"\n' end})))
t.text('a broken text', inspect(setmetatable({}, {__tostring = function() error('broken', 0) end})))
t.text('an odd text', inspect(setmetatable({}, {__tostring = function() return 42 end})))
local deep = {a = {b = {c = {d = {}}}}}
for depth = 0, 4 do
    t.text('depth ' .. depth, inspect(deep, {depth = depth}))
end
t.say('in one line', inspect({1, {a = {2}}}, {newline = '', indent = ''}))
t.text('wide', inspect({1, {a = {2}}}, {newline = '\n> ', indent = '....'}))
t.text('without secrets', inspect({user = 'u', password = 'p', list = {{password = 'q'}, 1}}, {process = function(item, path)
    if path[#path] ~= 'password' then
        return item
    end
end}))
t.text('without metatables', inspect(setmetatable({1}, {__index = {}}), {process = function(item, path)
    if path[#path] ~= inspect.METATABLE then
        return item
    end
end}))
t.text('other keys', inspect({a = 1, b = {c = 2}}, {process = function(item, path)
    if path[#path] == inspect.KEY then
        return item:upper()
    elseif type(item) == 'number' then
        return -item
    end
    return item
end}))
t.text('the markers', inspect {inspect.KEY, inspect.METATABLE})
t.fails('an error on the way', inspect, {1}, {process = function() error('in process', 0) end})

local draw = t.random(77)
local function build(depth, pool)
    local made = {}
    pool[#pool + 1] = made
    for i = 1, draw(5) do
        local kind = draw(6)
        local value = kind == 1 and i or kind == 2 and 'text' .. i or kind == 3 and i / 8 or kind == 4 and pool[draw(#pool)]
            or depth < 5 and build(depth + 1, pool) or false
        made[draw(2) == 1 and #made + 1 or 'field' .. draw(20)] = value
    end
    return made
end
local texts = {}
for i = 1, 60 do
    texts[i] = inspect(build(0, {}))
end
t.text('one of many', texts[7])
t.say('many', t.digest(table.concat(texts)))
