-- needs lua-basexx: basexx.lua
local t = ...
local basexx = require 'basexx'

t.equal('base 64', basexx.to_base64('any carnal pleasure.'), 'YW55IGNhcm5hbCBwbGVhc3VyZS4=')
t.equal('base 32', basexx.to_base32('foobar'), 'MZXW6YTBOI======')
t.equal('hexadecimal', basexx.to_hex('\0\1\254\255'), '0001FEFF')
t.equal('z85', basexx.to_z85('\134\79\210\111\181\89\247\91'), 'HelloWorld')

local codes = {'bit', 'hex', 'base32', 'crockford', 'base64', 'url64', 'z85'}
for _, code in ipairs(codes) do
    local to, from = basexx['to_' .. code], basexx['from_' .. code]
    for _, text in ipairs {'', 'a', 'ab', 'abc', 'abcd', '\0\255\127\128', 'Lua \228\246\252!'} do
        t.say(code .. ' of ' .. t.show(text), to(text))
    end
    t.say(code .. ' of wrong letters', from('12!4$'))
    t.say(code .. ' ignoring', code ~= 'z85' and from('01 01-01', ' %-') or from('01 01'))
end
t.say('look-alikes', basexx.from_bit('OiLo01I0'), basexx.from_crockford('OIL0'), basexx.from_crockford('0110'))
t.say('lower case', basexx.from_base32('mzxw6ytb'), basexx.from_hex('7a7B'))
t.fails('nil', basexx.to_hex, nil)
t.fails('a table', basexx.from_hex, {})

local draw = t.random(2024)
for length = 0, 220, 4 do
    local bytes = {}
    for i = 1, length do
        bytes[i] = string.char(draw(256) - 1)
    end
    local text = table.concat(bytes)
    local all = {}
    for _, code in ipairs(codes) do
        local coded = basexx['to_' .. code](text)
        all[#all + 1] = coded
        t.equal(code .. ' there and back', basexx['from_' .. code](coded), text)
    end
    t.say('digest of ' .. length, t.digest(table.concat(all, '\n')))
end
