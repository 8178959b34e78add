-- What the text of programs means, and what is said of text that is no program.
local spec = require 'spec'
local test, equal, truthy = spec.test, spec.equal, spec.truthy

local function eval(text)
    return assert(loadstring('return ' .. text))()
end

local function refuses(text, words)
    local chunk, message = loadstring(text, '=chunk')
    equal(chunk, nil)
    equal(message, words)
end

test('numerals', function()
    equal(eval '0x10', 16)
    equal(eval '0xA.8p1', 21)
    equal(eval '1e3', 1000)
    equal(eval '.5', 0.5)
    equal(eval '5.', 5)
    equal(eval '0xffffffffff', 1099511627775)
    equal(eval '3e-2', 0.03)
    equal(tostring(1e15), '1e+15')
    equal(tostring(2 ^ 53), '9.007199254741e+15')
    equal(tostring(-0.0), '-0')
    equal(tostring(1 / 3), '0.33333333333333')
    equal(tostring(1e100), '1e+100')
    equal(2 ^ 31 + 0.5 .. '', '2147483648.5')
end)

test('strings', function()
    equal(#'a\0b', 3)
    equal('\65\066\x43\u{44}', 'ABCD')
    equal('\u{20AC}', '\226\130\172')
    equal('a\z
           b', 'ab')
    equal('a\
b', 'a\nb')
    equal([[
x]], 'x')
    equal([==[a]]b]==], 'a]]b')
    equal('\a\b\f\n\r\t\v\\\'\"', '\7\8\12\10\13\9\11\92\39\34')
end)

test('a mark of UTF-8 and a line for the shell may come first', function()
    equal(loadstring('\239\187\191return 1')(), 1)
    equal(loadstring('\239\187\191#!/bin/sh\nreturn 2')(), 2)
    refuses('\239\187\191#!/bin/sh\nx =', "chunk:2: unexpected symbol near '<eof>'")
end)

test('comments', function()
    equal(eval '1 -- one', 1)
    equal(eval '--[[ no ]] 2', 2)
    equal(eval '--[==[ ]] ]==] 3', 3)
end)

test('operators bind as they should', function()
    equal(2 + 3 * 4 ^ 2 / 2, 26)
    equal(-2 ^ 2, -4)
    equal(2 ^ 3 ^ 2, 512)
    equal(1 .. 2 .. 3, '123')
    equal(not nil == true, true)
    equal(1 or error 'not evaluated', 1)
    equal(nil and error 'not evaluated', nil)
    equal(5 % -3, -1)
    equal(-5 % 3, 1)
    equal(5.5 % 2, 1.5)
    equal('10' + 5, 15)
    equal('0x10' * 1, 16)
    equal(10 .. 20, '1020')
    equal('a' < 'b' and 'a' < 'aa' and 'Z' < 'a' and '' < 'a', true)
end)

test('syntax errors name the token', function()
    refuses([=[x =]=], "chunk:1: unexpected symbol near '<eof>'")
    refuses([=[x = = 1]=], "chunk:1: unexpected symbol near '='")
    refuses([=[for i = 1 do end]=], "chunk:1: ',' expected near 'do'")
    refuses([=[if x then]=], "chunk:1: 'end' expected near '<eof>'")
    refuses([=[local 1]=], "chunk:1: '<name>' expected near '1'")
    refuses([=[f(]=], "chunk:1: unexpected symbol near '<eof>'")
    refuses([=[x = "abc]=], "chunk:1: unfinished string near '<eof>'")
    refuses([=[x = [[abc]=], "chunk:1: unfinished long string near '<eof>'")
    refuses([=[--[[abc]=], "chunk:1: unfinished long comment near '<eof>'")
    refuses([=[x = 3x]=], "chunk:1: malformed number near '3x'")
    refuses([=[x = 0xg]=], "chunk:1: malformed number near '0xg'")
    refuses([=[x = 1..2]=], "chunk:1: malformed number near '1..2'")
    refuses([=[break]=], "chunk:1: no loop to break")
    refuses([=[x = }]=], "chunk:1: unexpected symbol near '}'")
    refuses([=[return return]=], "chunk:1: unexpected symbol near 'return'")
    refuses([=[x = @]=], "chunk:1: unexpected symbol near '@'")
    refuses([=[local function f(a, 1) end]=], "chunk:1: <name> or '...' expected near '1'")
    refuses([=[f() = 1]=], "chunk:1: unexpected symbol near '='")
    refuses([=[x]=], "chunk:1: '=' expected near '<eof>'")
    refuses([=[x.1]=], "chunk:1: '=' expected near '.1'")
    refuses([=[a.b:c = 1]=], "chunk:1: function arguments expected near '='")
    refuses([=[x = {1, 2]=], "chunk:1: '}' expected near '<eof>'")
    refuses([=[until x]=], "chunk:1: '<eof>' expected near 'until'")
    refuses([=[function f() return ... end]=], "chunk:1: cannot use '...' outside a vararg function near '...'")
    refuses([=[goto nowhere]=], "chunk:1: undefined label 'nowhere'")
    refuses([=[::a:: ::a::]=], "chunk:1: duplicate label 'a'")
    refuses([=[do goto l; local x; ::l:: print(x) end]=], "chunk:1: <goto l> jumps into the scope of local 'x'")
    refuses('if x then\n\n', "chunk:3: 'end' expected (to close 'if' at line 1) near '<eof>'")
end)

test('chunk names', function()
    local function name(chunkname) return (select(2, loadstring('x', chunkname)):match '^(.*):1: ') end
    equal(name '=given', 'given')
    equal(name '@file.lua', 'file.lua')
    equal(name 'the text', '[string "the text"]')
    equal(name 'first\nsecond', '[string "first..."]')
end)

test('limits are errors in words', function()
    local names = {}
    for i = 1, 201 do names[i] = 'v' .. i end
    local chunk, message = loadstring('local ' .. table.concat(names, '\nlocal '), '=chunk')
    equal(chunk, nil)
    truthy(message:find('more than 200 local variables', 1, true), message)
    local text = {}
    for i = 1, 61 do text[i] = 'local u' .. i .. ' = ' .. i end
    text[#text + 1] = 'return function() return u1'
    for i = 2, 61 do text[#text + 1] = '+ u' .. i end
    chunk, message = loadstring(table.concat(text, ' ') .. ' end', '=chunk')
    equal(chunk, nil)
    truthy(message:find('more than 60 upvalues', 1, true), message)
    chunk, message = loadstring('return ' .. ('('):rep(1000) .. '1' .. (')'):rep(1000), '=chunk')
    equal(chunk, nil)
    truthy(type(message) == 'string')
    chunk = loadstring('return ' .. ('x '):rep(1))
    equal(chunk(), nil)
end)

spec.run()
