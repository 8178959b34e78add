-- Chapter "Fibers" of the reference, sentence by sentence, with what the notes add.
local spec = require 'spec'
local time = require 'time'
local mutex = require 'mutex'
local condition_variable = require 'condition_variable'
local generic_error = require 'generic_error'
local equal, same, truthy, raises, raised = spec.equal, spec.same, spec.truthy, spec.raises, spec.raised

local main, is_main_of_module = this_fiber.is_main, require('./main_fiber').is_main

local function test(name, body)
    spec.test('Fibers: ' .. name, body)
end

-- A list that fibers append to.
local function log()
    local entries = {}
    return entries, function(entry) entries[#entries + 1] = entry end
end

local function rounds(n)
    for _ = 1, n do this_fiber.yield() end
end

test('control goes to other fibers only at suspending functions', function()
    local entries, add = log()
    local f = spawn(function() add 'other' end)
    for i = 1, 100000 do
        if i % 50000 == 0 then add(i) end
        local _ = tostring(i)
    end
    same(entries, {50000, 100000})
    this_fiber.yield()
    same(entries, {50000, 100000, 'other'})
    f:join()
end)

test('no two fibers run in parallel, whatever they do', function()
    local inside, most, turns = 0, 0, 0
    local fibers = {}
    for i = 1, 20 do
        fibers[i] = spawn(function()
            for _ = 1, 20 do
                inside = inside + 1
                if inside > most then most = inside end
                local x = 0
                for j = 1, 200 do x = x + j end
                inside = inside - 1
                turns = turns + 1
                if i % 2 == 0 then this_fiber.yield() else time.sleep(0.0001) end
            end
        end)
    end
    for _, f in ipairs(fibers) do f:join() end
    equal(most, 1)
    equal(turns, 400)
end)

test('spawn has post semantics: the spawner runs on to its next suspension point', function()
    local entries, add = log()
    local f = spawn(function()
        add 'first'
        local g = spawn(function() add 'third' end)
        add 'second'
        g:join()
        add 'fourth'
    end)
    equal(#entries, 0)
    f:join()
    same(entries, {'first', 'second', 'third', 'fourth'})
end)

test('spawn passes no arguments', function()
    equal(spawn(function(...) return select('#', ...) end, 1, 2):join(), 0)
end)

test('spawn takes functions only; what is callable by a metatable is none', function()
    raises(generic_error.EINVAL, 1, spawn, setmetatable({}, {__call = function() end}))
    raises(generic_error.EINVAL, 1, spawn, nil)
end)

test('spawn takes functions of the library too', function()
    local f = spawn(this_fiber.yield)
    equal(select('#', f:join()), 0)
end)

test('join returns the values of the start function, none and many included', function()
    equal(select('#', spawn(function() end):join()), 0)
    equal(select('#', spawn(function() return nil end):join()), 1)
    local many = {}
    for i = 1, 200 do many[i] = i end
    local got = {spawn(function() return unpack(many) end):join()}
    equal(#got, 200)
    equal(got[200], 200)
end)

test('join returns at once where the fiber has ended', function()
    local f = spawn(function() return 'early' end)
    rounds(2)
    equal(f:join(), 'early')
end)

test('an error of the fiber is raised again by join, as it was, and the fiber counts as joined', function()
    for _, value in ipairs {'text', 42, true, {}, print} do
        local f = spawn(function() error(value, 0) end)
        equal(raised(f.join, f), value)
        equal(f.joinable, false)
        equal(f.interruption_caught, false)
        raises(generic_error.EINVAL, nil, f.join, f)
    end
    local f = spawn(function() error(nil) end)
    local ok, e = pcall(f.join, f)
    equal(ok, false)
    equal(e, nil)
end)

test('an error code of the fiber is raised again as an error code', function()
    local f = spawn(function() local _ = spec.no_such_member.at_all end)
    truthy(type(raised(f.join, f)) == 'string')
    f = spawn(function() error(generic_error.EAGAIN) end)
    raises(generic_error.EAGAIN, nil, f.join, f)
end)

test('join waits for a fiber that is blocked, and others run meanwhile', function()
    local entries, add = log()
    local slow = spawn(function() time.sleep(0.2) add 'slow' return 'value' end)
    local busy = spawn(function() rounds(3) add 'busy' end)
    equal(slow:join(), 'value')
    same(entries, {'busy', 'slow'})
    busy:join()
end)

test('joins that form a cycle wait until one is interrupted', function()
    local a, b
    a = spawn(function() b:join() end)
    b = spawn(function() a:join() end)
    rounds(3)
    equal(a.joinable, false)
    a:interrupt()
    rounds(3)
    equal(select('#', b:join()), 0)
    equal(a.interruption_caught, true)
end)

test('joining oneself raises EDEADLK also where somebody else joins already', function()
    local f, e
    f = spawn(function()
        rounds(2)
        e = raised(f.join, f)
    end)
    f:join()
    truthy(e == generic_error.EDEADLK)
end)

test('detach of a fiber that ended, and of one that runs', function()
    local done = spawn(function() return 1 end)
    rounds(2)
    done:detach()
    equal(done.joinable, false)
    raises(generic_error.EINVAL, nil, done.join, done)
    local finished = false
    local running = spawn(function() rounds(2) finished = true end)
    running:detach()
    raises(generic_error.EINVAL, nil, running.join, running)
    rounds(4)
    equal(finished, true)
end)

test('detach while another fiber joins raises EINVAL, and the join goes on', function()
    local target = spawn(function() rounds(3) return 'value' end)
    local joiner = spawn(function() return target:join() end)
    this_fiber.yield()
    equal(target.joinable, false)
    raises(generic_error.EINVAL, nil, target.detach, target)
    equal(joiner:join(), 'value')
end)

test('a handle that is collected detaches its fiber, which runs on', function()
    local finished = 0
    for _ = 1, 10 do
        spawn(function() rounds(3) finished = finished + 1 end)
    end
    collectgarbage()
    rounds(6)
    equal(finished, 10)
end)

test('a fiber may join a fiber that some other fiber spawned', function()
    local handle
    spawn(function() handle = spawn(function() rounds(2) return 'grandchild' end) end):join()
    equal(handle:join(), 'grandchild')
end)

test('yield lets those run that are ready now, and those only', function()
    local entries, add = log()
    local a = spawn(function()
        add 'a1'
        spawn(function() add 'late' end):detach()
        this_fiber.yield()
        add 'a2'
    end)
    local b = spawn(function() add 'b1' this_fiber.yield() add 'b2' end)
    this_fiber.yield()
    add 'main'
    same(entries, {'a1', 'b1', 'main'})
    this_fiber.yield()
    same(entries, {'a1', 'b1', 'main', 'late', 'a2', 'b2'})
    a:join()
    b:join()
end)

test('yield returns nothing and ignores arguments', function()
    equal(select('#', this_fiber.yield(1, 2)), 0)
end)

test('forbid_suspend: any attempt to suspend raises, and the fiber goes on', function()
    local m, c = mutex.new(), condition_variable.new()
    local f = spawn(function() end)
    m:lock()
    this_fiber.forbid_suspend()
    spec.raises_core(12, this_fiber.yield)
    spec.raises_core(12, time.sleep, 0)
    spec.raises_core(12, f.join, f)
    spec.raises_core(12, c.wait, c, m)
    spec.raises_core(12, m.lock, m)
    m:unlock()
    c:notify_all()
    this_fiber.allow_suspend()
    f:join()
    equal(f.joinable, false)
end)

test('forbid_suspend takes as many allow_suspend to end, and belongs to the fiber', function()
    for _ = 1, 3 do this_fiber.forbid_suspend() end
    local other = spawn(function() this_fiber.yield() return 'may' end)
    this_fiber.allow_suspend()
    this_fiber.allow_suspend()
    spec.raises_core(12, this_fiber.yield)
    this_fiber.allow_suspend()
    this_fiber.yield()
    equal(other:join(), 'may')
    spec.raises_core(10, this_fiber.allow_suspend)
end)

test('spawn, interrupt, detach and notifying do not suspend', function()
    this_fiber.forbid_suspend()
    local f = spawn(function() this_fiber.yield() end)
    f:interrupt()
    local g = spawn(function() end)
    g:detach()
    this_fiber.allow_suspend()
    f:join()
    equal(f.interruption_caught, true)
end)

test('interruption_caught is false after a normal end and after an error', function()
    local f = spawn(function() return 1 end)
    f:join()
    equal(f.interruption_caught, false)
    local g = spawn(function() error 'plain' end)
    pcall(g.join, g)
    equal(g.interruption_caught, false)
end)

test('joinable turns false with the join that began, and true again where that was interrupted', function()
    local target = spawn(function() rounds(6) return 'value' end)
    equal(target.joinable, true)
    local joiner = spawn(function() target:join() end)
    this_fiber.yield()
    equal(target.joinable, false)
    joiner:interrupt()
    joiner:join()
    equal(target.joinable, true)
    equal(target:join(), 'value')
    equal(target.joinable, false)
end)

test('is_main and id are those of the fiber that asks', function()
    local ids = {[this_fiber.id] = true}
    for _ = 1, 5 do
        local id, main = spawn(function() return this_fiber.id, this_fiber.is_main end):join()
        equal(main, false)
        equal(ids[id], nil)
        ids[id] = true
    end
    local co = coroutine.wrap(function() return this_fiber.id end)
    equal(co(), this_fiber.id)
end)

test('local_ lives as long as the fiber, also in its coroutines', function()
    local result = spawn(function()
        this_fiber.local_.value = 1
        coroutine.wrap(function() this_fiber.local_.value = this_fiber.local_.value + 1 end)()
        this_fiber.yield()
        return this_fiber.local_.value
    end):join()
    equal(result, 2)
    truthy(this_fiber.local_ == this_fiber.local_)
end)

test('this_fiber has no other members, and none may be added', function()
    spec.raises_core(8, function() return this_fiber.join end)
    spec.raises_core(8, function() this_fiber.extra = 1 end)
    spec.raises_core(8, function() this_fiber.local_ = {} end)
end)

test('is_main is true in the main fiber of the program only, not in those of its modules', function()
    equal(main, true)
    equal(is_main_of_module, false)
    equal(coroutine.wrap(function() return this_fiber.is_main end)(), false)
end)

test('an interrupted fiber whose handle is collected unwinds all the same', function()
    local cleaned = 0
    for _ = 1, 10 do
        local f = spawn(function()
            scope_cleanup_push(function() cleaned = cleaned + 1 end)
            time.sleep(60)
        end)
        this_fiber.yield()
        f:interrupt()
    end
    collectgarbage()
    rounds(3)
    equal(cleaned, 10)
end)

test('this_fiber is one object, which stands for whichever fiber asks', function()
    local mine, yield = this_fiber, this_fiber.yield
    local id = spawn(function()
        equal(this_fiber, mine)
        yield()
        return mine.id
    end):join()
    truthy(id ~= mine.id)
    equal(getmetatable(mine), 'this_fiber')
end)

test('ten thousand fibers at once', function()
    local sum, fibers = 0, {}
    for i = 1, 10000 do
        fibers[i] = spawn(function() this_fiber.yield() sum = sum + i end)
    end
    for _, f in ipairs(fibers) do f:join() end
    equal(sum, 50005000)
end)

spec.run()
