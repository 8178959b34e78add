-- needs lua-ansicolors: ansicolors.lua
local t = ...
local colors = require 'ansicolors'

t.equal('plain', colors('text'), '\27[0mtext\27[0m')
t.equal('red', colors('%{red}text'), '\27[0m\27[31mtext\27[0m')
t.equal('nothing', colors(), '\27[0m\27[0m')
t.equal('a number', colors(12.5), '\27[0m12.5\27[0m')
t.say('several', colors('%{bright red underline}x%{reset blue yellowbg}y%{dim}z'))
t.say('no reset', colors.noReset('%{green}x'), colors.noReset('x'))
t.say('nothing to replace', colors('%{}'), colors('100%'), colors('{red}'), colors('%{red'))
t.fails('an unknown key', colors, '%{redd}text')
t.fails('an unknown key among known ones', colors.noReset, '%{red sparkling}text')

local names = {'reset', 'bright', 'dim', 'underline', 'blink', 'reverse', 'hidden', 'black', 'red', 'green', 'yellow', 'blue',
    'magenta', 'cyan', 'white', 'blackbg', 'redbg', 'greenbg', 'yellowbg', 'bluebg', 'magentabg', 'cyanbg', 'whitebg'}
for _, name in ipairs(names) do
    t.say(name, colors.noReset('%{' .. name .. '}'))
end

local draw, pieces = t.random(5), {}
for i = 1, 3000 do
    pieces[i] = draw(4) == 1 and 'word' .. i or '%{' .. names[draw(#names)] .. ' ' .. names[draw(#names)] .. '}'
end
t.say('many', t.digest(colors(table.concat(pieces))))
