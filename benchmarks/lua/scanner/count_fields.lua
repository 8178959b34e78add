-- Counts the fields of standard input, as gawk's { n += NF } END { print n }.
local stream = require 'stream'
local lines = stream.scanner.with_awk_defaults(require('system').in_)
local n = 0
local ok, e = pcall(function()
    while true do n = n + #lines:get_line() end
end)
if e ~= require('asio_error').misc.eof then error(e, 0) end
print(n)
