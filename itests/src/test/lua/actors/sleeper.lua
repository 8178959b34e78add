-- Takes nothing until it is told to by its second way in: the first message is a channel to tell that it is there.
local inbox, time = require 'inbox', require 'time'
local first = inbox:receive()
time.sleep(first.seconds)
local sum, count = 0, 0
while true do
    local ok, message = pcall(inbox.receive, inbox)
    if not ok then break end
    sum, count = sum + message, count + 1
    if count == first.count then break end
end
first.to:send {sum = sum, count = count}
first.to:close()
