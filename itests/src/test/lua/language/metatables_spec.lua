-- Metamethods, and the words of runtime errors.
local spec = require 'spec'
local test, equal, truthy, raised = spec.test, spec.equal, spec.truthy, spec.raised

local function words(f, ...)
    local e = raised(f, ...)
    return (e:gsub('^.-:%d+: ', ''))
end

test('arithmetic events', function()
    local log = {}
    local mt = {}
    for _, event in ipairs {'add', 'sub', 'mul', 'div', 'mod', 'pow', 'concat'} do
        mt['__' .. event] = function(a, b) log[#log + 1] = event return event end
    end
    mt.__unm = function(a) return 'unm' end
    mt.__len = function(a) return 42 end
    local t = setmetatable({}, mt)
    equal(t + 1, 'add') equal(1 - t, 'sub') equal(t * t, 'mul') equal(t / 2, 'div') equal(2 % t, 'mod') equal(t ^ 2, 'pow')
    equal(t .. 'x', 'concat') equal('x' .. t, 'concat') equal(1 .. t, 'concat') equal(-t, 'unm')
    equal(#log, 9)
    equal('a' .. 'b' .. t, 'aconcat')
end)

test('comparison events', function()
    local mt = {}
    mt.__eq = function(a, b) return a.n == b.n end
    mt.__lt = function(a, b) return a.n < b.n end
    mt.__le = function(a, b) return a.n <= b.n end
    local function new(n) return setmetatable({n = n}, mt) end
    local a, b, c = new(1), new(2), new(1)
    truthy(a == c) truthy(a ~= b) truthy(a < b) truthy(b > a) truthy(a <= c) truthy(b >= a)
    truthy(not (a < c)) truthy(not rawequal(a, c))
    local only_lt = {__lt = function(x, y) return x.n < y.n end}
    local p, q = setmetatable({n = 1}, only_lt), setmetatable({n = 2}, only_lt)
    truthy(p <= q) truthy(not (q <= p))
end)

test('index and newindex', function()
    local base = {inherited = 1}
    local t = setmetatable({}, {__index = base})
    equal(t.inherited, 1)
    base.inherited = 2
    equal(t.inherited, 2)
    base.f = function() return 'old' end
    local function call() return t.f() end
    for _ = 1, 200 do equal(call(), 'old') end
    base.f = function() return 'new' end
    equal(call(), 'new')
    t.f = function() return 'own' end
    equal(call(), 'own')
    t.f = nil
    equal(call(), 'new')
    setmetatable(t, {__index = function(self, k) return k .. '!' end})
    equal(t.any, 'any!')
    local stored = {}
    local proxy = setmetatable({}, {__newindex = stored})
    proxy.x = 1
    equal(rawget(proxy, 'x'), nil) equal(stored.x, 1)
    local log
    local guarded = setmetatable({known = 1}, {__newindex = function(self, k, v) log = k rawset(self, k, v) end})
    guarded.known = 2
    equal(log, nil)
    guarded.fresh = 3
    equal(log, 'fresh') equal(guarded.fresh, 3)
    equal(('x'):upper(), 'X')
    equal(#setmetatable({}, {__len = function() return 7 end}), 7)
end)

test('classes change while objects live', function()
    local A, B = {}, {}
    A.__index, B.__index = A, B
    setmetatable(B, {__index = A})
    function A:name() return 'A' end
    local objects = {}
    for i = 1, 50 do objects[i] = setmetatable({id = i}, B) end
    local function names()
        local s = {}
        for i = 1, 50 do s[i] = objects[i]:name() end
        return table.concat(s)
    end
    for _ = 1, 20 do equal(names(), ('A'):rep(50)) end
    function B:name() return 'B' end
    equal(names(), ('B'):rep(50))
    B.name = nil
    equal(names(), ('A'):rep(50))
    objects[50].name = function() return 'x' end
    equal(names(), ('A'):rep(49) .. 'x')
    setmetatable(B, {__index = {name = function() return 'C' end}})
    equal(names(), ('C'):rep(49) .. 'x')
end)

test('call and tostring', function()
    local f = setmetatable({}, {__call = function(self, a, b) return a, b, self end, __tostring = function() return 'me' end})
    equal(select('#', f(1, 2)), 3)
    equal((f(5)), 5)
    equal(tostring(f), 'me')
    equal(getmetatable(setmetatable({}, {__metatable = 'locked'})), 'locked')
end)

test('errors name what is wrong', function()
    local t, s = {}, 'text'
    local up = nil
    equal(words(function() local x; return x.y end), "attempt to index local 'x' (a nil value)")
    equal(words(function() return up.y end), "attempt to index upvalue 'up' (a nil value)")
    equal(words(function() return no_such.y end), "attempt to index global 'no_such' (a nil value)")
    equal(words(function() return t.a.b end), "attempt to index field 'a' (a nil value)")
    equal(words(function() t.missing() end), "attempt to call field 'missing' (a nil value)")
    equal(words(function() t:missing() end), "attempt to call method 'missing' (a nil value)")
    equal(words(function() no_such() end), "attempt to call global 'no_such' (a nil value)")
    equal(words(function() local f = 5; f() end), "attempt to call local 'f' (a number value)")
    equal(words(function() return 1 + t end), "attempt to perform arithmetic on upvalue 't' (a table value)")
    equal(words(function() return t.x + 1 end), "attempt to perform arithmetic on field 'x' (a nil value)")
    equal(words(function() return s .. t end), "attempt to concatenate upvalue 't' (a table value)")
    equal(words(function() return #5 end), 'attempt to get length of a number value')
    equal(words(function() return {} < {} end), 'attempt to compare two table values')
    equal(words(function() return 1 < 'x' end), 'attempt to compare number with string')
    equal(words(function() return -{} end), 'attempt to perform arithmetic on a table value')
    equal(words(function() t[nil] = 1 end), 'table index is nil')
    equal(words(function() t[0 / 0] = 1 end), 'table index is NaN')
    equal(words(function() ('x'):rep() end), "bad argument #1 to 'rep' (number expected, got no value)")
    equal(words(function() string.rep() end), "bad argument #1 to 'rep' (string expected, got no value)")
    equal(words(function() setmetatable(1, {}) end), "bad argument #1 to 'setmetatable' (table expected, got number)")
end)

test('positions and levels', function()
    local function fail(level) error('msg', level) end
    local e1 = raised(function() fail(1) end)
    local e2 = raised(function() fail(2) end)
    local e0 = raised(function() fail(0) end)
    truthy(e1:match '^.*metatables_spec%.lua:%d+: msg$') truthy(e2:match '^.*metatables_spec%.lua:%d+: msg$')
    truthy(tonumber(e2:match ':(%d+):') > tonumber(e1:match ':(%d+):'))
    equal(e0, 'msg')
    equal(raised(error, 12, 0), 12)
    equal(raised(error), nil)
    local object = {}
    equal(raised(error, object), object)
end)

test('a library function between two others is one level', function()
    local calls = {
        function(f) return (string.gsub('a', 'a', f)) end,
        function(f) return table.sort({1, 2}, f) == nil end,
        function(f) return tostring(setmetatable({}, {__tostring = f})) .. '' end,
    }
    for _, call in ipairs(calls) do
        local function at(level)
            return raised(function() local _ = call(function() error('msg', level) end) end)
        end
        equal(at(2), 'msg')
        truthy(at(3):match '^.*metatables_spec%.lua:%d+: msg$')
        truthy(at(4):match '^.*metatables_spec%.lua:%d+: msg$')
    end
end)

test('xpcall passes arguments and sees the error where it is', function()
    local function handler(e) return 'handled ' .. tostring(e) end
    local ok, r = xpcall(function(a, b) return a + b end, handler, 1, 2)
    equal(ok, true) equal(r, 3)
    ok, r = xpcall(function() error('x', 0) end, handler)
    equal(ok, false) equal(r, 'handled x')
    ok, r = xpcall(function() local n = nil; return n.x end, handler)
    truthy(r:find("handled .*attempt to index local 'n'"))
    local depth
    local function inner() local here = 'inner'; error('deep', 0) end
    ok, r = xpcall(function() inner() end, function(e) depth = select(2, pcall(getfenv, 3)) ~= nil return e end)
    equal(r, 'deep') equal(depth, true)
    local function deep(e) return 1 + deep(e) end
    ok, r = xpcall(error, deep, 'x')
    equal(ok, false) equal(r, 'error in error handling')
    ok, r = pcall(xpcall, function() error('again', 0) end, handler)
    equal(ok, true) equal(r, false)
end)

spec.run()
