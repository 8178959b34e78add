-- Sorts numbers by sleeping: each fiber waits in proportion to its number and then prints it.
local sleep = require("time").sleep

for _, number in ipairs {8, 42, 38, 111, 2, 39, 1} do
    spawn(function()
        sleep(number / 100)
        print(number)
    end)
end
