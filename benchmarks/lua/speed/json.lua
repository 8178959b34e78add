-- JSON written and read: a generated document to text and back, with character positions, patterns, escapes.
local escapes = { ['"'] = '\\"', ['\\'] = '\\\\', ['\n'] = '\\n', ['\r'] = '\\r', ['\t'] = '\\t' }
local meanings = { ['"'] = '"', ['\\'] = '\\', ['/'] = '/', n = '\n', r = '\r', t = '\t', b = '\b', f = '\f' }
local null = {}

local function escape(character)
    return escapes[character] or string.format('\\u%04x', character:byte())
end

local encode

local function encode_list(list, out)
    out[#out + 1] = '['
    for i, value in ipairs(list) do
        if i > 1 then out[#out + 1] = ',' end
        encode(value, out)
    end
    out[#out + 1] = ']'
end

local function encode_object(object, out)
    local keys = {}
    for key in pairs(object) do
        keys[#keys + 1] = key
    end
    table.sort(keys)
    out[#out + 1] = '{'
    for i, key in ipairs(keys) do
        if i > 1 then out[#out + 1] = ',' end
        encode(key, out)
        out[#out + 1] = ':'
        encode(object[key], out)
    end
    out[#out + 1] = '}'
end

function encode(value, out)
    local kind = type(value)
    if kind == 'string' then
        out[#out + 1] = '"' .. value:gsub('[%c"\\]', escape) .. '"'
    elseif kind == 'number' or kind == 'boolean' then
        out[#out + 1] = tostring(value)
    elseif value == null then
        out[#out + 1] = 'null'
    elseif #value > 0 or next(value) == nil then
        encode_list(value, out)
    else
        encode_object(value, out)
    end
end

local function fail(text, position, wanted)
    error('expected ' .. wanted .. ' at ' .. position .. ' near ' .. text:sub(position, position + 10))
end

local function skip(text, position)
    return text:find('[^ \n\r\t]', position) or #text + 1
end

local decode

local function decode_escape(text, position)
    local character = text:sub(position, position)
    if character == 'u' then
        return string.char(tonumber(text:sub(position + 1, position + 4), 16) % 256), position + 5
    end
    return meanings[character] or fail(text, position, 'escape'), position + 1
end

local function decode_string(text, position)
    local from = position + 1
    local stop = text:find('["\\]', from) or fail(text, from, 'end of string')
    if text:byte(stop) == 34 then return text:sub(from, stop - 1), stop + 1 end
    local pieces = {}
    while text:byte(stop) == 92 do
        pieces[#pieces + 1] = text:sub(from, stop - 1)
        pieces[#pieces + 1], from = decode_escape(text, stop + 1)
        stop = text:find('["\\]', from) or fail(text, from, 'end of string')
    end
    pieces[#pieces + 1] = text:sub(from, stop - 1)
    return table.concat(pieces), stop + 1
end

local function decode_list(text, position)
    local list, count = {}, 0
    position = skip(text, position + 1)
    if text:byte(position) == 93 then return list, position + 1 end
    while true do
        count = count + 1
        list[count], position = decode(text, position)
        position = skip(text, position)
        local separator = text:byte(position)
        if separator == 93 then return list, position + 1 end
        if separator ~= 44 then fail(text, position, ', or ]') end
        position = skip(text, position + 1)
    end
end

local function decode_object(text, position)
    local object = {}
    position = skip(text, position + 1)
    if text:byte(position) == 125 then return object, position + 1 end
    while true do
        local key
        key, position = decode_string(text, position)
        position = skip(text, position)
        if text:byte(position) ~= 58 then fail(text, position, ':') end
        object[key], position = decode(text, skip(text, position + 1))
        position = skip(text, position)
        local separator = text:byte(position)
        if separator == 125 then return object, position + 1 end
        if separator ~= 44 then fail(text, position, ', or }') end
        position = skip(text, position + 1)
    end
end

local words = { t = { 'true', true }, f = { 'false', false }, n = { 'null', null } }

function decode(text, position)
    local first = text:sub(position, position)
    if first == '{' then return decode_object(text, position) end
    if first == '[' then return decode_list(text, position) end
    if first == '"' then return decode_string(text, position) end
    local word = words[first]
    if word then
        local stop = position + #word[1]
        if text:sub(position, stop - 1) ~= word[1] then fail(text, position, word[1]) end
        return word[2], stop
    end
    local from, to = text:find('^-?%d+%.?%d*[eE]?[+-]?%d*', position)
    if not from then fail(text, position, 'value') end
    return tonumber(text:sub(from, to)), to + 1
end

local function document(n)
    local people = {}
    for i = 1, n do
        people[i] = {
            id = i, name = 'Person ' .. i, active = i % 3 == 0, balance = i * 4.25, manager = i % 5 == 0 and null or i % 7,
            note = i % 4 == 0 and 'says "hello\\world"\n\tand more\1' or 'nothing to say about this one',
            tags = { 'a' .. i % 10, 'b', 'c' .. i }, address = { street = 'Street ' .. i * 3, zip = '0' .. i, position = { i, -i } },
        }
    end
    return { version = 1, people = people, empty = {} }
end

local source = {}

local function run(n)
    source[n] = source[n] or document(n)
    local out = {}
    encode(source[n], out)
    local text = table.concat(out)
    local copy, stop = decode(text, 1)
    local again = {}
    encode(copy, again)
    if stop ~= #text + 1 or table.concat(again) ~= text then error('the copy differs') end
    local sum = #text
    for i = 1, #text, 97 do
        sum = (sum * 31 + text:byte(i)) % 1000003
    end
    return sum
end

return run, 300
