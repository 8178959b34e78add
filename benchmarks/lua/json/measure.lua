-- In front of this stand: local name, text, warmup, seconds. Prints the name and the best times of a decoding and of an encoding, in seconds.
local codec, now
if jit and os then
    codec, now = require 'cjson', os.clock
else
    codec = require 'json'
    local clock = require('time').steady_clock
    local begin = clock.now()
    now = function() return clock.now() - begin end
end

local function best(f, argument)
    local shortest, start = 1e9, now()
    while now() - start < warmup + seconds do
        local before = now()
        f(argument)
        local after = now()
        if after - start > warmup and after - before < shortest then shortest = after - before end
    end
    return shortest
end

local value = codec.decode(text)
local decoding = best(codec.decode, text)
print(name, decoding, best(codec.encode, value))
