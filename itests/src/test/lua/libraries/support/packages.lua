-- The classic require, module and package.
local loadfile, setfenv, setmetatable, getmetatable, rawget = loadfile, setfenv, setmetatable, getmetatable, rawget
local type, error, ipairs, select, concat = type, error, ipairs, select, table.concat

local function find_file(name, paths)
    local tried = {}
    local relative = name:gsub('%.', '/')
    for path in paths:gmatch('[^;]+') do
        local file = path:gsub('%?', (relative:gsub('%%', '%%%%')))
        local chunk, message = loadfile(file)
        if chunk then
            return chunk
        elseif not message:find('cannot open', 1, true) then
            error("error loading module '" .. name .. "' from file '" .. file .. "':\n\t" .. message, 0)
        end
        tried[#tried + 1] = "\n\tno file '" .. file .. "'"
    end
    return nil, concat(tried)
end

-- Which chunk a call of module belongs to is kept here instead of looked for on the stack.
return function(environment, root)
    local package = {loaded = {}, preload = {}, path = root .. '/?.lua;' .. root .. '/?/init.lua', cpath = '', config = '/\n;\n?\n!\n-\n'}
    local running

    local function run(name, chunk)
        local outer = running
        running = chunk
        local result = chunk(name)
        running = outer
        if result ~= nil then
            package.loaded[name] = result
        elseif package.loaded[name] == nil then
            package.loaded[name] = true
        end
        return package.loaded[name]
    end

    local function preloaded(name)
        return package.preload[name] or "\n\tno field package.preload['" .. name .. "']"
    end

    local function from_path(name)
        local chunk, tried = find_file(name, package.path)
        return chunk and setfenv(chunk, environment) or tried
    end

    package.loaders = {preloaded, from_path}

    function package.seeall(module)
        local meta = getmetatable(module) or {}
        meta.__index = environment
        setmetatable(module, meta)
    end

    function environment.require(name)
        if package.loaded[name] ~= nil then
            return package.loaded[name]
        end
        local tried = {}
        for _, loader in ipairs(package.loaders) do
            local found = loader(name)
            if type(found) == 'function' then
                return run(name, found)
            end
            tried[#tried + 1] = found
        end
        error("module '" .. name .. "' not found:" .. concat(tried), 2)
    end

    function environment.module(name, ...)
        local module = package.loaded[name]
        if type(module) ~= 'table' then
            module = environment
            for part in name:gmatch('[^.]+') do
                local inner = rawget(module, part)
                if inner == nil then
                    inner = {}
                    module[part] = inner
                end
                module = inner
            end
            package.loaded[name] = module
        end
        module._M, module._NAME, module._PACKAGE = module, name, name:match('^(.*%.)[^.]*$') or ''
        setfenv(running, module)
        for i = 1, select('#', ...) do
            (select(i, ...))(module)
        end
    end

    environment.package = package
    for _, name in ipairs {'string', 'table', 'math', 'coroutine', 'io', 'os', 'debug', 'bit', 'jit'} do
        package.loaded[name] = environment[name]
    end
    package.loaded._G = environment
end
