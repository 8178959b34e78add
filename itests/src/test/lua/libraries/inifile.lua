-- needs lua-inifile: inifile.lua
local t = ...
local inifile = require 'inifile'

local text = [[
; about the file
; in two lines
[server]
; where
host=example.org
port=8080
secure=true
debug=false
ratio=0.5
path=/usr/share/x y z

[empty]
[words]
one =1
two= 2
three = drei
four=a=b
not a pair
]]
local parsed = inifile.parse(text, 'memory')
t.say('parsed', parsed)
t.say('a section again', inifile.parse('[a]\nx=1\n[b]\ny=2\n[a]\nz=3\nx=4\n', 'memory'))
t.say('types', type(parsed.server.port), type(parsed.server.secure), type(parsed.server.host))
t.text('saved', inifile.save(nil, parsed, 'memory'))
parsed.server.port = nil
parsed.server.secure = 'maybe'
parsed.empty = nil
t.text('saved after changes', inifile.save(nil, parsed, 'memory'))
t.text('without order', inifile.save(nil, {only = {key = 'value'}}, 'memory'))

files['settings.ini'] = text
t.equal('a file', inifile.parse('settings.ini'), inifile.parse(text, 'memory'))
inifile.save('copy.ini', inifile.parse('settings.ini'))
t.text('a saved file', files['copy.ini'])
t.fails('no file', inifile.parse, 'absent.ini')
t.fails('a pair without a section', inifile.parse, 'a=1\n', 'memory')
t.fails('an unknown backend', inifile.parse, text, 'tape')
t.fails('nothing to parse', inifile.parse, nil, 'memory')

-- What is saved is read again, whatever it was.
local draw, lines = t.random(31), {}
for section = 1, 40 do
    lines[#lines + 1] = '[section' .. section .. ']'
    for key = 1, draw(30) do
        local value = ({draw(1000), 'word' .. draw(1000), 'true', draw(1000) / 8, '"quoted ' .. draw(9) .. '"'})[draw(5)]
        lines[#lines + 1] = 'key' .. key .. (draw(2) == 1 and '=' or ' = ') .. tostring(value)
    end
    if draw(4) == 1 then
        lines[#lines + 1] = ';comment ' .. section
    end
end
local large = table.concat(lines, '\n') .. '\n'
local first = inifile.save(nil, inifile.parse(large, 'memory'), 'memory')
t.equal('saved twice', inifile.save(nil, inifile.parse(first, 'memory'), 'memory'), first)
t.say('digest', t.digest(first))
