-- needs lua-logging: logging.lua
local t = ...
local logging = require 'logging'
require 'logging.console'
require 'logging.file'
require 'logging.rolling_file'

local lines = {}
local logger = logging.new(function(self, level, message)
    lines[#lines + 1] = level .. ' ' .. message
    return true
end)
local function logged(label)
    t.say(label, lines)
    lines = {}
end

logger:info('plain 100%')
logger:warn('%s has %d of %5.2f', 'it', 3, 1 / 3)
logger:error({b = 2, a = {1, 'x', c = true}})
logger:fatal(function(a, b) return 'computed ' .. a + b end, 1, 2)
logger:debug(12)
logger:log(logging.INFO, 'by %s', 'log')
logged('all')
logger:setLevel(logging.ERROR)
logger:info('not seen')
t.say('not called', logger:debug(function() error('called') end))
t.say('seen', logger:error('seen'))
logger:log(logging.WARN, 'not seen')
logged('errors only')
t.fails('an unknown level', logger.setLevel, logger, 'LOUD')
t.fails('an unknown level to log', logger.log, logger, 'LOUD', 'x')
t.fails('a bad format', logger.fatal, logger, '%d', 'text')
t.fails('a bad function', logger.fatal, logger, function() error('inside', 0) end)
t.say('no appender', logging.new('text'))
t.equal('texts', logging.tostring {1, {2, x = 'y'}, k = false}, '{1, {2, x = "y"}, k = false}')
t.say('other texts', logging.tostring(nil), logging.tostring('a"b\nc'), logging.tostring(1.5), logging.tostring {})
t.say('patterns', logging.prepareLogMsg(nil, 'DATE', 'INFO', 'm %date %1'), logging.prepareLogMsg('[%level] %message|%message', 'D', 'WARN', 'x'))

local console = logging.console('%level: %message\n')
console:info('to the console')
console:setLevel(logging.WARN)
console:error('%q', 'quoted')

local file = logging.file('app-%s.log', '%Y-%m-%d')
for i = 1, 5 do
    file:info('entry %02d', i)
end
t.text('a file', files['app-2024-03-01.log'])

local rolling = logging.rolling_file('roll.log', 120, 3, '%level %message\n')
for i = 1, 40 do
    rolling:info('rolling entry %d', i)
end
for _, name in ipairs(t.sorted_keys(files)) do
    if name:match('^roll') then
        t.text(name, files[name])
    end
end

local draw, levels = t.random(8), {'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'}
logger:setLevel('DEBUG')
for i = 1, 2000 do
    if draw(50) == 1 then
        logger:setLevel(levels[draw(#levels)])
    end
    local level = levels[draw(#levels)]
    logger[level:lower()](logger, 'message %d: %s', i, string.rep('*', draw(10)))
end
t.say('many', #lines, t.digest(table.concat(lines, '\n')))
