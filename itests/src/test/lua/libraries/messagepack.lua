-- needs lua-messagepack: MessagePack.lua
local t = ...
local mp = require 'MessagePack'

local function dump(bytes)
    return (bytes:gsub('.', function(c)
        return ('%02X '):format(c:byte())
    end))
end

local function hex(value)
    return dump(mp.pack(value))
end

t.equal('nil', dump(mp.pack(nil)), 'C0 ')
t.equal('a small map', hex {a = 1}, '81 A1 61 01 ')
for _, number in ipairs {0, 1, 127, 128, 255, 256, 65535, 65536, 4294967295, 4294967296, 2 ^ 52, -1, -32, -33, -128, -129, -32768, -32769,
        -2147483648, -2147483649, -2 ^ 52, 0.5, -0.25, 1 / 3, 1e300, -1e-300, 3.4e38, math.huge, -math.huge} do
    t.say('number ' .. t.show(number), hex(number))
    t.equal('back ' .. t.show(number), mp.unpack(mp.pack(number)), number)
end
local nan = mp.unpack(mp.pack(0 / 0))
t.equal('not a number', nan ~= nan, true)
for _, length in ipairs {0, 1, 31, 32, 255, 256, 65535, 65536} do
    local text = string.rep('x', length)
    t.say('text of ' .. length, dump(mp.pack(text):sub(1, 6)))
    t.equal('text back', mp.unpack(mp.pack(text)) == text, true)
end
for _, length in ipairs {0, 1, 15, 16, 300, 65536} do
    local list = {}
    for i = 1, length do
        list[i] = i % 7
    end
    local packed = mp.pack(list)
    t.say('list of ' .. length, dump(packed:sub(1, 6)), t.digest(packed))
    t.equal('list back', #mp.unpack(packed), length)
end
t.say('values', mp.unpack(mp.pack {true, false, 'x', {y = {}}, -1}))

-- Options.
for _, option in ipairs {'string_compat', 'string', 'binary'} do
    mp.set_string(option)
    t.say(option, hex 'abc', hex(string.rep('z', 40)):sub(1, 12))
end
mp.set_string('string')
for _, option in ipairs {'without_hole', 'with_hole', 'always_as_map'} do
    mp.set_array(option)
    t.say(option, hex {7, 8}, hex {})
end
mp.set_array('with_hole')
t.say('a hole', hex {1, nil, 3})
mp.set_array('without_hole')
for _, option in ipairs {'signed', 'unsigned'} do
    mp.set_integer(option)
    t.say(option, hex(200), hex(40000), hex(3e9), hex(-200))
end
for _, option in ipairs {'float', 'double'} do
    mp.set_number(option)
    t.say(option, hex(0.5), hex(1 / 3), hex(1e300), hex(-math.huge))
end
t.fails('no such option', mp.set_string, 'loud')
t.fails('no such array', mp.set_array, 'loud')
t.fails('no such integer', mp.set_integer, 'loud')
t.fails('no such number', mp.set_number, 'loud')

-- Errors.
t.fails('a function', mp.pack, print)
t.fails('missing bytes', mp.unpack, '\147\1\2')
t.fails('a cut text', mp.unpack, '\165abc')
t.fails('extra bytes', mp.unpack, '\1\2')
t.fails('no text', mp.unpack, {})
t.fails('an unused byte', mp.unpack, '\193')
t.fails('no source', mp.unpacker, 12)

-- Extensions.
mp.packers['function'] = function(buffer, f)
    mp.packers['ext'](buffer, 7, f())
end
mp.build_ext = function(tag, data)
    return 'ext ' .. tag .. ' ' .. data
end
for _, length in ipairs {1, 2, 3, 4, 8, 16, 17, 256} do
    local packed = mp.pack(function() return string.rep('e', length) end)
    t.say('extension of ' .. length, dump(packed:sub(1, 6)), t.digest(mp.unpack(packed)))
end

-- A stream in pieces.
local draw, stream, sent = t.random(123), {}, {}
local function value(depth)
    local kind = draw(depth > 3 and 4 or 6)
    if kind == 1 then
        return draw(2147483646) - 1073741823
    elseif kind == 2 then
        return (draw(100000) - 50000) / 256
    elseif kind == 3 then
        return string.rep(string.char(draw(256) - 1), draw(60))
    elseif kind == 4 then
        return draw(2) == 1
    end
    local made = {}
    for i = 1, draw(20) do
        made[kind == 5 and i or 'key' .. i % 10] = value(depth + 1)
    end
    return made
end
for i = 1, 150 do
    sent[i] = value(0)
    stream[i] = mp.pack(sent[i])
end
local text, position = table.concat(stream), 1
local function pieces()
    if position <= #text then
        local piece = text:sub(position, position + draw(50))
        position = position + #piece
        return piece
    end
end
local count = 0
for _, received in mp.unpacker(pieces) do
    count = count + 1
    t.equal('value ' .. count, received, sent[count])
end
t.equal('values', count, 150)
count = 0
for at in mp.unpacker(text) do
    count = count + at % 13
end
t.say('positions', count, #text)
