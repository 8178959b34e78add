-- Makes environments as libraries written for Lua 5.1 expect them: the engine's own base library, with io, os, package, debug
-- and a classic require that are the same under every engine.
--
-- The chunk gets the functions that make the files, the clock and the packages.
local new_files, new_clock, add_packages = ...
local load, loadstring, setfenv, select, tostring = load, loadstring, setfenv, select, tostring
local concat, floor = table.concat, math.floor

local base = {'assert', 'collectgarbage', 'error', 'getfenv', 'getmetatable', 'ipairs', 'newproxy', 'next', 'pairs', 'pcall',
    'rawequal', 'rawget', 'rawset', 'rawlen', 'select', 'setfenv', 'setmetatable', 'tonumber', 'tostring', 'type', 'unpack', 'xpcall',
    '_VERSION', 'string', 'table', 'math', 'coroutine', 'bit', 'jit'}

-- debug knows no frames: the engine has none to show, and what libraries make of them is for people.
local function new_debug()
    return {
        getinfo = function(f)
            if type(f) == 'function' or type(f) == 'number' and f <= 1 then
                return {source = '=?', short_src = '?', currentline = -1, linedefined = -1, what = 'Lua', nups = 0, namewhat = ''}
            end
        end,
        traceback = function(first, second)
            local message = first
            if type(first) == 'thread' then
                message = second
            end
            return message == nil and 'stack traceback:' or message
        end,
        getmetatable = getmetatable,
        setmetatable = setmetatable,
        gethook = function() end,
        sethook = function() end,
        getlocal = function() end,
        getupvalue = function() end,
    }
end

-- Random numbers that do not depend on the engine.
local function replace_random()
    local state = 1
    local function draw()
        state = state * 16807 % 2147483647
        return state / 2147483647
    end
    function math.randomseed(seed)
        state = floor(seed) % 2147483646 + 1
    end
    function math.random(low, high)
        if not low then
            return draw()
        elseif not high then
            low, high = 1, low
        end
        return low + floor(draw() * (high - low + 1))
    end
end

-- Calls to load and loadstring in the library make functions that see the library's globals.
local function seeing(environment, compile, most)
    return function(...)
        local f, message = compile(...)
        if f and select('#', ...) < most then
            setfenv(f, environment)
        end
        return f, message
    end
end

-- An environment whose output goes to write and whose libraries lie in the folder root.
return function(write, root)
    local environment = {}
    for _, name in ipairs(base) do
        environment[name] = _G[name]
    end
    environment._G = environment
    environment.io, environment.files = new_files(write)
    environment.os = new_clock(environment.files)
    environment.debug = new_debug()
    environment.load = seeing(environment, load, 4)
    environment.loadstring = seeing(environment, loadstring, 3)
    function environment.loadfile(name)
        local text = environment.files[name]
        if not text then
            return nil, 'cannot open ' .. name
        end
        return environment.loadstring(text, '@' .. name)
    end
    function environment.dofile(name)
        return assert(environment.loadfile(name))()
    end
    function environment.print(...)
        local texts = {}
        for i = 1, select('#', ...) do
            texts[i] = tostring((select(i, ...)))
        end
        write(concat(texts, '\t') .. '\n')
    end
    replace_random()
    add_packages(environment, root)
    return environment
end
