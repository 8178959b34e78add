-- needs lua-dkjson: dkjson.lua
local t = ...
local json = require 'dkjson'

-- Encoding.
t.equal('an array', json.encode {1, 2.5, 'x', true, false, json.null}, '[1,2.5,"x",true,false,null]')
t.equal('empty', json.encode {}, '[]')
t.equal('an empty object', json.encode(setmetatable({}, {__jsontype = 'object'})), '{}')
t.say('nil', json.encode(nil))
t.say('numbers', json.encode {0, -1, 1e15, 1e100, 0.1, 1 / 3, 123456789012, math.huge, -math.huge})
t.say('control characters', json.encode 'tab\t nul\0 quote" back\\slash /\127')
t.say('special spaces', json.encode '\226\128\168 \194\173 \239\187\191 \228\246')
t.say('quoted', json.quotestring 'a"b\n')
t.say('holes', json.encode {n = 4, 1, nil, 3})
t.say('sparse', json.encode({[1] = 'a', [100] = 'b'}, {keyorder = {1, 100}}))
local ordered = {keyorder = {'name', 'size', 'tags', 'inner'}}
local value = {tags = {'x', 'y'}, inner = {size = 2, name = 'deep'}, size = 1.5, name = 'top'}
t.equal('ordered', json.encode(value, ordered), '{"name":"top","size":1.5,"tags":["x","y"],"inner":{"name":"deep","size":2}}')
t.text('indented', json.encode(value, {indent = true, keyorder = ordered.keyorder}))
t.text('deeper', json.encode(value, {indent = true, level = 2, keyorder = ordered.keyorder}))
t.say('an order of its own', json.encode(setmetatable({b = 1, a = 2}, {__jsonorder = {'a', 'b'}})))
t.say('an encoder of its own', json.encode {setmetatable({}, {__tojson = function(_, state)
    return '"level ' .. tostring(state.level) .. '"'
end})})
local state = {buffer = {'before '}, bufferlen = 1}
t.say('a buffer', json.encode({1, 2}, state), table.concat(state.buffer, '', 1, state.bufferlen))

-- What cannot be encoded.
local cycle = {}
cycle[1] = cycle
t.fails('a cycle', json.encode, cycle)
t.fails('a function', json.encode, {print})
t.fails('a boolean key', json.encode, {[true] = 1})
t.say('exceptions as texts', json.encode({print, cycle}, {exception = json.encodeexception}))
t.fails('a handler that gives up', json.encode, {print}, {exception = function(reason) return nil, 'gave up: ' .. reason end})

-- Decoding.
t.say('decoded', json.decode ' {"a" : [1, 2.5e3, -0.5, {"b": "c"}], "d": null, "e": true, "f": false} ')
t.say('null', json.decode('[null, 1]', 1, 'nothing'))
t.say('from a position', json.decode('xx[1]yy', 3))
t.say('escapes', json.decode [["\u00e4\u20ac\ud83d\ude00\n\t\/\\\"\b\f\r\u0000"]])
t.say('comments', json.decode '/* a */ [1, // one\n 2 /* two */]')
t.say('meta', getmetatable(json.decode '{}').__jsontype, getmetatable(json.decode '[]').__jsontype, getmetatable(json.decode('{}', 1, nil, nil)))
for _, wrong in ipairs {'', '  ', '[1,', '[1 2]', '{"a" 1}', '{"a":}', '{a:1}', '"open', 'nul', 'truth', '[1]]', '{"a":1,}', '-', '[\n\n  x]',
        '/* open'} do
    t.say('wrong ' .. t.show(wrong), json.decode(wrong))
end
t.say('no lpeg', (pcall(json.use_lpeg)))

-- Random documents, there and back.
local draw = t.random(4711)
local words = {'alpha', 'b\228ta', 'q"uote', 'new\nline', '', 'sl\\ash', '\226\130\172', 'e'}
local function document(depth)
    local kind = draw(depth > 5 and 4 or 6)
    if kind == 1 then
        return draw(1000000) - 500000
    elseif kind == 2 then
        return (draw(2000) - 1000) / 64
    elseif kind == 3 then
        return words[draw(#words)]
    elseif kind == 4 then
        return draw(2) == 1
    elseif kind == 5 then
        local list = {}
        for i = 1, draw(6) do
            list[i] = document(depth + 1)
        end
        return list
    end
    local object = {}
    for i = 1, draw(6) do
        object['k' .. i .. words[draw(#words)]] = document(depth + 1)
    end
    return object
end
local texts = {}
for i = 1, 60 do
    local original = {document(0), document(1)}
    local order = {}
    local function collect(part)
        if type(part) == 'table' then
            for _, key in ipairs(t.sorted_keys(part)) do
                if type(key) == 'string' then
                    order[#order + 1] = key
                end
                collect(part[key])
            end
        end
    end
    collect(original)
    local text = json.encode(original, {keyorder = order, indent = i % 2 == 0})
    local decoded, position, message = json.decode(text)
    t.equal('document ' .. i, {decoded, message}, {original})
    t.equal('end of document ' .. i, position, #text + 1)
    texts[i] = text
end
t.say('texts', t.digest(table.concat(texts, '\n')))
