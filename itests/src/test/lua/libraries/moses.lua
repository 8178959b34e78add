-- needs lua-moses: moses.lua
local t = ...
local M = require 'moses'

local say = t.say
local function even(x) return x % 2 == 0 end
local function square(x) return x * x end
local function add(a, b) return a + b end
local function all(...)
    local out = {}
    for a, b, c in ... do
        out[#out + 1] = {a, b, c}
    end
    return out
end
local numbers = M.range(1, 10)

say('operators', M.operator.add(1, 2), M.operator.mod(7, 3), M.operator.floordiv(-7, 2), M.operator.intdiv(-7, 2), M.operator.pow(2, 10),
    M.operator.concat('a', 'b'), M.operator.land(1, nil), M.operator.lor(false, 2), M.operator.len {1, 2}, M.operator.neq(1, 1))

-- Tables.
say('clear', M.clear {1, 2, a = 3})
local seen = {}
M.each({1, 2, 3}, function(v, k) seen[k] = v * 2 end)
M.eachi({4, 5, x = 6}, function(v, k) seen[k + 10] = v end)
say('each', seen)
say('at', M.at({4, 5, 6}, 1, 3), M.adjust({a = 1}, 'a', square), M.adjust({1, 2}, 2, 'x'))
t.fails('adjust of an absent key', M.adjust, {a = 1}, 'b', 2)
say('count', M.count({1, 1, 2, {1}}, 1), M.count({{1}, {1}}, {1}), M.count({1, 2}), M.countf(numbers, even), M.allEqual {2, 2}, M.allEqual {1, 2})
say('cycle', all(M.cycle({1, 2}, 2)), all(M.cycle({1}, 0)))
say('map', M.map(numbers, square), M.reduce(numbers, add), M.reduce(numbers, add, 100), M.reduceRight({'a', 'b', 'c'}, M.operator.concat))
say('best', M.best({'a', 'ccc', 'bb'}, function(a, b) return #a > #b end), M.reduceBy(numbers, add, even))
say('map and reduce', M.mapReduce({'a', 'b', 'c'}, M.operator.concat), M.mapReduceRight({'a', 'b', 'c'}, M.operator.concat))
say('include', M.include({6, 8, 10}, 8), M.include({{1, 2}}, {1, 2}), M.include(numbers, function(x) return x > 9 end), M.detect({6, 8}, 8))
local people = {{name = 'Ann', age = 30}, {name = 'Bob', age = 25}, {name = 'Cid', age = 30}}
say('where', M.where(people, {age = 30}), M.findWhere(people, {age = 25}), M.findWhere(people, {age = 1}))
say('select', M.select(numbers, even), M.reject(numbers, even), M.all(numbers, even), M.all({2, 4}, even))
say('invoke', M.invoke({'a', 'bc'}, string.len), M.pluck(people, 'name'), M.max(people, function(p) return p.age end), M.min(people, function(p) return p.age end), M.max {3, 1})
say('same', M.same({1, 2, 3}, {3, 2, 1}), M.same({1}, {1, 2}), M.sort({3, 1, 2}, function(a, b) return a > b end))
say('sorted', all(M.sortedk {c = 1, a = 2, b = 3}), all(M.sortedv {c = 1, a = 3, b = 2}), M.sortBy({-3, 1, 2}, math.abs))
say('groups', M.groupBy(numbers, even), M.countBy(numbers, even), M.size(numbers), M.size(1, 2, 3), M.size())
say('keys', M.containsKeys({a = 1, b = 2}, {a = 0}), M.sameKeys({a = 1}, {a = 2}), M.sameKeys({a = 1}, {b = 1}))

-- Arrays.
say('random', M.sample(numbers, 3, 42), M.sampleProb(numbers, 0.5, 7), M.shuffle(numbers, 9))
say('nsorted', M.nsorted({5, 2, 4, 1, 3}, 3), M.nsorted({'b', 'a'}, 1), M.find({4, 5, 6, 5}, 5), M.find({{1}}, {1}), M.find({5, 5}, 5, 2))
say('reverse', M.reverse {1, 2, 3}, M.fill({1, 2, 3}, 0), M.fill({1, 2, 3}, 9, 2, 3), M.zeros(3), M.ones(2), M.vector('x', 2))
say('while', M.selectWhile({2, 4, 5, 6}, even), M.dropWhile({2, 4, 5, 6}, even), M.sortedIndex({1, 2, 4}, 3), M.sortedIndex({}, 1))
say('index', M.indexOf({4, 5, 5}, 5), M.lastIndexOf({4, 5, 5}, 5), M.findIndex(numbers, even), M.findLastIndex(numbers, even), M.indexOf({}, 1))
say('push', M.addTop({1}, 2, 3), M.prepend({1}, 2, 3), M.push({1}, 2, 3), M.shift({1, 2, 3}, 2), M.unshift({1, 2, 3}, 2), M.pull({1, 2, 1, 3}, 1, 3))
say('ranges', M.removeRange({1, 2, 3, 4}, 2, 3), M.chunk({1, 3, 2, 4, 5}, even), M.slice(numbers, 3, 5), M.slice(numbers, -3), M.first(numbers, 2))
say('parts', M.initial {1, 2, 3}, M.last(numbers, 2), M.rest(numbers, 8), M.nth(numbers, 4), M.compact {1, false, 2, 0, ''})
say('flatten', M.flatten {1, {2, {3, {4}}}}, M.flatten({1, {2, {3}}}, true))
say('sets', M.difference({1, 2, 3}, {2}), M.union({1, 2}, {2, 3}), M.intersection({1, 2, 3}, {2, 3, 4}), M.disjoint({1}, {2}), M.disjoint({1}, {1}),
    M.symmetricDifference({1, 2}, {2, 3}), M.unique {1, 2, 1, 3, 2}, M.isunique {1, 2}, M.isunique {1, 1}, M.sort(M.duplicates {1, 2, 1, 2, 3}))
say('zip', M.zip({1, 2}, {'a', 'b'}), M.zipWith(add, {1, 2}, {3, 4}), M.append({1}, {2}), M.interleave({1, 2}, {'a', 'b'}), M.interpose({1, 2, 3}, 0))
say('range', M.range(3), M.range(2, 8, 3), M.range(3, -3, -2), M.rep('x', 3), M.powerset {1, 2, 3})
say('windows', all(M.partition({1, 2, 3, 4, 5}, 2)), all(M.partition({1, 2, 3}, 2, 0)), all(M.overlapping({1, 2, 3, 4}, 3)), all(M.aperture({1, 2, 3, 4}, 3)), all(M.pairwise {1, 2, 3}))
say('permutations', all(M.permutation {'a', 'b', 'c'}), M.concat({1, 2, 3}, '-', 2), M.xprod({1, 2}, {'a', 'b'}), M.xpairs(0, {1, 2}), M.xpairsRight(0, {1, 2}))
say('sums', M.sum {1, 2.5}, M.product {2, 3, 4}, M.mean {1, 2}, M.median {3, 1, 2}, M.median {4, 1, 2, 3})

-- Functions.
say('simple', M.noop(), M.identity(5), M.call(add, 1, 2), M.constant(7)(), M.applySpec {sum = add, max = math.max}(3, 4))
say('threads', M.thread(2, {add, 3}, {add, 4}), M.threadRight(2, {M.operator.sub, 10}), M.thread(16, math.sqrt, {M.operator.exp, 2}))
say('dispatch', M.dispatch(function() end, function(x) return x and x * 2 end)(4))
local calls = 0
local slow = M.memoize(function(x) calls = calls + 1 return x * 2 end)
say('memoize', slow(4), slow(4), slow(5), calls)
say('unfold', M.unfold(function(x) if x < 100 then return x, x * 3 end end, 1))
local once = M.once(function() calls = calls + 1 return calls end)
say('counted', once(), once(), M.before(function() calls = calls + 1 return calls end, 2)(), M.after(M.identity, 1)(3))
say('compose', M.compose(square, math.sqrt)(16), M.pipe(3, even, square), M.complement(even)(3), M.juxtapose(9, math.sqrt, even))
say('wrap', M.wrap(square, function(f, x) return f(x) + 1 end)(3), M.times(function(i) return i * i end, 4))
say('bind', M.bind(add, 5)(1), M.bind2(M.operator.sub, 1)(10), M.bindn(M.pack, 1, 2)(3), M.cond({{even, M.constant 'even'}, {M.constant(true), M.constant 'odd'}})(3))
local window = {x = 10, scale = function(self, n) return self.x * n end}
M.bindall(window, 'scale')
say('bindall', window.scale(3))
say('logic', M.both(even, function(x) return x > 3 end)(4), M.either(even, function(x) return x > 3 end)(5), M.neither(even, even)(3))
say('ids', type(M.uniqueId()), M.uniqueId('id%d'):match('^id%d+$') ~= nil, M.uniqueId(function(id) return id * 0 end))
say('iterators', all(M.iterator(function(x) return x * 2 end, 1, 4)), M.tabulate(M.iterator(square, 2, 3)), M.iterlen(ipairs {1, 2, 3}), M.tabulate(M.skip(M.iterator(square, 2, 4), 2)))
say('arguments', M.castArray(1), M.castArray {1}, M.flip(M.pack)(1, 2, 3), M.nthArg(2)('a', 'b'), M.nthArg(-1)('a', 'b'), M.unary(M.pack)(1, 2), M.ary(M.pack, 2)(1, 2, 3),
    M.noarg(M.pack)(1), M.rearg(M.pack, {3, 1, 2})(1, 2, 3))
say('over', M.over(math.max, math.min)(1, 2, 3), M.overEvery(even, M.isNumber)(2), M.overSome(even, M.isString)(1), M.overArgs(M.pack, square, square)(2, 3), M.converge(add, square, square)(3))
say('partial', M.partial(M.pack, '_', 2)(1, 3), M.partialRight(M.pack, 3)(1, 2), M.curry(function(a, b, c) return a + b + c end, 3)(1)(2)(3))
t.fails('curry of what cannot be added', M.curry(add, 2)(1), 'x')

-- Objects.
local object = {a = 1, b = {c = {d = 2}}}
say('keys', M.sort(M.keys(object)), M.sort(M.values {x = 3, y = 1}), M.path(object, 'b', 'c', 'd'), M.path(object, 'x', 'y'), M.spreadPath({a = 1, b = {c = 2}}, 'b'), M.flattenPath({a = 1, b = {c = 2}}, 'b'))
say('pairs', M.toObj {{'x', 1}, {'y', 2}}, M.kvpairs {x = 1}, M.invert {a = 'x', b = 'y'}, M.property('a')(object), M.propertyOf(object)('a'), M.toBoolean(nil))
say('extend', M.extend({a = 1}, {b = 2}, {a = 3}), M.sort(M.functions {f = print, g = print, x = 1}), M.clone(object), M.clone(object).b == object.b, M.clone(object, true).b == object.b)
say('pick', M.tap({1}, function(v) v[2] = 2 end), M.has(object, 'a'), M.pick(object, 'a', 'z'), M.omit(object, 'b'), M.template({a = 0}, {a = 1, b = 2}))
say('equal', M.isEqual(object, M.clone(object)), M.isEqual({1}, {1, 2}), M.isEqual('a', 'a'), M.result({text = 'abc', f = function() return 'called' end}, 'f'))
for _, value in ipairs {1, 1.5, 1 / 0, 0 / 0, 'x', {}, {1}, {a = 1}, print, true} do
    say('kind of ' .. t.show(value), M.type(value), M.isTable(value), M.isCallable(value), M.isArray(value), M.isIterable(value), M.isEmpty(value), M.isString(value),
        M.isFunction(value), M.isNil(value), M.isNumber(value), M.isNaN(value), M.isFinite(value), M.isBoolean(value), M.isInteger(value))
end
t.fails('map of nothing', M.map, nil, square)
t.fails('sum of texts', M.sum, {'a'})
t.fails('sortBy of two types', M.sortBy, {1, 'a'})

-- Chains.
say('chain', M.chain(numbers):map(square):select(even):reverse():value(), M(numbers):sum():value(), M.chain({3, 1, 2}):sort():first(2):value())
local context = M.import({}, true)
say('import', type(context.map), type(context.isNaN))

-- Larger ones.
local draw, list = t.random(555), {}
for i = 1, 1500 do
    list[i] = draw(900)
end
local groups = M.groupBy(list, function(v) return v % 10 end)
local kept = M.chain(list):unique():reject(even):sortBy(function(v) return v * 7 % 101 * 1000 + v end):value()
say('large', #kept, t.digest(table.concat(kept, ' ')), M.sum(M.map(groups, function(g) return #g end)), t.digest(t.show(groups)), t.digest(t.show(M.shuffle(list, 3))))
