-- Chapters "Internals", section "User-coroutines", and "Interruption API", section "User-level coroutines".
local spec = require 'spec'
local time, mutex = require 'time', require 'mutex'
local generic_error = require 'generic_error'
local equal, same, truthy, raises, raised = spec.equal, spec.same, spec.truthy, spec.raises, spec.raised

local function test(name, body)
    spec.test('User-coroutines: ' .. name, body)
end

local function rounds(n)
    for _ = 1, n do this_fiber.yield() end
end

test('resume and yield pass any number of values both ways', function()
    local co = coroutine.create(function(...)
        local n = select('#', ...)
        local m = select('#', coroutine.yield(n, nil))
        local k = select('#', coroutine.yield())
        return m, k, nil
    end)
    local function all(...) return {n = select('#', ...), ...} end
    local first = all(coroutine.resume(co, nil, nil, nil))
    equal(first.n, 3)
    equal(first[2], 3)
    equal(all(coroutine.resume(co, 1, nil)).n, 1)
    local last = all(coroutine.resume(co))
    equal(last.n, 4)
    equal(last[2], 2)
    equal(last[3], 0)
    local ok, e = coroutine.resume(co)
    equal(ok, false)
    equal(e, 'cannot resume dead coroutine')
end)

test('a fiber suspends inside a coroutine as outside, and the resumer waits with it', function()
    local order = {}
    local other = spawn(function() order[#order + 1] = 'other' end)
    local co = coroutine.create(function()
        order[#order + 1] = 'before'
        this_fiber.yield()
        order[#order + 1] = 'after'
        return 'done'
    end)
    local ok, value = coroutine.resume(co)
    equal(value, 'done')
    same(order, {'before', 'other', 'after'})
    other:join()
end)

test('what an operation returns or raises arrives inside the coroutine', function()
    local target = spawn(function() rounds(2) return 1, nil, 3 end)
    local failing = spawn(function() rounds(2) error('reason', 0) end)
    local co = coroutine.wrap(function()
        local n = select('#', target:join())
        coroutine.yield(n)
        return pcall(failing.join, failing)
    end)
    equal(co(), 3)
    local ok, e = co()
    equal(ok, false)
    equal(e, 'reason')
end)

test('yields and suspensions mix, several coroutines deep', function()
    local function level(n)
        return coroutine.wrap(function()
            for i = 1, 2 do
                this_fiber.yield()
                if n > 0 then
                    for value in level(n - 1) do
                        time.sleep(0)
                        coroutine.yield(value)
                    end
                end
                coroutine.yield(n * 10 + i)
            end
        end)
    end
    local got = {}
    for value in level(2) do got[#got + 1] = value end
    same(got, {1, 2, 11, 1, 2, 12, 21, 1, 2, 11, 1, 2, 12, 22})
end)

test('status is running, suspended, normal and dead', function()
    local outer, inner
    inner = coroutine.create(function()
        equal(coroutine.status(inner), 'running')
        equal(coroutine.status(outer), 'normal')
        coroutine.yield()
    end)
    outer = coroutine.create(function()
        coroutine.resume(inner)
        equal(coroutine.status(inner), 'suspended')
        equal(coroutine.status(outer), 'running')
    end)
    equal(coroutine.status(outer), 'suspended')
    coroutine.resume(outer)
    equal(coroutine.status(outer), 'dead')
    coroutine.resume(inner)
    equal(coroutine.status(inner), 'dead')
    local failed = coroutine.create(error)
    coroutine.resume(failed)
    equal(coroutine.status(failed), 'dead')
end)

test('a coroutine that is blocked in an operation is normal for everyone else, and busy', function()
    local m = mutex.new()
    m:lock()
    local co = coroutine.create(function() m:lock() coroutine.yield 'first' return 'second' end)
    local f = spawn(function() return select(2, coroutine.resume(co)) end)
    rounds(2)
    equal(coroutine.status(co), 'normal')
    raises(generic_error.EPERM, nil, coroutine.resume, co)
    local wrapped = coroutine.wrap(function() return coroutine.resume(co) end)
    raises(generic_error.EPERM, nil, wrapped)
    m:unlock()
    equal(f:join(), 'first')
    equal(coroutine.status(co), 'suspended')
    equal(select(2, coroutine.resume(co)), 'second')
end)

test('what wrap returned is as busy', function()
    local w = coroutine.wrap(function() rounds(3) return 'end' end)
    local f = spawn(function() return w() end)
    this_fiber.yield()
    raises(generic_error.EPERM, nil, w)
    equal(f:join(), 'end')
end)

test('resuming the running coroutine or one of its resumers fails without harm', function()
    local outer
    outer = coroutine.create(function()
        local ok, e = coroutine.resume(outer)
        equal(ok, false)
        equal(e, 'cannot resume running coroutine')
        local inner = coroutine.create(function() return coroutine.resume(outer) end)
        local ran, resumed, reason = coroutine.resume(inner)
        equal(ran, true)
        equal(resumed, false)
        equal(reason, 'cannot resume running coroutine')
        return 'fine'
    end)
    local ok, value = coroutine.resume(outer)
    equal(value, 'fine')
end)

test('running is nil in a fiber\'s own body, and the coroutine in a coroutine', function()
    equal(coroutine.running(), nil)
    equal(spawn(function() return coroutine.running() end):join(), nil)
    local co
    co = coroutine.create(function()
        equal(coroutine.running(), co)
        this_fiber.yield()
        equal(coroutine.running(), co)
        pcall(function() equal(coroutine.running(), co) end)
    end)
    truthy(coroutine.resume(co))
    equal(coroutine.running(), nil)
end)

test('yield in a fiber\'s own body raises bad_coroutine, and the fiber goes on', function()
    spec.raises_core(9, coroutine.yield)
    spec.raises_core(9, coroutine.yield, 1, 2)
    local f = spawn(function()
        spec.raises_core(9, coroutine.yield)
        scope(function() spec.raises_core(9, coroutine.yield) end)
        return 'on'
    end)
    equal(f:join(), 'on')
end)

test('a yield goes to the innermost resume, through pcall, scope and metamethods', function()
    local t = setmetatable({}, {__index = function(_, k) return coroutine.yield(k) end, __call = function(_, x) return coroutine.yield(x) end})
    local co = coroutine.wrap(function()
        local _, a = pcall(function() return t.first end)
        local b = scope(function() return t('second') end)
        return a .. b
    end)
    equal(co(), 'first')
    equal(co 'A', 'second')
    equal(co 'B', 'AB')
end)

test('created, started and resumed in three fibers; its fiber is the one that resumes it', function()
    local ids = {}
    local co = spawn(function()
        return coroutine.create(function()
            for _ = 1, 3 do
                ids[#ids + 1] = this_fiber.id
                this_fiber.local_.seen = true
                coroutine.yield()
            end
        end)
    end):join()
    for i = 1, 3 do
        local id, seen = spawn(function()
            coroutine.resume(co)
            return this_fiber.id, this_fiber.local_.seen
        end):join()
        equal(ids[i], id)
        equal(seen, true)
    end
end)

test('interruptibility is the fiber\'s: a coroutine that blocks is interrupted with its resumer', function()
    local seen
    local co = coroutine.create(function()
        local ok, e = pcall(time.sleep, 60)
        seen = e.code
        coroutine.yield 'still alive'
        return 'end'
    end)
    local got
    local f = spawn(function()
        local ok, value = coroutine.resume(co)
        got = value
        coroutine.resume(co)
        got = 'too far'
    end)
    this_fiber.yield()
    f:interrupt()
    f:join()
    equal(seen, 13)
    equal(got, 'still alive')
    equal(f.interruption_caught, true)
    equal(select(2, coroutine.resume(co)), 'end') -- this fiber was not interrupted
end)

test('an interruption that a coroutine dies of is what its resume returns', function()
    local co = coroutine.create(function() time.sleep(60) end)
    local result
    local f = spawn(function()
        local ok, e = coroutine.resume(co)
        result = {ok, e.code, coroutine.status(co)}
    end)
    this_fiber.yield()
    f:interrupt()
    f:join()
    same(result, {false, 13, 'dead'})
    equal(f.interruption_caught, false)
end)

test('resume swallows errors like pcall; wrap passes them on', function()
    local value = {}
    local ok, e = coroutine.resume(coroutine.create(function() error(value) end))
    equal(ok, false)
    equal(e, value)
    equal(raised(coroutine.wrap(function() error(value) end)), value)
    local w = coroutine.wrap(function() error 'text' end)
    truthy(raised(w):find 'text')
    truthy(raised(w):find 'cannot resume dead coroutine')
end)

test('coroutines are made of functions only', function()
    for _, make in ipairs {coroutine.create, coroutine.wrap} do
        raised(make)
        raised(make, 42)
        raised(make, {})
    end
    raised(coroutine.resume, print)
    raised(coroutine.status, nil)
end)

test('a fiber that is spawned in a coroutine is a fiber as any other', function()
    local order = {}
    local f = coroutine.wrap(function()
        local f = spawn(function()
            order[#order + 1] = tostring(coroutine.running())
            spec.raises_core(9, coroutine.yield)
            this_fiber.yield()
            order[#order + 1] = 'Hello World'
        end)
        order[#order + 1] = 'spawned'
        return f
    end)()
    same(order, {'spawned'})
    f:join()
    same(order, {'spawned', 'nil', 'Hello World'})
end)

test('each coroutine has protected calls of its own, which others do not meet', function()
    local function make(name)
        return coroutine.create(function()
            local ok, e = pcall(function()
                coroutine.yield('in ' .. name)
                error('of ' .. name, 0)
            end)
            coroutine.yield(e)
            error('last of ' .. name, 0)
        end)
    end
    local a, b = make 'a', make 'b'
    local function step(co) return select(2, coroutine.resume(co)) end
    same({step(a), step(b), step(a), step(b)}, {'in a', 'in b', 'of a', 'of b'})
    local ok, e = pcall(function() equal(step(a), 'last of a') error('of the fiber', 0) end)
    equal(e, 'of the fiber')
    equal(coroutine.status(b), 'suspended')
    equal(step(b), 'last of b')
end)

test('a cleanup handler that yields keeps interruption disabled where it runs, and nowhere else', function()
    local done
    local co = coroutine.create(function()
        scope(function()
            scope_cleanup_push(function()
                coroutine.yield 'in the handler'
                rounds(3)
                done = true
            end)
        end)
        coroutine.yield 'behind the scope'
    end)
    local reached
    local first = spawn(function()
        coroutine.resume(co)
        rounds(1)
        reached = true
        rounds(1)
        reached = 'too far'
    end)
    this_fiber.yield()
    first:interrupt()
    first:join()
    equal(reached, true)
    equal(first.interruption_caught, true)
    local value
    local second = spawn(function()
        value = select(2, coroutine.resume(co))
        rounds(1)
        value = 'too far'
    end)
    this_fiber.yield()
    second:interrupt()
    second:join()
    equal(done, true)
    equal(value, 'behind the scope')
    equal(second.interruption_caught, true)
end)

test('coroutines in coroutines without end are an error that can be caught', function()
    local depth = 0
    local function deeper()
        depth = depth + 1
        local ok, e = coroutine.resume(coroutine.create(deeper))
        return ok and e or tostring(e)
    end
    equal(deeper(), 'C stack overflow')
    truthy(depth > 1000, depth)
    equal(coroutine.wrap(function() return 'goes on' end)(), 'goes on')
    local function wrapped(n) return n == 0 and error('bottom', 0) or coroutine.wrap(wrapped)(n - 1) end
    truthy(raised(wrapped, 2000):find 'bottom$')
end)

test('a hundred thousand switches, and a thousand coroutines alive', function()
    local alive = {}
    for i = 1, 1000 do
        alive[i] = coroutine.wrap(function() for j = 1, 100 do coroutine.yield(i * j) end end)
    end
    local sum = 0
    for _ = 1, 100 do
        for i = 1, 1000 do sum = sum + alive[i]() end
    end
    equal(sum, 500500 * 5050)
end)

spec.run()
