-- The end of a benchmark program: speed.sh puts before it the lines
--     local name, warmup, seconds = 'fib', 1, 2
--     local run, n = (function() ... the text of fib.lua ... end)()
-- Runs the function for so many seconds without measuring, then measures for so many seconds and prints a line of: name, seconds
-- per run (of the best of ten periods, as the one least disturbed by other processes), checksum.
local clock = os and os.clock
if not clock then
    local steady = require('time').steady_clock
    function clock() return steady.now().seconds_since_epoch end
end

local function period(length)
    local runs, checksum, duration = 0, nil, 0
    local begin = clock()
    repeat
        local result = run(n)
        if checksum and result ~= checksum then error(name .. ' gives ' .. result .. ' after ' .. checksum) end
        checksum = result
        runs = runs + 1
        duration = clock() - begin
    until duration >= length
    return duration / runs, checksum
end

period(warmup)
local best, checksum = math.huge, nil
for _ = 1, 10 do
    local duration
    duration, checksum = period(seconds / 10)
    best = math.min(best, duration)
end
print(name, best, string.format('%d', checksum % 1000000007))
