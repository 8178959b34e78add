-- needs lua-cliargs: cliargs.lua
-- needs lua-dkjson: dkjson.lua
-- needs lua-inifile: inifile.lua
local t = ...

local function new()
    local cli = require('cliargs.core')()
    cli:set_name('tool')
    cli:set_description('does things')
    cli:argument('INPUT', 'the input file')
    cli:argument('MODE', 'how to do it')
    cli:splat('REST', 'what else there is', 'nothing', 3)
    cli:option('-o, --output=FILE', 'where to write', 'out.txt')
    cli:option('-l, --level=LEVEL', 'how much', 3, function(key, value)
        if tonumber(value) and tonumber(value) > 9 then
            return nil, key .. ' is too high: ' .. value
        end
    end)
    cli:option('-i, --include=DIR', 'where to look', {})
    cli:flag('-v, --verbose', 'say more, in words that are long enough that they have to be wrapped at the end of the line', false)
    cli:flag('-q, --[no-]quiet', 'say less', true)
    cli:flag('-d', 'no long name')
    return cli
end

t.text('usage', new():get_usage_message())
new():print_help()
local narrow = new()
narrow:set_colsz(20, 30)
narrow:print_usage()
narrow:print_help()
for _, line in ipairs {{}, {'a'}, {'a', 'b'}, {'a', 'b', 'c', 'd', 'e'}, {'a', 'b', 'c', 'd', 'e', 'f'}, {'a', 'b', '-o', 'x'}, {'a', 'b', '--output=x'}, {'a', 'b', '--output='},
        {'a', 'b', '-o'}, {'a', 'b', '--level=5'}, {'a', 'b', '--level=50'}, {'a', 'b', '-i', 'x', '-i', 'y', '--include=z'}, {'-v', 'a', 'b'}, {'--verbose=1', 'a', 'b'},
        {'--no-quiet', 'a', 'b'}, {'--no-verbose', 'a', 'b'}, {'-d', '-q', 'a', 'b'}, {'a', '--', 'b', '-o'}, {'--what', 'a', 'b'}, {'-x', 'a', 'b'}, {'a', 'b', '--help'}} do
    t.say(table.concat(line, ' '), new():parse(line))
end

-- Defaults.
local cli = new()
t.say('a new default', cli:redefine_default('level', 7), cli:redefine_default('quiet', nil), cli:redefine_default('nothing', 1))
t.say('a table of defaults', cli:load_defaults({output = 'o'}, true))
t.say('a strict table', cli:load_defaults({unknown = 'o'}, true))
t.say('with them', cli:parse {'a', 'b'})
files['c.json'] = '{"output": "from json", "level": 4}'
files['bad.json'] = '{"output": '
files['c.ini'] = '[cli]\noutput = from ini\nverbose = true\n'
files['c.lua'] = 'return {output = "from lua"}'
for _, name in ipairs {'c.json', 'bad.json', 'c.ini', 'c.lua', 'absent.json', 'absent.lua', 'c.txt'} do
    t.say('defaults in ' .. name, cli:read_defaults(name))
end
t.fails('defaults in absent.ini', cli.read_defaults, cli, 'absent.ini')

-- Commands.
local calls = {}
local multi = require('cliargs.core')()
multi:set_name('multi')
local run = multi:command('run', 'runs it')
run:argument('WHAT', 'what to run')
run:flag('-f, --fast', 'do it fast')
run:action(function(options) calls[#calls + 1] = options return 'ran', #calls end)
files['stop.lua'] = 'return "stopped " .. table.concat(arg, "+")'
multi:command('stop', 'stops it'):file('stop.lua')
t.say('a command', multi:parse {'run', 'x', '-f'})
t.say('a command with too little', multi:parse {'run'})
t.say('a command in a file', multi:parse {'stop', 'a', 'b'})
t.say('no command', multi:parse {})
t.say('called', calls)
multi:print_help()

-- Wrong uses.
cli = new()
t.fails('a duplicate option', cli.option, cli, '-o, --other=X', 'again')
t.fails('a duplicate argument', cli.argument, cli, 'INPUT', 'again')
t.fails('a second splat', cli.splat, cli, 'MORE', 'again')
t.fails('no description', cli.option, cli, '-z, --zip=X')
t.fails('a flag with a value', cli.flag, cli, '-z, --zip=X', 'a value')
t.fails('no callback', cli.argument, cli, 'OTHER', 'text', 12)

-- The usual way in, which forgets itself.
local once = require 'cliargs'
once:set_name('once')
once:option('--n=N', 'a number', 0)
t.say('once', once:parse {'--n=12'})
t.say('forgotten', package.loaded.cliargs, package.loaded['cliargs.core'])
t.say('again', require('cliargs') ~= once)

local draw, lines = t.random(404), {}
local pool = {'a', 'b', '-v', '-o', '--output=q', '--level=2', '--level=99', '-q', '--no-quiet', '-i', 'dir', '--', '-d', '--bogus'}
for i = 1, 300 do
    local line = {}
    for j = 1, draw(7) do
        line[j] = pool[draw(#pool)]
    end
    lines[i] = t.show {new():parse(line)}
end
t.say('many', t.digest(table.concat(lines, '\n')))
