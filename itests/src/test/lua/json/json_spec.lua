local spec = require 'spec'
local json = require 'json'
local time = require 'time'
local error_code = require 'error_code'
local test, equal, truthy, raises = spec.test, spec.equal, spec.truthy, spec.raises
local generic_error = require 'generic_error'
local EINVAL, ERANGE = generic_error.EINVAL, generic_error.ERANGE

local function lexer(alias) return error_code.new(alias, json.lexer_ecat) end
local function dom(alias) return error_code.new(alias, json.dom_ecat) end

test("the reference's examples", function()
    equal(json.encode({'foo', {bar = {'baz', json.null, 1, 2}}}), '["foo",{"bar":["baz",null,1,2]}]')
    equal(json.encode('\\'), '"\\\\"')
    local obj = json.decode('["foo", {"bar":["baz", null, 1.0, 2]}]')
    equal(obj[1], 'foo')
    equal(obj[2].bar[2], json.null)
    equal(obj[2].bar[3], 1)
    equal(json.decode('"\\"foo\\bar"'), '"foo\bar')
    equal(json.encode(json.decode('{"items":[],"properties":{}}')), '{"items":[],"properties":{}}')
    equal(json.encode(json.null), 'null')
    equal(json.encode(json.into_array()), '[]')
    equal(json.encode('hey "pretty"'), '"hey \\"pretty\\""')
    truthy(json.is_array(json.decode(' [ ["test", 4, false] ]')))
end)

test('null', function()
    equal(tostring(json.null), 'null')
    equal(type(json.null), 'userdata')
    truthy(json.null)
    spec.raises_core(8, function() return json.null.x end)
    truthy(not pcall(setmetatable, json.null, {}))
end)

test('the names of an object keep their order', function()
    local text = '{"zebra":1,"ant":{"z":1,"y":2},"cow":[],"bee":null}'
    local value = json.decode(text)
    equal(json.encode(value), text)
    value.ant = nil
    equal(json.encode(value), '{"zebra":1,"cow":[],"bee":null}')
    value.dog = 5
    equal(json.encode(value), '{"zebra":1,"cow":[],"bee":null,"dog":5}')
    value.ant = 0
    value.cow = 'moo'
    equal(json.encode(value), '{"zebra":1,"ant":0,"cow":"moo","bee":null,"dog":5}')
    value[1] = 'array now'
    equal(json.encode(value), '["array now"]')
end)

