local spec = require 'spec'
local greeter = require 'greeter'
local test, equal, raises = spec.test, spec.equal, spec.raises
local EINVAL = require('generic_error').EINVAL

test('a vendor\'s module works like any other', function()
    equal(greeter.greet('you'), 'Hello, you')
    equal(greeter.slowly('you'), 'Hello at last, you')
    local c = greeter.counter.new(5)
    equal(c:next(), 6)
    equal(c.greeting, 'Hello')
    equal(getmetatable(c), 'greeter.counter')
end)

test('its bad arguments are reported like any other\'s', function()
    raises(EINVAL, 1, greeter.greet)
    raises(EINVAL, 1, greeter.counter.new, 'x')
    spec.raises_core(8, function() return greeter.counter.new(1).nothing end)
end)

test('a blocking call does not block other fibers, and is interruptible', function()
    local turns = 0
    local other = spawn(function() for _ = 1, 100 do turns = turns + 1 this_fiber.yield() end end)
    greeter.slowly('you')
    equal(turns, 100)
    other:join()
    local f = spawn(function() greeter.slowly('you') end)
    this_fiber.yield()
    f:interrupt()
    f:join()
    equal(f.interruption_caught, true)
end)

test('the module is a table that can be listed', function()
    local names = {}
    for name in pairs(greeter) do names[#names + 1] = name end
    table.sort(names)
    spec.same(names, {'counter', 'greet', 'letter', 'log', 'slowly'})
    equal(type(greeter), 'table')
    equal(greeter.nothing, nil)
end)

spec.run()
