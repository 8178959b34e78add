-- needs lua-binaryheap: binaryheap.lua
local t = ...
local binaryheap = require 'binaryheap'

for _, kind in ipairs {'minHeap', 'maxHeap'} do
    local heap = binaryheap[kind]()
    for _, value in ipairs {5, 3, 8, 1, 9, 2, 7, 1} do
        heap:insert(value)
    end
    t.say(kind, heap:size(), heap:peek(), heap.values)
    heap:update(3, 4)
    t.say(kind .. ' updated', heap.values)
    t.say(kind .. ' removed', heap:remove(2), heap:remove(heap:size()), heap:remove(0), heap:remove(100))
    local out = {}
    while heap:size() > 0 do
        out[#out + 1] = heap:pop()
    end
    t.say(kind .. ' popped', out, heap:pop(), heap:peek())
end

local heap = binaryheap.minHeap()
t.fails('nil', heap.insert, heap, nil)
t.fails('nil as new value', heap.update, heap, 1, nil)
t.fails('a bad position', heap.update, heap, 5, 1)
t.fails('values of two types', function() heap:insert(1) heap:insert('a') end)

for _, kind in ipairs {'minUnique', 'maxUnique'} do
    local unique = binaryheap[kind]()
    for i, name in ipairs {'ant', 'bee', 'cat', 'dog', 'eel'} do
        unique:insert(i * 7 % 5, name)
    end
    t.say(kind, unique:size(), unique:peek())
    t.say(kind .. ' by payload', unique:valueByPayload('cat'), unique:valueByPayload('dog'), unique:peekValue())
    unique:update('cat', 10)
    unique:update('bee', -1)
    t.say(kind .. ' removed', unique:remove('dog'))
    t.say(kind .. ' absent', unique:remove('fly'))
    t.fails(kind .. ' twice', unique.insert, unique, 3, 'cat')
    while unique:size() > 0 do
        t.say(kind .. ' popped', unique:pop())
    end
end

-- Sorting with an order of its own, with many equal keys and with changes on the way.
local draw = t.random(99)
local sorted, tasks = {}, binaryheap.minUnique(function(a, b)
    return a.rank < b.rank or a.rank == b.rank and a.id < b.id
end)
for id = 1, 1500 do
    tasks:insert({rank = draw(40), id = id}, 'task' .. id)
end
for _ = 1, 1500 do
    local name = 'task' .. draw(1500)
    if draw(3) == 1 then
        tasks:remove(name)
    elseif tasks.reverse[name] then
        tasks:update(name, {rank = draw(40), id = tasks:valueByPayload(name).id})
    end
end
local last
while tasks:peek() do
    local name, value = tasks:pop()
    if last and (value.rank < last.rank or value.rank == last.rank and value.id <= last.id) then
        error('out of order at ' .. name)
    end
    last = value
    sorted[#sorted + 1] = name .. '/' .. value.rank
end
t.say('sorted', #sorted, t.digest(table.concat(sorted, ' ')))
