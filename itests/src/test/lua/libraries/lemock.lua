-- needs lua-lemock: lemock.lua
local t = ...
require 'lemock'

local function recorded(record)
    local control = lemock.controller()
    local mock = control:mock()
    record(control, mock)
    control:replay()
    return control, mock
end

local control, mock = recorded(function(c, m)
    m.name = 'x'
    local _ = m.size; c:returns(3)
    m:method(1, nil, 'text'); c:returns('a', nil, 'b')
    m.call(c.ANYARG, 2); c:returns('any')
    m.all(c.ANYARGS); c:returns('rest') c:anytimes()
    m(1, 2); c:returns('called')
    m:fail(); c:error('failed')
    m.often(); c:times(2, 3)
end)
mock.name = 'x'
t.say('index', mock.size)
t.say('method', mock:method(1, nil, 'text'))
t.say('any', mock.call({}, 2), mock.all(), mock.all(1, 2, 3))
t.say('call', mock(1, 2))
t.fails('an error', mock.fail, mock)
t.fails('not enough', control.verify, control)
mock.often()
mock.often()
t.say('verified', control:verify())
mock.often()
t.fails('too often', mock.often)
t.fails('unexpected', function() return mock.unknown end)
t.fails('an unexpected call', function() mock:method(2) end)
t.fails('an unexpected value', function() mock.name = 'y' end)
t.fails('an unexpected self call', mock, 3)

-- The order of things.
control, mock = recorded(function(c, m)
    m.open(); c:label('open')
    m.read(); c:label('read') c:depend('open') c:atleastonce()
    m.seek(); c:depend('open') c:anytimes()
    m.close(); c:depend('read') c:close('read')
end)
t.fails('before it is open', mock.read)
mock.open()
mock.seek()
mock.read()
mock.read()
mock.close()
t.fails('after it is closed', mock.read)
t.say('all in order', control:verify())
t.fails('a cycle', recorded, function(c, m)
    m.a(); c:label('a') c:depend('b')
    m.b(); c:label('b') c:depend('c')
    m.c(); c:label('c') c:depend('a')
end)

-- Wrong uses.
t.fails('replay twice', control.replay, control)
t.fails('returns too late', control.returns, control, 1)
t.fails('times too late', control.times, control, 1)
local open = lemock.controller()
t.fails('nothing recorded', open.returns, open, 1)
local m = open:mock()
m.x = 1
t.fails('an assignment returns nothing', open.returns, open, 1)
m.y()
open:returns(1)
t.fails('returns twice', open.returns, open, 2)
t.fails('verify too early', open.verify, open)
t.fails('times that cannot be', open.times, open, 3, 2)

-- Many mocks.
local draw, log = t.random(12), {}
for round = 1, 30 do
    local plan = {}
    local c, mk = recorded(function(c, m)
        for i = 1, 10 do
            plan[i] = {draw(4), draw(3)}
            m['f' .. plan[i][1]](plan[i][2], c.ANYARG)
            c:returns(i)
        end
    end)
    for i = 10, 1, -1 do
        log[#log + 1] = tostring(mk['f' .. plan[i][1]](plan[i][2], {}))
    end
    log[#log + 1] = tostring(pcall(c.verify, c))
end
t.say('many', t.digest(table.concat(log, ' ')), log[1], log[#log])
