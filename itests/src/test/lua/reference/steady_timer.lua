local timer = require('time').steady_timer

local t = timer.new()
spawn(function() print('Hello') end)
t:expires_after(0.2)
t:wait()
print('World')
