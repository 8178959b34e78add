-- Sends back the field "value" of each message to the field "to".
local inbox = require 'inbox'
while true do
    local ok, message = pcall(inbox.receive, inbox)
    if not ok then break end
    pcall(function() message.to:send {value = message.value, context = _CONTEXT, me = inbox} end)
    message.to:close()
    for _, field in pairs(type(message.value) == 'table' and message.value or {}) do
        if getmetatable(field) == 'tx-channel' then field:close() end
    end
end
