-- needs lua-say: say/init.lua
local t = ...
local say = require 'say'

say:set('greeting', 'Hello %s, you are %s')
say:set('plain', 'no parameters, 100%')
say:set('number', 42)
t.equal('greeting', say('greeting', {'Ann', 7}), 'Hello Ann, you are 7')
t.say('plain', say('plain'), say('number'), say('unknown'))
t.say('a hole', say('greeting', {nil, 'old', n = 2}))
t.say('too many', say('greeting', {'Ann', 'old', 'more'}))
t.fails('too few', say, 'greeting', {'Ann'})
t.fails('no table', say, 'greeting', 'Ann')

say:set_namespace('de')
t.say('fallback', say('greeting', {'Anna', 'alt'}))
say:set('greeting', 'Hallo %s, du bist %s')
t.say('translated', say('greeting', {'Anna', true}))
say:set_fallback('fr')
t.say('no fallback', say('number'))
say:set_fallback('en')
t.say('registry', say._registry, say.de)
say:set_namespace('en')
t.fails('a bad format', function()
    say:set('bad', '%y')
    say('bad', {1})
end)

local lines = {}
for i = 1, 500 do
    local key = 'key' .. i
    say:set_namespace(i % 3 == 0 and 'de' or 'en')
    say:set(key, i % 2 == 0 and '%s of ' .. i or 'just ' .. i)
    say:set_namespace('de')
    lines[i] = say(key, i % 2 == 0 and {i / 4} or nil)
end
t.say('many', #lines, lines[499], lines[500], t.digest(table.concat(lines, '\n')))
