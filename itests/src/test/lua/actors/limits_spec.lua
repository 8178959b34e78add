-- Limits of actors, an extension of spawn_vm.
local spec = require 'spec'
local test, equal, truthy, raises = spec.test, spec.equal, spec.truthy, spec.raises
local inbox, ip, time = require 'inbox', require 'ip', require 'time'
local generic_error = require 'generic_error'

local function limited(limits)
    local ch = spawn_vm('./limited', {limits = limits})
    ch:send {to = inbox}
    return ch
end

local function ask(actor, message)
    actor:send(message)
    return inbox:receive()
end

test('limits are checked', function()
    for _, bad in ipairs {1, 'x', {memory = 0}, {memory = -1}, {memory = 1.5}, {memory = '1'}, {memory = 0 / 0}, {cpu = 0}, {cpu = 101},
        {descriptors = -1}, {actors = 2 ^ 40}, {actors = true}, {threads = 1}, {5}} do
        local e = raises(generic_error.EINVAL, 2, spawn_vm, './silent', {limits = bad})
        truthy(e.detail:find('limit', 1, true))
    end
    for _, fine in ipairs {{}, {memory = 1e9, cpu = 100, descriptors = 0, actors = 0}} do
        spawn_vm('./silent', {limits = fine}):close()
    end
end)

test('open resources are limited', function()
    local actor = limited {descriptors = 3}
    local r = ask(actor, {act = 'open', count = 5})
    equal(r.ok, false)
    equal(tostring(r.error), 'Too many open files')
    equal(tostring(r.error.category), 'system')
    equal(r.kept, 3)
    equal(ask(actor, {act = 'close'}).ok, true)
    equal(ask(actor, {act = 'open', count = 1}).ok, true)
    equal(ask(actor, {act = 'open', count = 1}).ok, false)
    actor:close()
end)

test('a connection waits until there is room for it', function()
    local actor = limited {descriptors = 2}
    local port = ask(actor, {act = 'listen'}).result
    ask(actor, {act = 'open', count = 1})
    local client = ip.tcp.socket.new()
    client:connect('127.0.0.1', port)
    equal(tostring(ask(actor, {act = 'accept'}).error), 'Too many open files')
    equal(ask(actor, {act = 'close'}).ok, true)
    equal(ask(actor, {act = 'accept'}).ok, true)
    client:close()
    actor:close()
end)

test('what others send is never refused', function()
    local actor = limited {descriptors = 1}
    for i = 1, 3 do
        local s = ip.tcp.socket.new()
        s:open('v4')
        equal(ask(actor, {act = 'keep', object = s}).kept, i)
    end
    equal(ask(actor, {act = 'open', count = 1}).ok, false)
    actor:close()
end)

test('actors and their descendants are limited', function()
    local actor = limited {actors = 2}
    local first = ask(actor, {act = 'spawn'})
    equal(first.ok, true)
    local second = ask(first.result, {act = 'spawn'})
    equal(second.ok, true)
    for _, a in ipairs {actor, first.result, second.result} do
        local r = ask(a, {act = 'spawn'})
        equal(tostring(r.error), 'Resource temporarily unavailable')
        equal(r.error.detail, 'the limit is 2 actors')
        r = ask(a, {act = 'spawn', options = {limits = {actors = 100}}})
        equal(tostring(r.error), 'Resource temporarily unavailable')
    end
    -- The last one ends when nobody can send to it any more.
    second.result:close()
    first.result:close()
    actor:close()
end)

test('an actor that has ended makes room', function()
    local actor = limited {actors = 1}
    local child = ask(actor, {act = 'spawn'})
    equal(ask(actor, {act = 'spawn'}).ok, false)
    child.result:close()
    equal(ask(actor, {act = 'close'}).ok, true)
    local again
    for _ = 1, 1000 do
        again = ask(actor, {act = 'spawn'})
        if again.ok then break end
        time.sleep(0.005)
    end
    equal(again.ok, true)
    again.result:close()
    actor:close()
    equal(ask(limited {actors = 0}, {act = 'spawn'}).ok, false)
end)

spec.run()
