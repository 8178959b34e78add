-- The libraries bit and jit as programs see them.
local spec = require 'spec'
local test, equal, truthy, raised = spec.test, spec.equal, spec.truthy, spec.raised

local function complains(words, f)
    local e = raised(f)
    truthy(type(e) == 'string' and e:find(words, 1, true), 'not in ' .. tostring(e) .. ': ' .. words)
end

test('numbers become signed integers of 32 bits', function()
    equal(bit.tobit(2 ^ 31), -2 ^ 31)
    equal(bit.tobit(2 ^ 32 + 7), 7)
    equal(bit.tobit(-2 ^ 31 - 1), 2 ^ 31 - 1)
    equal(bit.tobit(0.5), 0)
    equal(bit.tobit(1.5), 2)
    equal(bit.tobit(2.5), 2)
    equal(bit.tobit(0 / 0), 0)
end)

test('operations take any number of operands', function()
    equal(bit.band(7), 7)
    equal(bit.band(15, 6), 6)
    equal(bit.bor(1, 2, 4, 8, 16), 31)
    equal(bit.bxor(1, 2, 3), 0)
    equal(bit.bnot(0), -1)
    equal(bit.bswap(0x12345678), 0x78563412)
    complains("bad argument #1 to 'bor' (number expected, got no value)", function() local _ = bit.bor() end)
    complains("bad argument #2 to 'band' (number expected, got nil)", function() local _ = bit.band(1, nil) end)
end)

test('distances of shifts wrap at 32', function()
    equal(bit.lshift(1, 31), -2 ^ 31)
    equal(bit.lshift(1, 33), 2)
    equal(bit.rshift(-1, 28), 15)
    equal(bit.arshift(-256, 4), -16)
    equal(bit.rol(0x12345678, 12), 0x45678123)
    equal(bit.ror(0x12345678, 12), 0x67812345)
end)

test('tohex makes as many digits as it is told', function()
    equal(bit.tohex(1), '00000001')
    equal(bit.tohex(-1), 'ffffffff')
    equal(bit.tohex(0xabc, 4), '0abc')
    equal(bit.tohex(0xabc, -2), 'BC')
    equal(bit.tohex(1, 0), '')
end)

test('jit says what it is and takes its switches', function()
    truthy(jit.status())
    equal(type(jit.version), 'string')
    equal(jit.version_num, 20100)
    jit.off()
    jit.on(function() end, true)
    jit.flush()
    complains("bad argument #1 to 'on' (function expected, got number)", function() jit.on(1) end)
end)

spec.run()
