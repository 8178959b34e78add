local spec = require 'spec'
local test, equal, truthy, raises = spec.test, spec.equal, spec.truthy, spec.raises
local EINVAL = require('generic_error').EINVAL

local module = require 'byte_span'

local function span(text) return byte_span.append(text) end

test('new makes zeros of a length and a capacity', function()
    local s = byte_span.new(3, 5)
    equal(#s, 3)
    equal(s.capacity, 5)
    for i = 1, 3 do equal(s[i], 0) end
    equal(byte_span.new(4).capacity, 4)
    equal(#byte_span.new(0), 0)
    for _, bad in ipairs {-1, 1.5, 'x', {}, 1e300} do raises(EINVAL, 1, byte_span.new, bad) end
    raises(EINVAL, 1, byte_span.new)
    raises(EINVAL, 2, byte_span.new, 3, 2)
    raises(EINVAL, 2, byte_span.new, 3, 'x')
end)

test('require returns the same functions as the global', function()
    equal(#module.new(2), 2)
end)

test('bytes are read and written by index', function()
    local s = span 'abc'
    equal(s[1], 97)
    s[2] = 0x42
    equal(tostring(s), 'aBc')
    spec.raises_core(8, function() return s[0] end)
    spec.raises_core(8, function() return s[4] end)
    spec.raises_core(8, function() s[4] = 1 end)
    spec.raises_core(8, function() return s.nothing end)
    spec.raises_core(8, function() return s[1.5] end)
    for _, bad in ipairs {256, -1, 'a', 1.5} do raises(EINVAL, 3, function() s[1] = bad end) end
end)

test('slices share memory and grow to the capacity', function()
    local s = span('hello'):slice(1, 5)
    local t = s:slice(2, 3)
    equal(tostring(t), 'el')
    t[1] = 65
    equal(tostring(s), 'hAllo')
    equal(tostring(t:slice(1, t.capacity)), 'Allo')
    equal(#s:slice(6), 0)
    equal(#s:slice(3, 2), 0)
    equal(tostring(s:slice()), 'hAllo')
    for _, bad in ipairs {{0}, {-1}, {7}, {1, 6}, {3, 1}, {1, -1}, {'x'}, {1, {}}} do
        truthy(spec.raised(s.slice, s, unpack(bad)) == EINVAL)
    end
end)

test('copy copies the shorter length, overlapping or not', function()
    local s = span 'abcdef'
    equal(s:copy('XY'), 2)
    equal(tostring(s), 'XYcdef')
    equal(s:slice(2):copy(s), 5)
    equal(tostring(s), 'XXYcde')
    equal(byte_span.new(2):copy(s), 2)
    raises(EINVAL, 2, s.copy, s, 1)
    raises(EINVAL, 2, s.copy, s)
end)

test('append works in place while the capacity lasts', function()
    local s = byte_span.new(0, 4)
    local t = s:append('ab', nil, span 'c')
    equal(tostring(t), 'abc')
    equal(t.capacity, 4)
    local u = t:append('d')
    u[1] = 90
    equal(tostring(t), 'Zbc')
    local v = u:append('e')
    v[1] = 65
    equal(tostring(v), 'Abcde')
    equal(tostring(u), 'Zbcd')
    equal(tostring(byte_span.append('x', nil, span 'y')), 'xy')
    equal(#byte_span.append(), 0)
    raises(EINVAL, 2, byte_span.append, 'x', 1)
end)

test('starts_with and ends_with', function()
    local s = span 'foobar'
    equal(s:starts_with 'foo', true)
    equal(s:starts_with(span 'foobar'), true)
    equal(s:starts_with 'foobarx', false)
    equal(s:starts_with '', true)
    equal(s:ends_with 'bar', true)
    equal(s:ends_with 'foo', false)
    equal(s:ends_with '', true)
    raises(EINVAL, 2, s.starts_with, s, 1)
    raises(EINVAL, 2, s.ends_with, s)
end)

test('find and rfind', function()
    local s = span 'abcabc'
    equal(s:find 'bc', 2)
    equal(s:find('bc', 3), 5)
    equal(s:find 'x', nil)
    equal(s:find(span 'ca'), 3)
    equal(s:find '', 1)
    equal(s:find('abc', 7), nil)
    equal(s:rfind 'bc', 5)
    equal(s:rfind('bc', 5), 2)
    equal(s:rfind 'x', nil)
    raises(EINVAL, 3, s.find, s, 'a', 0)
    raises(EINVAL, 3, s.find, s, 'a', 8)
    raises(EINVAL, 3, s.rfind, s, 'a', 7)
    raises(EINVAL, 2, s.find, s, {})
end)

test('find_first_of and its kin', function()
    local s = span '  key = value  '
    equal(s:find_first_of '=k', 3)
    equal(s:find_first_of('=', 8), nil)
    equal(s:find_last_of 'e=', 13)
    equal(s:find_last_of('=', 7), 7)
    equal(s:find_first_not_of ' ', 3)
    equal(s:find_last_not_of ' ', 13)
    equal(s:find_last_not_of(' ', 6), 5)
    equal(span('aaa'):find_first_not_of 'a', nil)
    equal(span('aaa'):find_last_of '', nil)
end)

test('trimmed', function()
    local s = span ' \t\r\n\f\vtext \n'
    equal(tostring(s:trimmed()), 'text')
    equal(tostring(span('xxaxx'):trimmed 'x'), 'a')
    equal(#span('   '):trimmed(), 0)
    local t = s:trimmed()
    t[1] = 84
    equal(s:find 'Text', 7)
end)

test('equality is by content', function()
    equal(span 'a' == span 'a', true)
    equal(span 'a' == span 'b', false)
    equal(span 'a' == 'a', false)
    equal(getmetatable(span 'a'), 'byte_span')
end)

test('eight-bit clean', function()
    local all = {}
    for i = 0, 255 do all[#all + 1] = string.char(i) end
    local text = table.concat(all)
    local s = span(text)
    for i = 0, 255 do equal(s[i + 1], i) end
    equal(tostring(s), text)
end)

spec.run()
