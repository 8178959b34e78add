-- The interruption tutorial's opening problem, solved the way the tutorial ends up with.
local sleep = require('time').sleep
local m = require('mutex').new()

local f = spawn(function()
    m:lock()
    scope_cleanup_push(function() m:unlock() end)
    sleep(20)
end)

sleep(0.05)
f:interrupt()
m:lock()
print('locked')
f:join()
print('interrupted', f.interruption_caught)