test('a decoded object is a table as any other', function()
    local value = json.decode('{"a":1,"b":2,"c":{"d":3}}')
    local seen = {}
    for k, v in pairs(value) do seen[#seen + 1] = k end
    table.sort(seen)
    spec.same(seen, {'a', 'b', 'c'})
    equal(getmetatable(value), nil)
    equal(next(json.decode('{}')), nil)
    setmetatable(value, {__index = function(_, k) return k .. '?' end})
    equal(value.x, 'x?')
end)

test('errors tell where', function()
    local e = raises(lexer 'unexpected_token', nil, json.decode, '{"a": 1,\n "b\195\169": ?}')
    equal(e.position, 18)
    equal(e.line, 2)
    equal(e.column, 8)
    equal(tostring(e.category), 'emilua.json.lexer')
    e = raises(dom 'number_overflow', nil, json.decode, '[1,2e308]')
    equal(e.position, 4)
    equal(tostring(e.category), 'emilua.json.dom')
    equal(e:togeneric(), ERANGE)
    e = raises(dom 'number_not_finite', nil, json.encode, {list = {1, {['odd key'] = 0 / 0}}})
    equal(e.path, '.list[2]["odd key"]')
    e = raises(dom 'unsupported_type', nil, json.encode, {f = print})
    equal(e.path, '.f')
end)

test('cycles and nesting', function()
    local t = {}
    t.t = {t}
    raises(dom 'cycle_exists', nil, json.encode, t)
    local shared = {1}
    equal(json.encode({shared, {shared}}), '[[1],[[1]]]')
    local chain, last = {}, nil
    last = chain
    for i = 1, 100 do
        last[1] = {}
        last = last[1]
    end
    last[1] = chain[1]
    raises(dom 'cycle_exists', nil, json.encode, chain)
    last[1] = nil
    equal(json.encode(chain), ('['):rep(100) .. '{}' .. (']'):rep(100))
    raises(dom 'nesting_too_deep', nil, json.decode, ('['):rep(1001))
    local deep = json.decode(('['):rep(1000) .. (']'):rep(1000))
    equal(#json.encode(deep), 2000)
    raises(dom 'nesting_too_deep', nil, json.encode, {deep})
end)

test('__tojson', function()
    local mt = {}
    mt.__tojson = function(o, state)
        local writer = state.writer
        writer:begin_object()
        writer:value('foo')
        writer:value(o.foo)
        writer:value('bar')
        json.encode(o.bar, {state = state})
        writer:end_object()
    end
    local inner = setmetatable({foo = 2, bar = {'x'}}, mt)
    local outer = setmetatable({foo = 1, bar = inner}, mt)
    equal(json.encode({outer, 3}), '[{"foo":1,"bar":{"foo":2,"bar":["x"]}},3]')
    equal(json.encode(outer, {indent = ' '}), '{\n "foo": 1,\n "bar": {\n  "foo": 2,\n  "bar": [\n   "x"\n  ]\n }\n}')
    inner.bar = outer
    raises(dom 'cycle_exists', nil, json.encode, outer)
    -- as the reference describes it for who does not call encode
    local by_hand = setmetatable({}, {__tojson = function(o, state)
        if state.visited[inner] then error(dom 'cycle_exists') end
        state.visited[inner] = true
        inner.bar = state.indent or 'none'
        getmetatable(inner).__tojson(inner, state)
    end})
    equal(json.encode(by_hand), '{"foo":2,"bar":"none"}')
end)

test('a __tojson that fails leaves nothing', function()
    local bad = setmetatable({}, {__tojson = function(o, state)
        state.writer:begin_array()
        state.writer:value('lost')
        error('no luck', 0)
    end})
    local careful = setmetatable({}, {__tojson = function(o, state)
        state.writer:begin_array()
        state.writer:value(1)
        local ok, e = pcall(json.encode, {2, {bad}}, {state = state})
        equal(ok, false)
        equal(e, 'no luck')
        equal(state.writer.level, 2)
        state.writer:value(3)
        state.writer:end_array()
    end})
    equal(json.encode({careful}), '[[1,3]]')
    equal(spec.raised(json.encode, {bad}), 'no luck')
end)

test('__tojson may suspend, and be interrupted', function()
    local slow = setmetatable({}, {__tojson = function(o, state)
        time.sleep(0.001)
        this_fiber.yield()
        state.writer:value(o.n)
    end})
    local texts, fibers = {}, {}
    for i = 1, 5 do
        fibers[i] = spawn(function()
            texts[i] = json.encode({setmetatable({n = i}, getmetatable(slow)), setmetatable({n = -i}, getmetatable(slow))})
        end)
    end
    for _, f in ipairs(fibers) do f:join() end
    spec.same(texts, {'[1,-1]', '[2,-2]', '[3,-3]', '[4,-4]', '[5,-5]'})
    local f = spawn(function()
        json.encode(setmetatable({}, {__tojson = function() time.sleep(1000) end}))
    end)
    this_fiber.yield()
    f:interrupt()
    f:join()
    equal(f.interruption_caught, true)
end)

test('tables may change while they are written', function()
    local t = {a = 1}
    t.b = setmetatable({}, {__tojson = function(_, state)
        for i = 1, 100 do t[i] = i t['k' .. i] = i end
        for k in pairs(t) do t[k] = nil end
        state.writer:value(0)
    end})
    truthy(type(json.decode(json.encode(t))) == 'table')
end)

test('what a traversal passes through works: weak tables, modules', function()
    local t = setmetatable({a = 1}, {__mode = 'k'})
    t.b = 2
    local back = json.decode(json.encode(t))
    equal(back.a, 1)
    equal(back.b, 2)
    raises(dom 'unsupported_type', nil, json.encode, json)
    equal(json.encode(byte_span.append('x') and 1), '1')
    raises(dom 'unsupported_type', nil, json.encode, byte_span.append('x'))
end)

test('the writer', function()
    local w = json.writer.new()
    w:begin_object()
    equal(w.level, 1)
    raises(lexer 'invalid_key', nil, w.value, w, 1)
    w:value('list')
    raises(lexer 'missing_value', nil, w.end_object, w)
    w:begin_array()
    equal(w.level, 2)
    for _, v in ipairs {1, -2.5, 'text', true, json.null} do w:value(v) end
    w:literal('{"raw":[]}')
    raises(lexer 'unbalanced_end_object', nil, w.end_object, w)
    raises(lexer 'unexpected_end', nil, w.generate, w)
    w:end_array()
    w:end_object()
    raises(lexer 'excess_value', nil, w.begin_array, w)
    equal(w:generate(), '{"list":[1,-2.5,"text",true,null,{"raw":[]}]}')
    raises(EINVAL, 1, w.value, w, 1)
    raises(EINVAL, 1, function() return w.level end)
    equal(getmetatable(w), 'json.writer')
end)

test('strings of any bytes come back', function()
    local all = {}
    for i = 0, 255 do all[#all + 1] = string.char(i) end
    local bytes = table.concat(all)
    local text = json.encode({[bytes] = bytes})
    truthy(not text:find('[\128-\255]'))
    equal(json.decode(text)[bytes], bytes)
    equal(json.decode('"\255\254"'), '\255\254')
    equal(json.encode('h\195\169'), '"h\195\169"')
end)

test('large documents', function()
    local parts = {}
    for i = 1, 20000 do parts[i] = '"key' .. i .. '":' .. i end
    local text = '{' .. table.concat(parts, ',') .. '}'
    equal(json.encode(json.decode(text)), text)
    local list = '[' .. ('"0123456789",'):rep(800000) .. '0]'
    equal(#json.decode(list), 800001)
end)

spec.run()
