-- Does what it is told in a VM with limits, and tells what came of it.
local inbox, ip = require 'inbox', require 'ip'

local first = inbox:receive()
local reply, kept = first.to, {}

local function listening()
    local acceptor = ip.tcp.acceptor.new()
    acceptor:open('v4')
    acceptor:bind('127.0.0.1', 0)
    acceptor:listen()
    return acceptor
end

local acts = {
    -- Opens sockets until that fails.
    open = function(m)
        for i = 1, m.count do
            local s = ip.tcp.socket.new()
            s:open('v4')
            kept[#kept + 1] = s
        end
    end,
    close = function() table.remove(kept):close() end,
    keep = function(m) kept[#kept + 1] = m.object end,
    listen = function()
        kept[#kept + 1] = listening()
        return kept[#kept].local_port
    end,
    accept = function()
        kept[#kept + 1] = kept[1]:accept()
    end,
    spawn = function(m)
        local ch = spawn_vm('/limited', m.options)
        ch:send {to = reply}
        kept[#kept + 1] = ch
        return ch
    end,
}

while true do
    local ok, m = pcall(inbox.receive, inbox)
    if not ok then break end
    local done, e = pcall(acts[m.act], m)
    reply:send {ok = done, result = done and e or nil, error = not done and e or nil, kept = #kept}
end
