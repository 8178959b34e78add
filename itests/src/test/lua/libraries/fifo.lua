-- needs lua-fifo: fifo.lua
local t = ...
local fifo = require 'fifo'

local queue = fifo('a', 'b', 'c')
t.equal('length', queue:length(), 3)
t.say('peek', queue:peek())
t.say('peek at 3', queue:peek(3))
t.say('peek beyond the end', queue:peek(4))
t.say('pop', queue:pop(), queue:pop(), queue:pop())
t.fails('pop of nothing', queue.pop, queue)
t.fails('a field', function() queue.field = 1 end)
t.fails('peek at a fraction', queue.peek, queue, 1.5)
t.fails('insert at zero', queue.insert, queue, 0, 'x')
t.fails('insert beyond the end', queue.insert, queue, 3, 'x')
t.fails('remove at zero', queue.remove, queue, 0)
t.fails('remove of nothing', queue.remove, queue, 1)
t.equal('setempty', queue:setempty(function() return 'nothing' end):pop(), 'nothing')

-- Against a plain list.
local draw, list = t.random(17), {}
queue = fifo()
for step = 1, 4000 do
    local what = draw(6)
    if what <= 2 or #list == 0 then
        queue:push(step)
        list[#list + 1] = step
    elseif what == 3 then
        t.equal('pop', queue:pop(), table.remove(list, 1))
    elseif what == 4 then
        local at = draw(#list + 1)
        queue:insert(at, -step)
        table.insert(list, at, -step)
    elseif what == 5 then
        local at = draw(#list)
        t.equal('remove', queue:remove(at), table.remove(list, at))
    else
        local at = draw(#list)
        t.equal('peek', queue:peek(at), list[at])
    end
    if queue:length() ~= #list then
        error('lengths differ at step ' .. step)
    end
end
local rest = {}
while queue:length() > 0 do
    rest[#rest + 1] = queue:pop()
end
t.equal('what is left', rest, list)
t.say('digest', t.digest(table.concat(rest, ' ')))
