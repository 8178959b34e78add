-- Takes lines of a web server's log apart: regex.match for the line, regex.patsplit for the parts of the path.
local regex = require 'regex'

local line = regex.new{
    grammar = 'ecma',
    pattern = '(\\S+) \\S+ \\S+ \\[([^\\]]+)\\] "(\\w+) (\\S+) [^"]*" (\\d+) (\\d+|-)',
}
local segment = regex.new{grammar = 'extended', pattern = '[^/]+'}

local log = {
    '192.0.2.7 - - [10/Oct/2025:13:55:36 +0000] "GET /docs/regex.html HTTP/1.1" 200 2326',
    '192.0.2.9 - ann [10/Oct/2025:13:55:40 +0000] "POST /api/v1/items HTTP/1.1" 404 -',
    'no line of the log',
}

for _, text in ipairs(log) do
    local host, time, method, path, status, size = regex.match(line, text)
    if host then
        print(host, method, table.concat(regex.patsplit(segment, path), ' > '), status, size == '-' and 0 or size)
    else
        print('skipped: ' .. text)
    end
end
