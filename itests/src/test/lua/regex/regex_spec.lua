-- Reference: regex; what it leaves open is in docs/regex.md.
local spec = require 'spec'
local test, equal, same, truthy, raises = spec.test, spec.equal, spec.same, spec.truthy, spec.raises
local regex, generic_error = require 'regex', require 'generic_error'

local function re(pattern, grammar, options)
    options = options or {}
    options.pattern, options.grammar = pattern, grammar or 'ecma'
    return regex.new(options)
end

local function texts(list)
    local result = {}
    for i, part in ipairs(list) do result[i] = tostring(part) end
    return result
end

test('match is of the whole string and returns the captures', function()
    local key, value = regex.match(re '(\\w+)\\s*=\\s*(.*)', 'name = value')
    equal(key, 'name')
    equal(value, 'value')
    equal(regex.match(re 'a+', 'aaa'), 'aaa')
    equal(regex.match(re 'a+', 'aaab'), nil)
    equal(select('#', regex.match(re '(a)|(b)|(c)', 'b')), 3)
    equal(select(2, regex.match(re '(a)|(b)|(c)', 'b')), 'b')
end)

test('nosubs makes groups unmarked', function()
    equal(regex.match(re('(a)(b)', 'ecma', {nosubs = true}), 'ab'), 'ab')
    equal(regex.search(re('(a)(b)', 'extended', {nosubs = true}), 'ab')[1], nil)
end)

test('search tells positions', function()
    local m = regex.search(re 'b(c)(x)?', 'abcd')
    equal(m.empty, false)
    equal(m[0].start, 2)
    equal(m[0].end_, 3)
    equal(m[1].start, 3)
    equal(m[1].end_, 3)
    equal(m[2], nil)
    equal(('abcd'):sub(m[0].start, m[0].end_), 'bc')
end)

test('search that finds nothing is empty', function()
    local m = regex.search(re 'x', 'abc')
    equal(m.empty, true)
    equal(m[0], nil)
end)

test('an empty match ends before it begins', function()
    local m = regex.search(re 'x*', 'abc')
    equal(m.empty, false)
    equal(m[0].start, 1)
    equal(m[0].end_, 0)
end)

test('split', function()
    same(regex.split(re ',', 'a,b,,c,'), {'a', 'b', '', 'c', ''})
    same(regex.split(re '\\s+', 'one  two\tthree'), {'one', 'two', 'three'})
    same(regex.split(re ',', ''), {''})
    same(regex.split(re '', 'abc'), {'a', 'b', 'c'})
end)

test('patsplit', function()
    same(regex.patsplit(re '\\d+', 'a1b22c333'), {'1', '22', '333'})
    same(regex.patsplit(re '([^,]*)|("[^"]+")', 'a,,b'), {'a', '', 'b'})
    same(regex.patsplit(re('([^,"]+)|("[^"]*")', 'extended'), 'a,"b,c",d'), {'a', '"b,c"', 'd'})
    same(regex.patsplit(re 'x', 'abc'), {})
end)

test('parts of a byte span are slices of its memory', function()
    local span = byte_span.append('k=v')
    local key, value = regex.match(re '(.)=(.)', span)
    local parts, words = regex.split(re '=', span), regex.patsplit(re '\\w', span)
    span[1] = string.byte('K')
    equal(getmetatable(key), 'byte_span')
    equal(tostring(key), 'K')
    equal(tostring(value), 'v')
    same(texts(parts), {'K', 'v'})
    same(texts(words), {'K', 'v'})
    equal(regex.search(re 'v', span)[0].start, 3)
    equal(regex.match(re '...', span), span)
end)

test('the grammars differ', function()
    local function found(pattern, grammar, s)
        local m = regex.search(re(pattern, grammar), s)
        return not m.empty and s:sub(m[0].start, m[0].end_) or nil
    end
    equal(found('a|ab', 'ecma', 'abc'), 'a')
    equal(found('a|ab', 'extended', 'abc'), 'ab')
    equal(found('a|ab', 'basic', 'xa|aby'), 'a|ab')
    equal(found('a+', 'basic', 'aaa+'), 'a+')
    equal(found('\\(a*\\)b\\1', 'basic', 'aabaa'), 'aabaa')
    equal(found('[[:upper:]]{2}', 'extended', 'abCDe'), 'CD')
    equal(found('(?=(\\w+))\\1:', 'ecma', 'ab:'), 'ab:')
    equal(found('\\bfoo\\b', 'ecma', 'foobar foo'), 'foo')
end)

test('letter case is ignored on request', function()
    equal(regex.match(re('(hello) \\1', 'ecma', {ignore_case = true}), 'Hello HELLO'), 'Hello')
    equal(regex.match(re('[a-c]+', 'extended', {ignore_case = true}), 'aBC'), 'aBC')
    equal(regex.match(re('hello', 'basic'), 'Hello'), nil)
end)

test('every byte counts', function()
    local bytes = {}
    for i = 0, 255 do bytes[#bytes + 1] = string.char(i) end
    local all = table.concat(bytes)
    for _, grammar in ipairs {'basic', 'extended'} do
        equal(regex.match(re('.*', grammar), all), all)
    end
    equal(regex.match(re '[^]*', all), all)
    equal(regex.search(re '\\x80+', 'a\128\128')[0].end_, 3)
    equal(#regex.split(re '\0', 'a\0b\0c'), 3)
end)

test('errors tell what is wrong and where', function()
    local e = raises(generic_error.EINVAL, 1, re, 'ab(c')
    equal(e.reason, 'error_paren')
    equal(e.position, 3)
    equal(e.detail, 'error_paren at byte 3: the parenthesis is not closed')
    equal(raises(generic_error.EINVAL, 1, re, '[b-a]', 'extended').reason, 'error_range')
    equal(raises(generic_error.EINVAL, 1, re, 'a\\{2', 'basic').reason, 'error_brace')
    equal(raises(generic_error.EINVAL, 1, re, 'a', 'awk').option, 'grammar')
    raises(generic_error.EINVAL, 1, regex.new)
    raises(generic_error.EINVAL, 1, regex.match, 'a', 'a')
    raises(generic_error.EINVAL, 2, regex.match, re 'a', 12)
end)

test('a regex has a type and no members', function()
    equal(getmetatable(re 'a'), 'regex')
    equal(type(re 'a'), 'userdata')
    spec.raises_core(8, function() return re('a').pattern end)
end)

test('no pattern occupies the VM for ever', function()
    local a = ('a'):rep(20000)
    equal(regex.match(re '(a*)*b', a), nil)
    equal(regex.search(re '(a|aa)+$', a .. 'b').empty, true)
    equal(regex.match(re('((a*)*)*b', 'extended'), a), nil)
    equal(raises(generic_error.EINVAL, 1, regex.match, re '(a*)*\\1b', a).reason, 'error_complexity')
    equal(raises(generic_error.EINVAL, 1, re, 'a{1000}{1000}{1000}', 'extended').reason, 'error_space')
    equal(raises(generic_error.EINVAL, 1, re, ('('):rep(100000)).reason, 'error_stack')
    equal(regex.match(re 'a+', 'aa'), 'aa')
end)

spec.run()
