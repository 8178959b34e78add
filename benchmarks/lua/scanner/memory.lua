-- Lines of 80 bytes from memory: MB per second of get_line alone, of splitting at a string and at AWK's whitespace.
local stream = require 'stream'
local clock = require('time').steady_clock
local eof = require('asio_error').misc.eof

local line = ('word%04d '):rep(10):format(1, 2, 3, 4, 5, 6, 7, 8, 9, 10):sub(1, 79) .. '\n'
local block = byte_span.append(line:rep(13107))
local total = 200 * 1000 * 1000

-- A stream that copies from the block over and over again.
local function source()
    local left, at, size = total, 1, #block
    return {
        read_some = function(self, buffer)
            if left <= 0 then error(eof) end
            local n = buffer:copy(block:slice(at))
            at = at + n
            if at > size then at = 1 end
            left = left - n
            return n
        end,
    }
end

local function drain(scanner)
    while true do scanner:get_line() end
end

local function measure(name, options)
    local best = 0
    for _ = 1, 5 do
        options.stream = source()
        local scanner = stream.scanner.new(options)
        local begin = clock.now()
        local ok, e = pcall(drain, scanner)
        local seconds = clock.now() - begin
        if e ~= eof then error(e, 0) end
        best = math.max(best, scanner.record_number * 80 / seconds / 1e6)
    end
    print(('%-22s %6.0f MB/s'):format(name, best))
end

measure('lines', {record_separator = '\n'})
measure('lines, fields by " "', {record_separator = '\n', field_separator = ' '})
measure('lines, AWK defaults', {
    record_separator = '\n', trim_record = true,
    field_separator = stream.scanner.with_awk_defaults(source()).field_separator,
})
