-- needs lua-mediator: mediator.lua
local t = ...
local mediator = require 'mediator'

local events = mediator()
local heard = {}
local function listener(name, value, continue)
    return function(...)
        heard[#heard + 1] = name .. '(' .. t.show({...}) .. ')'
        return value, continue
    end
end
local function publish(label, channel, ...)
    heard = {}
    local results = events:publish(channel, ...)
    t.say(label, results, heard)
end

publish('nobody listens', {'car', 'door'}, 'open')
local root = events:subscribe({}, listener('root', 'r', true))
local car = events:subscribe({'car'}, listener('car', 'c', true))
local door = events:subscribe({'car', 'door'}, listener('door', 'd', true))
publish('bubbles', {'car', 'door'}, 'open', 1)
publish('above', {'car'}, 'stop')
local first = events:subscribe({'car', 'door'}, listener('first', nil, true), {priority = 1})
publish('priority', {'car', 'door'}, 'close')
local guarded = events:subscribe({'car'}, listener('guarded', 'g', true), {predicate = function(what) return what == 'horn' end})
publish('predicate', {'car'}, 'horn')
publish('predicate does not hold', {'car'}, 'light')
door:update {fn = listener('updated', 'u', false)}
publish('stops', {'car', 'door'}, 'open')

t.equal('ids differ', root.id ~= car.id and car.id ~= door.id and door.id ~= first.id and first.id ~= guarded.id, true)
t.equal('found', events:getSubscriber(door.id, {'car', 'door'}).value == door, true)
t.equal('found from above', events:getSubscriber(door.id, {}).value == door, true)
t.equal('not found', events:getSubscriber(car.id, {'car', 'door'}), nil)
t.equal('removed', events:removeSubscriber(door.id, {'car', 'door'}) == door, true)
t.say('removed twice', events:removeSubscriber(door.id, {'car', 'door'}))
publish('after removal', {'car', 'door'}, 'open')
events:getChannel({'car'}):setPriority(guarded.id, 1)
publish('new priority', {'car'}, 'horn')
t.say('channels', events:getChannel({}):hasChannel('car'), events:getChannel({'car'}):hasChannel('wheel'))
t.fails('priority of nobody', function() events:getChannel({'car'}):setPriority(-1, 1) end)
t.fails('an error of a listener', function()
    events:subscribe({'broken'}, function() error('broken listener', 0) end)
    events:publish({'broken'})
end)

-- A tree of channels.
local draw, sum, calls = t.random(11), 0, 0
local tree = mediator()
local ids = {}
for i = 1, 600 do
    local path = {}
    for depth = 1, draw(4) do
        path[depth] = 'n' .. draw(3)
    end
    local subscriber = tree:subscribe(path, function(value)
        calls = calls + 1
        sum = (sum + value * i) % 1000003
        return i, true
    end, {priority = draw(5)})
    ids[#ids + 1] = {subscriber.id, path}
end
for i = 1, 200 do
    local gone = table.remove(ids, draw(#ids))
    tree:removeSubscriber(gone[1], gone[2])
    tree:publish({'n' .. draw(3), 'n' .. draw(3), 'n' .. draw(3), 'n' .. draw(3)}, i)
end
t.say('tree', calls, sum)
