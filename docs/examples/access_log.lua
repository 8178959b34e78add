-- Sums up a web server's log from standard input: how often each status came, and how many bytes were sent.
--     emilua access_log.lua < /var/log/nginx/access.log
local system = require 'system'
local stream = require 'stream'
local eof = require('asio_error').misc.eof

local lines = stream.scanner.with_awk_defaults(system.in_)
local statuses, bytes = {}, 0

local ok, e = pcall(function()
    while true do
        local fields = lines:get_line()
        -- host ident user [time zone] "method path protocol" status bytes
        if #fields >= 10 then
            local status = tostring(fields[9])
            statuses[status] = (statuses[status] or 0) + 1
            bytes = bytes + (tonumber(tostring(fields[10])) or 0)
        end
    end
end)
if not ok and e ~= eof then error(e, 0) end

local names = {}
for status in pairs(statuses) do names[#names + 1] = status end
table.sort(names)
for _, status in ipairs(names) do print(status, statuses[status]) end
print(lines.record_number .. ' lines, ' .. bytes .. ' bytes sent')
