-- An os library that lives at noon of 1 March 2024, UTC, and knows no other process.
local floor, format, gsub, error, type, tonumber = math.floor, string.format, string.gsub, error, type, tonumber

local NOW = 1709294400
local DAYS = {'Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'}
local MONTHS = {'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'}

-- Days since 1 January 1970; months beyond a year's count on.
local function day_number(year, month, day)
    year = year + floor((month - 1) / 12)
    month = (month - 1) % 12 + 1
    local shifted = month > 2 and year or year - 1
    local in_year = floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
    return shifted * 365 + floor(shifted / 4) - floor(shifted / 100) + floor(shifted / 400) + in_year - 719468
end

local function date_of(days)
    local year = 1970 + floor(days / 365.2425)
    while day_number(year + 1, 1, 1) <= days do
        year = year + 1
    end
    while day_number(year, 1, 1) > days do
        year = year - 1
    end
    local month = 12
    while day_number(year, month, 1) > days do
        month = month - 1
    end
    return year, month, days - day_number(year, month, 1) + 1
end

local function fields(time)
    local days = floor(time / 86400)
    local seconds = time - days * 86400
    local year, month, day = date_of(days)
    return {
        year = year, month = month, day = day,
        hour = floor(seconds / 3600), min = floor(seconds / 60) % 60, sec = seconds % 60,
        wday = (days + 4) % 7 + 1, yday = days - day_number(year, 1, 1) + 1, isdst = false,
    }
end

local function number_of(parts, name, default)
    local value = tonumber(parts[name]) or default
    if not value then
        error("field '" .. name .. "' missing in date table", 3)
    end
    return value
end

local letters = {
    a = function(f) return DAYS[f.wday]:sub(1, 3) end,
    A = function(f) return DAYS[f.wday] end,
    b = function(f) return MONTHS[f.month]:sub(1, 3) end,
    B = function(f) return MONTHS[f.month] end,
    d = function(f) return format('%02d', f.day) end,
    H = function(f) return format('%02d', f.hour) end,
    I = function(f) return format('%02d', (f.hour + 11) % 12 + 1) end,
    j = function(f) return format('%03d', f.yday) end,
    m = function(f) return format('%02d', f.month) end,
    M = function(f) return format('%02d', f.min) end,
    p = function(f) return f.hour < 12 and 'AM' or 'PM' end,
    S = function(f) return format('%02d', f.sec) end,
    w = function(f) return f.wday - 1 end,
    y = function(f) return format('%02d', f.year % 100) end,
    Y = function(f) return f.year end,
    Z = function() return 'UTC' end,
    z = function() return '+0000' end,
    ['%'] = function() return '%' end,
}

local whole = {c = '%a %b %d %H:%M:%S %Y', x = '%m/%d/%y', X = '%H:%M:%S', D = '%m/%d/%y', F = '%Y-%m-%d', T = '%H:%M:%S'}

-- The library, which removes and renames in files.
return function(files)
    local os = {}

    function os.time(parts)
        if not parts then
            return NOW
        end
        local days = day_number(number_of(parts, 'year'), number_of(parts, 'month'), number_of(parts, 'day'))
        return days * 86400 + number_of(parts, 'hour', 12) * 3600 + number_of(parts, 'min', 0) * 60 + number_of(parts, 'sec', 0)
    end

    function os.date(pattern, time)
        pattern = gsub(pattern or '%c', '^!', '')
        local parts = fields(time or NOW)
        if pattern:sub(1, 2) == '*t' then
            return parts
        end
        pattern = gsub(pattern, '%%([cxXDFT])', whole)
        return (gsub(pattern, '%%(.)', function(letter)
            return letters[letter] and letters[letter](parts)
        end))
    end

    function os.clock()
        return 0.25
    end

    function os.difftime(a, b)
        return a - (b or 0)
    end

    function os.getenv()
        return nil
    end

    function os.setlocale()
        return 'C'
    end

    function os.tmpname()
        return '/tmp/lua_1'
    end

    function os.remove(name)
        if files[name] == nil then
            return nil, name .. ': No such file or directory', 2
        end
        files[name] = nil
        return true
    end

    function os.rename(from, to)
        if files[from] == nil then
            return nil, from .. ': No such file or directory', 2
        end
        files[to], files[from] = files[from], nil
        return true
    end

    -- An end of the program that an exercise can catch.
    function os.exit(code)
        error({exit = type(code) == 'boolean' and (code and 0 or 1) or code or 0}, 0)
    end

    return os
end
