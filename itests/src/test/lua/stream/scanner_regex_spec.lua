local spec = require 'spec'
local stream = require 'stream'
local regex, system = require 'regex', require 'system'
local test, equal = spec.test, spec.equal
local eof = require('asio_error').misc.eof

-- Records with their terminators, and after how many reads each was there.
local function scan(pattern, grammar, ...)
    local pieces, reads, out = {...}, 0, {}
    local s = stream.scanner.new {
        record_separator = regex.new {pattern = pattern, grammar = grammar},
        stream = {
            read_some = function(self, buffer)
                local piece = table.remove(pieces, 1)
                if not piece then error(eof) end
                reads = reads + 1
                return buffer:copy(piece)
            end,
        },
    }
    while true do
        local ok, line = pcall(s.get_line, s)
        if not ok then
            equal(line, eof)
            return table.concat(out, ' ')
        end
        out[#out + 1] = tostring(line) .. '<' .. tostring(s.record_terminator) .. '>' .. reads
    end
end

for _, grammar in ipairs {'extended', 'ecma'} do
    test('separators that reads cut, ' .. grammar, function()
        equal(scan('X?;', grammar, 'a;', 'bX', ';cX;', 'd'), 'a<;>1 b<X;>3 c<X;>3 d<>4')
        equal(scan('[|]+', grammar, 'a|', '||b|', 'c'), 'a<|||>2 b<|>3 c<>3')
        equal(scan('abc(XYZ)?', grammar, '1abcX', 'YZ2abc', 'X3abc'), '1<abcXYZ>2 2<abc>3 X3<abc>3')
        equal(scan('x*', grammar, 'abxxc', 'x', 'x'), 'ab<xx>1 c<xx>3')
    end)
end

test('fields by regexes', function()
    local s = stream.scanner.new {
        stream = {read_some = function(self, b) return b:copy('k1=v1;k2=v2\r\n') end},
        field_separator = regex.new {pattern = '[=;]', grammar = 'extended'},
    }
    equal(#s:get_line(), 4)
    s.field_pattern = regex.new {pattern = 'k[0-9]', grammar = 'ecma'}
    local fields = s:get_line()
    equal(#fields, 2)
    equal(tostring(fields[2]), 'k2')
end)

test('functions of module regex take the separator of AWK, which has no captures', function()
    local blank = stream.scanner.with_awk_defaults(system.in_).field_separator
    equal(table.concat(regex.split(blank, 'a  b\tc'), '|'), 'a|b|c')
    equal(table.concat(regex.patsplit(blank, 'a  b\tc'), '|'), '  |\t')
    local found = regex.search(blank, 'ab \tc')
    equal(found.empty, false)
    equal(found[0].start, 3)
    equal(found[0].end_, 4)
    equal(regex.search(blank, 'abc').empty, true)
    equal(regex.match(blank, ' \t '), ' \t ')
    equal(regex.match(blank, ' a'), nil)
    equal(spec.raised(regex.match, {}, ' ').arg, 1)
    equal(spec.raised(regex.match, byte_span.new(1), ' ').arg, 1)
end)

spec.run()
