-- Runs exercises of libraries, the same way under every engine: each in an environment of its own, with what it prints on
-- lines that begin with "| ". An exercise begins with "exercise <name>" and ends with "ok <checks>" or "failed <message>".
--
-- The chunk gets the folder of the exercises, their names, and the folder that libraries are in.
local folder, names, root = ...

local function support(name, ...)
    return assert(loadfile(folder .. '/support/' .. name .. '.lua'))(...)
end

local new_environment = support('environment', support 'files', support 'clock', support 'packages')
local mask = support 'mask'
local new_tools = support('tools', mask)
local raw_print = print

-- What exercises print reaches the outside in whole lines.
local function new_output()
    local rest = ''
    local output = {}
    function output.write(text)
        rest = rest .. text
        for line in rest:gmatch('([^\n]*)\n') do
            raw_print('| ' .. mask(line))
        end
        rest = rest:match('[^\n]*$')
    end
    function output.finish()
        if rest ~= '' then
            output.write('\n')
        end
    end
    return output
end

-- Undoes what libraries do to the tables that every environment shares.
local function snapshot(...)
    local copies = {}
    for _, shared in ipairs {...} do
        local copy = {}
        for key, value in next, shared do
            copy[key] = value
        end
        copies[shared] = copy
    end
    return function()
        for shared, copy in next, copies do
            for key in next, shared do
                if copy[key] == nil then
                    shared[key] = nil
                end
            end
            for key, value in next, copy do
                shared[key] = value
            end
            setmetatable(shared, nil)
        end
    end
end

local function run(name)
    local restore = snapshot(string, table, math, coroutine)
    local output = new_output()
    local environment = new_environment(output.write, root)
    local tools = new_tools(environment, output.write)
    local exercise, message = loadfile(folder .. '/' .. name .. '.lua')
    local ok = exercise ~= nil
    if ok then
        ok, message = pcall(setfenv(exercise, environment), tools)
    end
    restore()
    output.finish()
    if ok then
        raw_print('ok ' .. tools.checks())
    else
        raw_print('failed ' .. tostring(message):gsub('\n', ' '))
    end
    return ok
end

local failures = 0
for _, name in ipairs(names) do
    raw_print('exercise ' .. name)
    if not run(name) then
        failures = failures + 1
    end
end
if failures > 0 then
    error(failures .. ' of ' .. #names .. ' exercises failed', 0)
end
