evaluations = (evaluations or 0) + 1
exported = 'value'
sees_importer = spec
context = _CONTEXT
local count = 0
local fibers = {}
for i = 1, 3 do
    fibers[i] = spawn(function()
        this_fiber.yield()
        count = count + 1
    end)
end
for _, f in ipairs(fibers) do f:join() end
loaded_after_fibers = count == 3 and 'three fibers ran'
