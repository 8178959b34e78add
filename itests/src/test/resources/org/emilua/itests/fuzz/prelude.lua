-- Runs cases, one line of results each: the case's number, then its items, separated by tabs.
local pcall, type, tostring, tonumber, print, next, getmetatable, setmetatable, pairs, error, select, unpack, ipairs
    = pcall, type, tostring, tonumber, print, next, getmetatable, setmetatable, pairs, error, select, unpack, ipairs
local format, gsub, find, byte, sub = string.format, string.gsub, string.find, string.byte, string.sub
local concat, sort, string = table.concat, table.sort, string
local loadstring, load, setfenv, dofile = loadstring, load, setfenv, dofile
local sethook = debug and debug.sethook
local exit = os and os.exit
local globals = getfenv and getfenv(0)
local stdout = io and io.stdout
if jit then jit.off() end
if stdout then stdout:setvbuf('line') end

local string_functions, standard, of_strings = {}, {}, getmetatable('')
for k, v in pairs(string) do string_functions[k] = v end
for _, name in ipairs {'assert', 'error', 'getfenv', 'getmetatable', 'ipairs', 'load', 'loadstring', 'next', 'pairs', 'pcall', 'rawequal',
        'rawget', 'rawset', 'rawlen', 'select', 'setfenv', 'setmetatable', 'tonumber', 'tostring', 'type', 'unpack', 'xpcall',
        '_VERSION', 'string', 'table', 'math', 'coroutine', 'bit', 'newproxy', 'collectgarbage'} do
    standard[name] = _G[name]
end

-- Addresses, places in this file and the sign of a nan, which is the machine's, are no results.
local function mask(s)
    if find(s, 'driver', 1, true) then
        s = gsub(s, '[^ "\']*driver%.lua:%d+', 'driver')
    end
    if find(s, ': ', 1, true) then
        s = gsub(s, 'function: builtin[#:] ?%w+', 'function: <ptr>')
        s = gsub(s, '(%a+): 0x%x+', '%1: <ptr>')
        s = gsub(s, 'function: %x%x%x+', 'function: <ptr>')
        s = gsub(s, 'table: %x%x%x+', 'table: <ptr>')
        s = gsub(s, 'thread: %x%x%x+', 'thread: <ptr>')
        s = gsub(s, 'userdata: %x%x%x+', 'userdata: <ptr>')
    end
    if find(s, '-nan', 1, true) then
        s = gsub(s, '%-nan', 'nan')
    end
    return s
end

local function escape(c)
    return format('\\%03d', byte(c))
end

