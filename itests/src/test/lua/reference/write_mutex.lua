-- The streams tutorial's way to keep composed writes of several fibers apart.
local stream = require 'stream'
local mutex = require 'mutex'

local sink = {chunks = {}}
function sink:write_some(buffer)
    this_fiber.yield()
    local part = buffer:slice(1, math.min(2, #buffer))
    self.chunks[#self.chunks + 1] = tostring(part)
    return #part
end

local stream_write_mtx = mutex.new()
local fibers = {}
for _, event_json in ipairs {'{"a":1}', '{"b":2}', '{"c":3}'} do
    fibers[#fibers + 1] = spawn(function()
        scope(function()
            stream_write_mtx:lock()
            scope_cleanup_push(function() stream_write_mtx:unlock() end)
            stream.write_all(sink, event_json)
        end)
    end)
end
for _, f in ipairs(fibers) do f:join() end
print(table.concat(sink.chunks))
