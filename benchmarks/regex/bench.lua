-- Performs one case of regex.sh: arguments are the operation, the pattern and how often. The text is read from standard input. Prints how
-- many parts or matches there were.
local regex, stream, system = require 'regex', require 'stream', require 'system'
local operation, pattern, times = unpack(system.arguments, 3)
local re = regex.new{pattern = pattern, grammar = 'ecma'}

local text = ''
local buffer = byte_span.new(65536)
local parts = {}
while true do
    local ok, n = pcall(system.in_.read_some, system.in_, buffer)
    if not ok then break end
    parts[#parts + 1] = tostring(buffer:slice(1, n))
end
text = table.concat(parts)

local operations = {
    patsplit = function() return #regex.patsplit(re, text) end,
    split = function() return #regex.split(re, text) end,
    search = function() return regex.search(re, text).empty and 0 or 1 end,
}
local lines = operation == 'match' and regex.split(regex.new{pattern = '\n'}, text)
function operations.match()
    local count = 0
    for i = 1, #lines do
        if regex.match(re, lines[i]) then count = count + 1 end
    end
    return count
end

local count
for _ = 1, tonumber(times) do count = operations[operation]() end
print(count)
