-- needs lua-argparse: argparse.lua
local t = ...
local argparse = require 'argparse'

local function words(text)
    local list = {}
    for word in text:gmatch('%S+') do
        list[#list + 1] = word == "''" and '' or word
    end
    return list
end
local function try(parser, text)
    t.say(text == '' and '(nothing)' or text, parser:pparse(words(text)))
end

local parser = argparse('tool', 'Does things.', 'See the manual.')
parser:argument('input', 'Input file.')
parser:argument('extra', 'More files.'):args('*')
parser:option('-o --output', 'Output file.', 'a.out')
parser:option('-I --include', 'Include locations.'):count('*'):argname('<dir>')
parser:option('--level'):convert(tonumber):default('3')
parser:option('--pair'):args(2):argname {'<key>', '<value>'}
parser:option('--range'):args('1-3')
parser:option('--maybe'):args('?'):default('none')
parser:option('--mode'):choices {'fast', 'slow'}
parser:option('--set'):action('concat'):args('+'):count('*'):init({})
parser:option('--color'):convert {red = 1, green = 2}
parser:flag('-v --verbose', 'Say more.'):count('0-2'):target('verbosity')
parser:flag('-q --quiet'):action('store_false'):init(true)
parser:flag('--no-cache'):action(function(args, _, _, overwrite) args.cache = tostring(overwrite) end)
parser:mutex(parser:flag('--on'), parser:flag('--off'))
for _, line in ipairs {'', 'in', 'in a b c', 'in -o x', 'in -ox', 'in --output=x', 'in --output', 'in -I a -Ib --include=c', 'in --level 7', 'in --level x',
        'in --pair a', 'in --pair a b', 'in --pair a b --pair c d', 'in --range 1 2 3 4', 'in --maybe', 'in --maybe x', 'in --mode fast', 'in --mode medium',
        'in --set a b --set c', 'in --color red', 'in --color blue', 'in -v', 'in -vv', 'in -vvv', 'in -q', 'in --no-cache', 'in --on', 'in --on --off',
        'in -- -o --on', 'in --outptu x', 'in --unknown', 'in -x', 'in -vqI a', "in --output ''", 'in --verbose=1'} do
    try(parser, line)
end
t.text('usage', parser:get_usage())
t.text('help', parser:get_help())
t.exits('an error ends the program', parser.parse, parser, {'--bad'})
t.exits('help ends the program', parser.parse, parser, {'--help'})

-- Commands.
local git = argparse('git'):command_target('command'):require_command(true):add_help_command():add_complete_command()
local add = git:command('add a', 'Add files.'):summary('Adds.')
add:argument('files'):args('+')
add:flag('-f --force')
local remote = git:command('remote')
remote:command_target('what')
remote:command('add'):argument('name')
remote:command('remove rm'):argument('name')
git:command('secret'):hidden(true)
git:option('-C'):argname('<path>')
git:group('Important options', git:flag('--bare', 'No tree.'))
for _, line in ipairs {'', 'add', 'add x y -f', 'a x', 'remote', 'remote add origin', 'remote rm origin', 'remote move x', 'ad x', 'secret', '-C p add x', 'add x extra --bare'} do
    try(git, line)
end
t.text('help with commands', git:get_help())
t.text('help of a command', add:get_help())
t.exits('help command', git.parse, git, {'help', 'remote'})
t.text('bash', git:get_bash_complete())
t.text('zsh', git:get_zsh_complete())
t.text('fish', git:get_fish_complete())

-- Wrong uses of the library.
t.fails('a bad property', function() argparse 'x':option('-x'):args({}) end)
t.fails('a bad value', function() argparse 'x':option('-x'):args('many') end)
t.fails('an unknown action', function() argparse 'x':option('-x'):action('explode') end)
t.fails('a bad type', function() argparse 'x':description(12) end)
t.fails('a mutex of something', function() argparse 'x':mutex(1) end)
t.fails('a callback that fails', function()
    local p = argparse 'x'
    p:flag('--fail'):action(function() error('in action', 0) end)
    p:parse {'--fail'}
end)

-- Many options, many lines.
local draw, large = t.random(61), argparse('large'):help_max_width(70):usage_max_width(60)
for i = 1, 60 do
    large:option('-' .. string.char(96 + i % 26 + 1) .. i .. ' --option' .. i, ('word '):rep(draw(30))):default('d' .. i)
end
t.say('large', t.digest(large:get_help()), t.digest(large:get_usage()))
local results = {}
for i = 1, 60 do
    local line = {}
    for j = 1, draw(8) do
        line[j] = draw(6) == 1 and 'stray' or '--option' .. draw(64) .. '=' .. j
    end
    results[i] = t.show {large:pparse(line)}
end
t.say('lines', t.digest(table.concat(results, '\n')))
