-- Takes a reply channel first; then does with each message what its field "act" says, with what the message brought.
local inbox, ip, stream, time = require 'inbox', require 'ip', require 'stream', require 'time'

local reply = inbox:receive().to
local kept = {}

local function status(f, ...)
    local ok, e = pcall(f, ...)
    if ok then return {ok = true, result = e} end
    return {ok = false, error = tostring(e)}
end

local acts = {
    kind = function(m) return getmetatable(m.object) end,
    keep = function(m) kept[#kept + 1] = m.object return #kept end,
    read = function()
        local buffer = byte_span.new(100)
        return tostring(buffer:slice(1, kept[#kept]:read_some(buffer)))
    end,
    write = function(m) return stream.write_all(kept[#kept], m.text) end,
    close = function() table.remove(kept):close() end,
    accept = function()
        kept[#kept + 1] = kept[#kept]:accept()
        return getmetatable(kept[#kept])
    end,
    echo_once = function(m)
        local buffer = byte_span.new(100)
        local n = m.object:read_some(buffer)
        stream.write_all(m.object, buffer:slice(1, n))
        m.object:close()
    end,
    same = function(m) return rawequal(m.a, m.b) and rawequal(m.a, m.deep[1].c) end,
    send_back = function(m) return m.object end,
    wait = function(m) m.object:wait() return m.object.expiry.seconds_since_epoch end,
    is_open = function(m) return m.object.is_open end,
    option = function(m) return m.object:get_option(m.name) end,
    sleep = function(m) time.sleep(m.seconds) end,
    quit = function() require('system').exit() end,
    close_inbox = function() inbox:close() end,
}

while true do
    local ok, m = pcall(inbox.receive, inbox)
    if not ok then break end
    if not m.silent then
        local r = status(acts[m.act], m)
        reply:send(r)
    else
        acts[m.act](m)
    end
end
