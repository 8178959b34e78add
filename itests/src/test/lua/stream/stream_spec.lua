local spec = require 'spec'
local stream = require 'stream'
local test, equal, truthy, raises = spec.test, spec.equal, spec.truthy, spec.raises
local generic_error, asio_error = require 'generic_error', require 'asio_error'
local EINVAL = generic_error.EINVAL

local function source(text, most)
    local rest = text
    return {
        calls = 0,
        read_some = function(self, buffer)
            self.calls = self.calls + 1
            if #rest == 0 then error(asio_error.misc.eof) end
            this_fiber.yield()
            local n = math.min(#buffer, #rest, most)
            buffer:copy(rest:sub(1, n))
            rest = rest:sub(n + 1)
            return n
        end,
    }
end

local function sink(most)
    return {
        text = '',
        write_some = function(self, buffer)
            this_fiber.yield()
            local n = math.min(#buffer, most)
            self.text = self.text .. tostring(buffer:slice(1, n))
            return n
        end,
    }
end

test('read_all fills the buffer', function()
    local b = byte_span.new(5)
    equal(stream.read_all(source('hello world', 2), b), 5)
    equal(tostring(b), 'hello')
end)

test('read_all raises eof where the stream ends early', function()
    raises(asio_error.misc.eof, nil, stream.read_all, source('abc', 2), byte_span.new(5))
end)

test('read_at_least stops as soon as it has enough', function()
    local b = byte_span.new(10)
    equal(stream.read_at_least(source('hello world', 3), b, 4), 6)
    equal(tostring(b:slice(1, 6)), 'hello ')
end)

test('write_all takes spans and strings', function()
    local s = sink(3)
    equal(stream.write_all(s, 'a string'), 8)
    equal(stream.write_all(s, byte_span.append(' and a span')), 11)
    equal(s.text, 'a string and a span')
end)

test('write_at_least', function()
    local s = sink(3)
    equal(stream.write_at_least(s, byte_span.append('0123456789'), 4), 6)
    equal(s.text, '012345')
end)

test('empty buffers make no call', function()
    local s = source('x', 1)
    equal(stream.read_all(s, byte_span.new(0)), 0)
    equal(s.calls, 0)
    equal(stream.write_all(sink(1), ''), 0)
end)

test('bad arguments', function()
    local b = byte_span.new(3)
    for f, object in pairs {[stream.read_all] = source('x', 1), [stream.write_all] = sink(1)} do
        raises(EINVAL, 1, f, nil, b)
        raises(EINVAL, 1, f, 42, b)
        raises(EINVAL, 2, f, object, nil)
        raises(EINVAL, 2, f, object, 42)
    end
    raises(EINVAL, 1, stream.read_all, sink(1), b)
    raises(EINVAL, 1, stream.write_all, source('x', 1), b)
    raises(EINVAL, 3, stream.read_at_least, source('x', 1), b, 4)
    raises(EINVAL, 3, stream.read_at_least, source('x', 1), b, -1)
    raises(EINVAL, 3, stream.write_at_least, sink(1), b, 'x')
    raises(EINVAL, 2, stream.read_all, source('x', 1), 'a string')
end)

test('a stream that returns nonsense is an error, not an endless loop', function()
    for _, nonsense in ipairs {-1, 100, 1.5, 'x', {}} do
        local broken = {read_some = function() return nonsense end, write_some = function() return nonsense end}
        spec.raised(stream.read_all, broken, byte_span.new(5))
        spec.raised(stream.write_all, broken, 'hello')
    end
end)

spec.run()
