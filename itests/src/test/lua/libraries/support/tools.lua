-- What exercises print and check with. Texts are the same under every engine: sorted keys, no addresses.
--
-- The chunk gets the function that masks addresses.
local mask = ...
local type, tostring, next, select, error, pcall, ipairs, setmetatable, getmetatable =
    type, tostring, next, select, error, pcall, ipairs, setmetatable, getmetatable
local format, concat, sort, byte, floor = string.format, table.concat, table.sort, string.byte, math.floor

local order = {number = 1, string = 2, boolean = 3}

local function before(a, b)
    local ta, tb = type(a), type(b)
    if ta ~= tb then
        return (order[ta] or 4) < (order[tb] or 4)
    elseif ta == 'number' or ta == 'string' then
        return a < b
    end
    return tostring(a) < tostring(b)
end

-- The keys of t, sorted: numbers, strings, the rest.
local function sorted_keys(t)
    local keys = {}
    for key in next, t do
        keys[#keys + 1] = key
    end
    sort(keys, before)
    return keys
end

local function sorted(...)
    local names = {}
    for name in ... do
        names[#names + 1] = name
    end
    sort(names)
    return names
end

local function quote(text)
    text = text:gsub('[%c\\"\127-\255]', function(c)
        return c == '\n' and '\\n' or (c == '"' or c == '\\') and '\\' .. c or format('\\%03d', byte(c))
    end)
    return '"' .. text .. '"'
end

local function show_table(value, show, seen)
    if seen[value] then
        return '<seen>'
    end
    seen[value] = true
    local items, count = {}, 0
    while value[count + 1] ~= nil and rawget(value, count + 1) ~= nil do
        count = count + 1
        items[count] = show(value[count], seen)
    end
    for _, key in ipairs(sorted_keys(value)) do
        if not (type(key) == 'number' and key >= 1 and key <= count and key % 1 == 0) then
            local name = type(key) == 'string' and key:match('^[%a_][%w_]*$') or '[' .. show(key, seen) .. ']'
            items[#items + 1] = name .. '=' .. show(rawget(value, key), seen)
        end
    end
    seen[value] = nil
    return '{' .. concat(items, ', ') .. '}'
end

local function show(value, seen)
    local kind = type(value)
    if kind == 'string' then
        return quote(mask(value))
    elseif kind == 'table' then
        return show_table(value, show, seen or {})
    elseif kind == 'number' then
        return value ~= value and 'nan' or value == 0 and '0' or format('%.14g', value)
    elseif kind == 'boolean' or kind == 'nil' then
        return tostring(value)
    end
    return '<' .. kind .. '>'
end

local function show_all(...)
    local texts = {}
    for i = 1, select('#', ...) do
        texts[i] = show((select(i, ...)))
    end
    return concat(texts, ' ')
end

-- The tools of one exercise, which prints by write. Every call of say, equal, fails and exits counts as a check.
return function(environment, write)
    local tools = {show = show, sorted_keys = sorted_keys}
    local checks = 0

    function tools.checks()
        return checks
    end

    -- Prints a label and values.
    function tools.say(label, ...)
        checks = checks + 1
        write(label .. ': ' .. show_all(...) .. '\n')
    end

    -- Prints a text of several lines.
    function tools.text(label, text)
        checks = checks + 1
        write(label .. ':\n' .. mask(text):gsub('[%z\1-\8\11-\31\127-\255]', function(c)
            return format('\\%03d', byte(c))
        end) .. '\n')
    end

    -- Requires that two values, of which tables count by their contents, are equal.
    function tools.equal(label, actual, expected)
        checks = checks + 1
        local a, e = show(actual), show(expected)
        if a ~= e then
            error(label .. ': expected ' .. e .. ', got ' .. a, 2)
        end
    end

    -- Requires that f raises, and prints what.
    function tools.fails(label, f, ...)
        checks = checks + 1
        local ok, message = pcall(f, ...)
        if ok then
            error(label .. ': no error was raised', 2)
        end
        write(label .. ': error ' .. show(message) .. '\n')
        return message
    end

    -- Requires that f ends the program, and prints the exit code.
    function tools.exits(label, f, ...)
        checks = checks + 1
        local ok, message = pcall(f, ...)
        if ok or type(message) ~= 'table' or not message.exit then
            error(label .. ': the program did not exit but ' .. show(message), 2)
        end
        write(label .. ': exit code ' .. message.exit .. '\n')
    end

    -- A number that differs for texts that differ.
    function tools.digest(text)
        local a, b = 1, 0
        for i = 1, #text do
            a = (a + byte(text, i)) % 65521
            b = (b + a) % 65521
        end
        return format('%04x%04x/%d', b, a, #text)
    end

    -- Random whole numbers: draw(n) is from 1 to n.
    function tools.random(seed)
        local state = seed
        return function(n)
            state = state * 16807 % 2147483647
            return state % n + 1
        end
    end

    -- Runs test cases for lunit: the modules named, which lie in folder.
    function tools.lunit(folder, modules)
        environment.package.path = folder .. '/?.lua;' .. environment.package.path
        -- lunit looks for the place of a failed assertion.
        function environment.debug.getinfo(level)
            return level == 5 and {short_src = 'test', currentline = 0} or nil
        end
        local lunit = environment.require 'lunit'
        local outcome
        lunit.setrunner {
            pass = function() outcome = 'passed' end,
            fail = function(_, _, message, more) outcome = 'failed, ' .. message .. (more and ', ' .. more or '') end,
            err = function(_, message) outcome = 'raised ' .. message end,
        }
        lunit.clearstats()
        for _, module in ipairs(modules) do
            environment.require(module)
        end
        for _, case in ipairs(sorted(lunit.testcases())) do
            for _, test in ipairs(sorted(lunit.tests(case))) do
                lunit.runtest(case, test)
                checks = checks + 1
                write(case .. '.' .. test .. ': ' .. outcome .. '\n')
                if outcome ~= 'passed' then
                    error(case .. '.' .. test .. ' ' .. outcome, 2)
                end
            end
        end
    end

    return tools
end
