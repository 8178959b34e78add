local clock = os and os.clock
if not clock then
    local steady = require('time').steady_clock
    function clock() return steady.now().seconds_since_epoch end
end
local begin = clock()
local loaded, message = loadstring(source, '=source')
local duration = clock() - begin
if not loaded then error(message) end
print(duration)
