-- A small harness for specs: tests are collected by spec.test and run by spec.run, each in a fiber of its own, with
-- their results in TAP on standard output.
local tests, prefix = {}, ''

-- The chapter of the reference that the tests which follow are about; their names begin with it.
function chapter(name)
    prefix = name .. ': '
end

function test(name, body)
    tests[#tests + 1] = {name = prefix .. name, body = body}
end

local function show(value)
    if type(value) == 'string' then
        return '"' .. value .. '"'
    end
    return tostring(value)
end

function equal(actual, expected, what)
    if actual ~= expected then
        error((what and what .. ': ' or '') .. 'expected ' .. show(expected) .. ', got ' .. show(actual), 2)
    end
end

function same(actual, expected)
    equal(#actual, #expected, 'length')
    for i = 1, #expected do
        equal(actual[i], expected[i], 'element ' .. i)
    end
end

function truthy(value, what)
    if not value then
        error((what or 'value') .. ' is ' .. show(value), 2)
    end
end

-- Calls f and returns the error that it must raise.
function raised(f, ...)
    local ok, e = pcall(f, ...)
    if ok then
        error('no error was raised', 2)
    end
    return e
end

-- Calls f, which must raise an error code equal to expected, for the argument arg where that is given.
function raises(expected, arg, f, ...)
    local e = raised(f, ...)
    if type(e) ~= 'table' or e ~= expected then
        error('expected error ' .. show(expected) .. ', got ' .. show(e), 2)
    end
    if arg then
        equal(e.arg, arg, 'arg')
    end
    return e
end

function raises_core(code, f, ...)
    local e = raised(f, ...)
    if type(e) ~= 'table' or tostring(e.category) ~= 'emilua.core' then
        error('expected an error of emilua.core, got ' .. show(e), 2)
    end
    equal(e.code, code, 'code')
    return e
end

function run()
    print('1..' .. #tests)
    for i, t in ipairs(tests) do
        local f = spawn(t.body)
        local ok, e = pcall(function() f:join() end)
        if ok then
            print('ok ' .. i .. ' - ' .. t.name)
        else
            print('not ok ' .. i .. ' - ' .. t.name .. ' # ' .. tostring(e))
        end
    end
end
