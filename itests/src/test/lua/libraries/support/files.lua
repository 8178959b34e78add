-- An io library whose files are texts in memory. Files have the functions of Lua 5.1's.
local setmetatable, getmetatable, tonumber, tostring, type, error, select, unpack =
    setmetatable, getmetatable, tonumber, tostring, type, error, select, unpack

local File = {}
local meta = {__index = File, __name = 'FILE*'}

function meta.__tostring(file)
    return file.closed and 'file (closed)' or 'file (open)'
end

local function open_file(contents, position, save)
    return setmetatable({contents = contents, position = position, save = save}, meta)
end

local function check(file)
    if file.closed then
        error('attempt to use a closed file', 3)
    end
end

local function read_line(file, keep)
    if file.position > #file.contents then
        return nil
    end
    local line, after = file.contents:match('^([^\n]*)\n?()', file.position)
    local whole = file.contents:sub(file.position, after - 1)
    file.position = after
    return keep and whole or line
end

local function read_number(file)
    local text, after = file.contents:match('^%s*([-+]?%d*%.?%d*)()', file.position)
    file.position = after
    return tonumber(text)
end

local function read_one(file, format)
    if type(format) == 'number' then
        if file.position > #file.contents then
            return nil
        end
        local piece = file.contents:sub(file.position, file.position + format - 1)
        file.position = file.position + #piece
        return piece
    end
    local kind = format:match('^%*?(%a)')
    if kind == 'a' then
        local piece = file.contents:sub(file.position)
        file.position = #file.contents + 1
        return piece
    elseif kind == 'l' or kind == 'L' then
        return read_line(file, kind == 'L')
    elseif kind == 'n' then
        return read_number(file)
    end
    error("bad argument #1 to 'read' (invalid format)", 3)
end

function File:read(...)
    check(self)
    local count = select('#', ...)
    if count == 0 then
        return read_line(self)
    end
    local results = {}
    for i = 1, count do
        results[i] = read_one(self, (select(i, ...)))
        if results[i] == nil then
            break
        end
    end
    return unpack(results, 1, count)
end

function File:lines(format)
    check(self)
    return function()
        return self:read(format or '*l')
    end
end

function File:write(...)
    check(self)
    for i = 1, select('#', ...) do
        local piece = select(i, ...)
        if type(piece) ~= 'string' and type(piece) ~= 'number' then
            error("bad argument #" .. i .. " to 'write' (string expected, got " .. type(piece) .. ')', 2)
        end
        self:save(tostring(piece))
    end
    return self
end

function File:seek(whence, offset)
    local start = whence == 'end' and #self.contents or whence == 'set' and 0 or self.position - 1
    self.position = start + (offset or 0) + 1
    return self.position - 1
end

function File:close()
    check(self)
    self.closed = true
    return true
end

function File:flush()
    return true
end

function File:setvbuf()
    return true
end

-- The library, whose standard output goes to write, and its files: texts by name.
return function(write)
    local files = {}
    local io = {}

    local function writer(target)
        return open_file('', 1, function(_, text) target(text) end)
    end

    io.stdin = open_file('', 1)
    io.stdout = writer(write)
    io.stderr = writer(function(text) write(text) end)
    local input, output = io.stdin, io.stdout

    function io.open(name, mode)
        local kind = (mode or 'r'):sub(1, 1)
        if kind == 'r' and files[name] == nil then
            return nil, name .. ': No such file or directory', 2
        elseif kind == 'w' or files[name] == nil then
            files[name] = ''
        end
        return open_file(files[name], 1, function(file, text)
            files[name] = files[name] .. text
            file.contents = files[name]
        end)
    end

    function io.close(file)
        return (file or output):close()
    end

    function io.input(file)
        input = type(file) == 'string' and assert(io.open(file)) or file or input
        return input
    end

    function io.output(file)
        output = type(file) == 'string' and assert(io.open(file, 'w')) or file or output
        return output
    end

    function io.read(...)
        return input:read(...)
    end

    function io.write(...)
        return output:write(...)
    end

    function io.lines(name)
        return (name and assert(io.open(name)) or input):lines()
    end

    function io.type(value)
        if getmetatable(value) ~= meta then
            return nil
        end
        return value.closed and 'closed file' or 'file'
    end

    return io, files
end
