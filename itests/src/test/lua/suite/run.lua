-- Runs chapters of the test suite for Lua 5.1 with stand-ins for the libraries that they expect, and says what became of each on
-- a line "chapter <name> ok <result>" or "chapter <name> failed <message>".
--
-- The chunk gets the folder of the chapters, the one of the stand-ins, and the chapters' names.
local folder, stand_ins, names = ...
local loadfile, loadstring, pcall, ipairs, tonumber, tostring, error, assert, next, setmetatable, type =
    loadfile, loadstring, pcall, ipairs, tonumber, tostring, error, assert, next, setmetatable, type
local say, match, wrap = print, string.match, coroutine.wrap
local globals = _G

local function stand_in(name, ...)
    return assert(loadfile(stand_ins .. '/' .. name .. '.lua'))(...)
end

local new_files, new_clock = stand_in 'files', stand_in 'clock'

-- debug.getinfo tells lines of levels, as the positions of errors do.
local function getinfo(level)
    local _, position = pcall(error, '', level + 2)
    return {currentline = tonumber(match(position, ':(%d+): $'))}
end

-- The libraries, and what of Lua 5.0 Lua 5.1 still has.
local function install()
    local files
    io, files = new_files(function() end)
    os = new_clock(files)
    function os.setlocale(name)
        return (name == nil or name == 'C') and 'C' or nil
    end
    debug = {getinfo = getinfo, traceback = debug and debug.traceback}
    math.mod, string.gfind, table.getn = math.fmod, string.gmatch, table.getn or function(t) return #t end
    function print() end
    function dofile(name)
        return assert(loadstring(files[name], '@' .. name))()
    end
    -- A package of the suite itself, which needs a Lua with its internals open.
    function require(name)
        assert(name == 'checktable')
        function stat() end
    end
end

local function snapshot(...)
    local copies = {}
    for _, t in ipairs {...} do
        copies[t] = {}
        for key, value in next, t do
            copies[t][key] = value
        end
    end
    return function()
        for t, copy in next, copies do
            setmetatable(t, nil)
            for key in next, t do
                t[key] = copy[key]
            end
            for key, value in next, copy do
                t[key] = value
            end
        end
    end
end

-- One chapter is a coroutine that yields on its way.
local function run(name, chunk)
    if name ~= 'big' then
        return chunk()
    end
    local chapter = wrap(chunk)
    assert(chapter() == 'b')
    assert(chapter() == 'a')
end

local restore = snapshot(globals, string, table, math, coroutine)
for _, name in ipairs(names) do
    install()
    local chunk, result = loadfile(folder .. '/' .. name .. '.lua')
    local ok = chunk ~= nil
    if ok then
        ok, result = pcall(run, name, chunk)
    end
    restore()
    if type(result) == 'function' then
        result = 'function'
    end
    say('chapter ' .. name .. (ok and ' ok ' or ' failed ') .. tostring(result):gsub('\n', ' '))
end
