-- The library math as programs see it.
local spec = require 'spec'
local test, equal, same, truthy, raised = spec.test, spec.equal, spec.same, spec.truthy, spec.raised
local inf = math.huge

local function complains(words, f)
    local e = raised(f)
    truthy(type(e) == 'string' and e:find(words, 1, true), 'not in ' .. tostring(e) .. ': ' .. words)
end

local function isnan(number) return number ~= number end

test('rounding goes the way it says', function()
    equal(math.floor(-1.5), -2)
    equal(math.ceil(-1.5), -1)
    equal(1 / math.ceil(-0.5), -inf)
    equal(math.floor(inf), inf)
    truthy(isnan(math.floor(0 / 0)))
    equal(math.abs(-3), 3)
end)

test('fmod has the sign of the dividend', function()
    equal(math.fmod(-5, 3), -2)
    equal(math.fmod(5, -3), 2)
    equal(math.fmod(1, inf), 1)
    truthy(isnan(math.fmod(1, 0)))
    truthy(isnan(math.fmod(inf, 1)))
end)

test('modf, frexp and ldexp take numbers apart', function()
    same({math.modf(-3.25)}, {-3, -0.25})
    same({math.modf(inf)}, {inf, 0})
    same({math.frexp(-3)}, {-0.75, 2})
    same({math.frexp(0)}, {0, 0})
    same({math.frexp(5e-324)}, {0.5, -1073})
    equal(math.ldexp(0.75, 2), 3)
    equal(math.ldexp(1, -1074), 5e-324)
    equal(math.ldexp(1, 1e300), inf)
end)

test('logarithms to exact powers are exact', function()
    for power = 0, 1000 do equal(math.log(2 ^ power, 2), power) end
    equal(math.log(1000, 10), 3)
    equal(math.log10(100), 2)
    equal(math.log(0), -inf)
    truthy(isnan(math.log(-1)))
end)

test('pow is that of C', function()
    equal(math.pow(2, 10), 1024)
    equal(math.pow(0, 0), 1)
    equal(math.pow(1, inf), 1)
    equal(math.pow(-1, inf), 1)
    truthy(isnan(math.pow(-8, 1 / 3)))
end)

test('max and min take any number of arguments', function()
    equal(math.max(1, 5, 3), 5)
    equal(math.min(4, 2, 8, 6, 7), 2)
    equal(math.max('10', 9), 10)
    complains("bad argument #1 to 'max' (number expected, got no value)", function() local _ = math.max() end)
    complains("bad argument #2 to 'min' (number expected, got nil)", function() local _ = math.min(1, nil) end)
end)

test('random stays within its interval and follows its seed', function()
    math.randomseed(42)
    local first = {}
    for i = 1, 100 do
        first[i] = math.random(-3, 3)
        truthy(first[i] >= -3 and first[i] <= 3 and first[i] == math.floor(first[i]))
    end
    math.randomseed(42)
    for i = 1, 100 do equal(math.random(-3, 3), first[i]) end
    for _ = 1, 100 do
        local number = math.random()
        truthy(number >= 0 and number < 1)
    end
    complains("bad argument #1 to 'random' (interval is empty)", function() local _ = math.random(0) end)
    complains("bad argument #2 to 'random' (interval is empty)", function() local _ = math.random(2, 1) end)
end)

test('angles', function()
    equal(math.atan2(0, -1), math.pi)
    equal(math.deg(math.pi), 180)
    equal(math.rad(180), math.pi)
    equal(math.sin(0), 0)
    equal(math.cos(0), 1)
    equal(math.tanh(inf), 1)
    truthy(isnan(math.asin(2)))
end)

spec.run()
