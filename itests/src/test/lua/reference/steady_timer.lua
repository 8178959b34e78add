local timer = require('time').steady_timer

local t = timer.new()
spawn(function() print('Hello') end)
t:expires_after(1)
t:wait()
print('World')