local function show(v, depth)
    local t = type(v)
    if t == 'number' then
        if v ~= v then
            return 'nan'
        end
        local short, long = tostring(v), format('%.17g', v)
        return short == long and short or short .. '~' .. long
    elseif t == 'string' then
        return '"' .. gsub(mask(#v > 400 and sub(v, 1, 400) .. '...' .. #v or v), '[%z\1-\31\\\127-\255]', escape) .. '"'
    elseif t == 'table' then
        if depth > 3 then
            return '{..}'
        end
        local fields, n = {}, 0
        local meta = getmetatable(v) and '<meta>' or ''
        for key, value in next, v do
            n = n + 1
            fields[n] = show(key, depth + 1) .. '=' .. show(value, depth + 1)
            if n > 300 then
                break
            end
        end
        sort(fields)
        return meta .. '{' .. concat(fields, ',') .. '}'
    elseif t == 'nil' or t == 'boolean' then
        return tostring(v)
    end
    return t
end

local items, count

local function out(...)
    if count >= 199 then
        error('too many results', 0)
    end
    local n = select('#', ...)
    local values = {...}
    for i = 1, n do
        values[i] = show(values[i], 0)
    end
    local text = concat(values, ', ')
    items[count + 1] = text
    count = count + 1
end

local depth

local function left(...)
    depth = depth - 1
    return ...
end

-- Calls a function that may fail. One that calls itself through this ends soon, by no limit of an engine.
local function P(f, ...)
    if depth >= 60 then
        error('too deep', 0)
    end
    depth = depth + 1
    out(left(pcall(f, ...)))
end

-- Traverses in an order of its own.
local function sorted(t)
    local keys = {}
    for k in pairs(t) do
        keys[#keys + 1] = k
    end
    sort(keys, function(a, b)
        local x, y = type(a), type(b)
        if x ~= y then
            return x < y
        end
        if x == 'number' or x == 'string' then
            return a < b
        end
        return show(a, 0) < show(b, 0)
    end)
    local i = 0
    return function()
        i = i + 1
        return keys[i], t[keys[i]]
    end
end

-- Keeps strings from growing without end.
local function cut(v)
    return type(v) == 'string' and #v > 40 and sub(v, 1, 40) or v
end

-- The same content, put into a table in another order.
local function relaid(t)
    local keys, values, n = {}, {}, 0
    for k, v in next, t do
        n = n + 1
        keys[n], values[k] = k, v
    end
    for i = 1, n do
        t[keys[i]] = nil
    end
    for i = 1, 40 do
        t[-i] = i
    end
    for i = 1, 40 do
        t[-i] = nil
    end
    sort(keys, function(a, b)
        local x, y = type(a) == 'number' and a or 0, type(b) == 'number' and b or 0
        return x > y
    end)
    for i = 1, n do
        local k = keys[i]
        t[k] = values[k]
    end
    return t
end

local function passed(...)
    return ...
end

-- Puts guards before the functions of a library that take positions and counts.
local function guard(library, names)
    for _, name in ipairs(names) do
        local f = library[name]
        library[name] = function(...)
            local args, n = {...}, select('#', ...)
            for i = 1, n do
                local number = type(args[i]) ~= 'table' and tonumber(args[i])
                if number and not (number > -2147483648 and number < 2147483648) then
                    args[i] = number > 0 and 2147483647 or number < 0 and -2147483647 or 0
                    out('limited')
                end
            end
            return passed(f(unpack(args, 1, n)))
        end
    end
end

local guarded = {
    string = {'sub', 'byte', 'find', 'match', 'rep', 'gsub', 'char'},
    table = {'insert', 'remove', 'concat'},
    math = {'ldexp'},
}

local function environment()
    local e = {}
    for k, v in next, standard do
        if type(v) == 'table' then
            local copy = {}
            for name, f in next, v do
                copy[name] = f
            end
            v = copy
        end
        e[k] = v
    end
    e.bit = e.bit or {}
    e._G, e.out, e.P, e.sorted, e.cut, e.relaid = e, out, P, sorted, cut, relaid
    e.limit_numbers = function()
        for library, names in next, guarded do
            local known = {}
            for _, name in ipairs(names) do
                known[#known + 1] = e[library][name] and name
            end
            guard(e[library], known)
        end
        for _, name in ipairs(guarded.string) do
            string[name] = e.string[name]
        end
        guard(e, {'unpack', 'select'})
    end
    e.gn, e.gs, e.gt, e.gf, e.fs = 4, 'k', {1, 2, n = 3}, function(...) return ... end, {}
    return e
end

local current
local function stuck()
    print(current .. '\tSTUCK')
    exit(3)
end

local function case(id, source)
    items, count, depth, current = {}, 0, 0, id
    local f, e
    if setfenv then
        f, e = loadstring(source, '=c')
        if f then
            setfenv(f, environment())
        end
    else
        f, e = load(source, '=c', 't', environment())
    end
    if f then
        if sethook then
            sethook(stuck, '', 3e6)
        end
        local ok, e = pcall(f)
        if sethook then
            sethook()
        end
        count = count + 1
        items[count] = (ok and 'end' or 'error ') .. (ok and '' or show(e, 0))
    else
        items[1] = 'syntax ' .. show(e, 0)
    end
    for k, v in next, string_functions do
        string[k] = v
    end
    for k in next, of_strings do
        if k ~= '__index' then
            of_strings[k] = nil
        end
    end
    of_strings.__index = string
    setmetatable(of_strings, nil)
    if globals then
        setfenv(0, globals)
    end
    print(id .. '\t' .. concat(items, '\t'))
end

