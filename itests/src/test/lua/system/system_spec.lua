local spec = require 'spec'
local system = require 'system'
local stream = require 'stream'
local test, equal, truthy, raises = spec.test, spec.equal, spec.truthy, spec.raises
local EINVAL = require('generic_error').EINVAL

test('arguments and environment', function()
    equal(type(system.arguments), 'table')
    equal(system.arguments[1], 'emilua')
    truthy(system.arguments[2]:find('system_spec.lua', 1, true))
    equal(system.environment.SPEC_VARIABLE, 'value of a variable')
    equal(system.environment.NO_SUCH_VARIABLE, nil)
end)

test('writing to the standard streams', function()
    equal(stream.write_all(system.out, '# a line of diagnostics\n'), 24)
    raises(EINVAL, 2, function() system.out:write_some('string') end)
    raises(EINVAL, 2, function() system.out:write_some() end)
    equal(system.out:write_some(byte_span.new(0)), 0)
    spec.raises_core(8, function() return system.out.read_some end)
    spec.raises_core(8, function() return system.in_.write_some end)
end)

test('isatty is a boolean', function()
    equal(type(system.out:isatty()), 'boolean')
end)

test('exit refuses nonsense', function()
    raises(EINVAL, 1, system.exit, 'x')
    raises(EINVAL, 1, system.exit, 1.5)
    raises(EINVAL, 2, system.exit, 0, 'x')
end)

spec.run()
