local spec = require 'spec'
local stream = require 'stream'
local ip = require 'ip'
local test, equal, same, truthy, raises = spec.test, spec.equal, spec.same, spec.truthy, spec.raises
local generic_error, asio_error = require 'generic_error', require 'asio_error'
local EINVAL, EBUSY, EMSGSIZE = generic_error.EINVAL, generic_error.EBUSY, generic_error.EMSGSIZE
local eof = asio_error.misc.eof

-- A stream that gives its text in pieces of at most so many bytes, each after other fibers had their turn.
local function source(text, most)
    local at = 1
    return {
        read_some = function(self, buffer)
            this_fiber.yield()
            if at > #text then error(eof) end
            local n = buffer:copy(text:sub(at, at + most - 1))
            at = at + n
            return n
        end,
    }
end

local function texts(fields)
    local list = {}
    for i, field in ipairs(fields) do list[i] = tostring(field) end
    return list
end

local function lines(scanner)
    local list = {}
    while true do
        local ok, line = pcall(scanner.get_line, scanner)
        if not ok then
            equal(line, eof)
            return list
        end
        list[#list + 1] = tostring(line)
    end
end

local function connected()
    local acceptor = ip.tcp.acceptor.new()
    acceptor:open('v4')
    acceptor:bind(ip.address.loopback_v4(), 0)
    acceptor:listen()
    local client = ip.tcp.socket.new()
    local connecting = spawn(function() client:connect(ip.address.loopback_v4(), acceptor.local_port) end)
    local server = acceptor:accept()
    connecting:join()
    acceptor:close()
    return client, server
end

test('lines however the reads cut them', function()
    for most = 1, 12 do
        same(lines(stream.scanner.new {stream = source('one\r\n\r\nthree\rx\r\nlast', most)}), {'one', '', 'three\rx', 'last'})
    end
end)

test('EOF ends the last record', function()
    local s = stream.scanner.new {stream = source('a\nb', 1), record_separator = '\n'}
    equal(tostring(s:get_line()), 'a')
    equal(s.record_terminator, '\n')
    equal(tostring(s:get_line()), 'b')
    equal(s.record_terminator, '')
    equal(s.record_number, 2)
    raises(eof, nil, s.get_line, s)
    equal(s.record_number, 2)
    equal(s.record_terminator, nil)
end)

test('AWK defaults', function()
    local s = stream.scanner.with_awk_defaults(source('  a  bc\td \n\n e\n', 3))
    same(texts(s:get_line()), {'a', 'bc', 'd'})
    equal(tostring(s:buffered_line()), 'a  bc\td')
    equal(#s:get_line(), 0)
    same(texts(s:get_line()), {'e'})
end)

test('a field function may suspend, and what it returns is returned', function()
    local s = stream.scanner.new {
        stream = source('k=v\r\n', 2),
        field_separator = function(record)
            this_fiber.yield()
            local at = record:find('=')
            return tostring(record:slice(1, at - 1)), tostring(record:slice(at + 1)), nil
        end,
    }
    same({s:get_line()}, {'k', 'v'})
    equal(select('#', stream.scanner.new {stream = source('x', 1), field_separator = function() return nil, nil end}:get_line()), 2)
end)

test('a message with lines in front and a body behind them', function()
    local client, server = connected()
    stream.write_all(client, 'POST / HTTP/1.1\r\nContent-Length: 12\r\n\r\n12345')
    local s = stream.scanner.new {stream = server}
    local length
    repeat
        local line = tostring(s:get_line())
        length = tonumber(line:match('^Content%-Length: (%d+)')) or length
    until line == ''
    s:remove_line()
    local buffered, offset = s:buffer()
    local body = byte_span.append(buffered:slice(offset))
    spawn(function() stream.write_all(client, '6789abcNEXT\r\n') end):detach()
    local rest = byte_span.new(length - #body)
    equal(stream.read_all(server, rest), #rest)
    equal(tostring(body) .. tostring(rest), '123456789abc')
    s:set_buffer(byte_span.new(0, 64))
    equal(tostring(s:get_line()), 'NEXT')
    client:close()
    raises(eof, nil, s.get_line, s)
end)

test('surplus of a body goes back to the scanner', function()
    local s = stream.scanner.new {stream = source('head\r\nbodynext\r\n', 100)}
    s:get_line()
    s:remove_line()
    local buffer, offset = s:buffer()
    equal(tostring(buffer:slice(offset, offset + 3)), 'body')
    s:set_buffer(buffer, offset + 4)
    equal(tostring(s:get_line()), 'next')
    equal(s.record_number, 2)
end)

test('an interruption loses no byte', function()
    local client, server = connected()
    local s = stream.scanner.new {stream = server}
    stream.write_all(client, 'half')
    local reader = spawn(function() s:get_line() end)
    this_fiber.yield()
    reader:interrupt()
    reader:join()
    truthy(reader.interruption_caught)
    stream.write_all(client, ' line\r\n')
    equal(tostring(s:get_line()), 'half line')
    client:close()
    server:close()
end)

test('one fiber reads at a time', function()
    local s = stream.scanner.new {stream = source('a\r\n', 1)}
    local first = spawn(function() return tostring(s:get_line()) end)
    this_fiber.yield()
    raises(EBUSY, nil, s.get_line, s)
    raises(EBUSY, nil, s.buffer, s)
    raises(EBUSY, nil, s.set_buffer, s, byte_span.new(1))
    equal(first:join(), 'a')
end)

test('a record over the limit raises and leaves everything usable', function()
    local s = stream.scanner.new {stream = source('ok\r\n' .. ('x'):rep(100) .. '\r\nnext\r\n', 7), max_record_size = 50}
    equal(tostring(s:get_line()), 'ok')
    raises(EMSGSIZE, nil, s.get_line, s)
    raises(EMSGSIZE, nil, s.get_line, s)
    equal(s.record_number, 1)
    s.max_record_size = 100
    equal(#s:get_line(), 100)
    equal(tostring(s:get_line()), 'next')
end)

test('records keep their content while more is read', function()
    local all = {}
    for i = 1, 2000 do all[i] = 'record ' .. i end
    local s = stream.scanner.new {stream = source(table.concat(all, '\r\n'), 1000), buffer_size_hint = 64}
    local kept = {}
    for i = 1, 2000 do kept[i] = s:get_line() end
    same(texts(kept), all)
end)

test('objects of a class of the program', function()
    local Log = setmetatable({record_separator = '\n'}, {__index = stream.scanner.mt.__index})
    local mt = {__index = Log}
    function Log:entry()
        local level, text = tostring(self:get_line()):match('^(%u+) (.*)')
        return {level = level, text = text}
    end
    local log = setmetatable({stream = source('WARN hot\nINFO cool\n', 4)}, mt)
    equal(log:entry().level, 'WARN')
    equal(log:entry().text, 'cool')
    equal(log.record_number, 2)
end)

test('a scanner works inside a coroutine', function()
    local s = stream.scanner.new {stream = source('a\r\nb\r\n', 1)}
    local next_line = coroutine.wrap(function()
        while true do coroutine.yield(tostring(s:get_line())) end
    end)
    equal(next_line(), 'a')
    equal(next_line(), 'b')
end)

test('misuse', function()
    raises(EINVAL, 1, stream.scanner.new, 'x')
    raises(EINVAL, 1, stream.scanner.new, {record_separator = ''})
    raises(EINVAL, 1, stream.scanner.with_awk_defaults, nil)
    local s = stream.scanner.new()
    equal(raises(EINVAL, 1, s.get_line, s).detail, "attribute 'stream' must be an object with the method read_some")
    raises(EINVAL, nil, s.buffered_line, s)
    raises(EINVAL, nil, s.remove_line, s)
    raises(EINVAL, 2, s.set_buffer, s, 'x')
    raises(EINVAL, 3, s.set_buffer, s, byte_span.new(2), 4)
    raises(EINVAL, 1, s.get_line, 5)
end)

spec.run()
