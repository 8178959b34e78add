-- A lexer and a parser of Lua's syntax on a generated program: patterns, tables keyed by strings, deep recursion.
local keywords = {}
for word in ([[and break do else elseif end false for function if in local nil not or repeat return then true until while]])
    :gmatch('%a+') do
    keywords[word] = true
end

local lexer = {}
lexer.__index = lexer

function lexer.new(text)
    local object = setmetatable({ text = text, position = 1, line = 1 }, lexer)
    object:advance()
    return object
end

function lexer:skip()
    local text = self.text
    while true do
        local start = text:find('%S', self.position) or #text + 1
        for _ in text:sub(self.position, start - 1):gmatch('\n') do
            self.line = self.line + 1
        end
        self.position = start
        if text:sub(start, start + 1) ~= '--' then return end
        self.position = text:find('\n', start, true) or #text + 1
    end
end

function lexer:take(kind, value, stop)
    self.kind, self.value = kind, value
    self.position = stop + 1
end

function lexer:quoted(quote)
    local text, stop = self.text, self.position
    repeat
        stop = text:find('[\\\n' .. quote .. ']', stop + 1)
        if not stop then self:fail('unfinished string') end
        local character = text:sub(stop, stop)
        if character == '\\' then stop = stop + 1 end
    until character == quote
    self:take('string', text:sub(self.position + 1, stop - 1), stop)
end

function lexer:advance()
    self:skip()
    local text, position = self.text, self.position
    local first = text:byte(position)
    if not first then return self:take('end of text', nil, position) end
    if first >= 97 and first <= 122 or first >= 65 and first <= 90 or first == 95 then
        local _, stop, name = text:find('^([%a_][%w_]*)', position)
        return self:take(keywords[name] and name or 'name', name, stop)
    end
    if first >= 48 and first <= 57 then
        local _, stop, number = text:find('^(%d+%.?%d*)', position)
        return self:take('number', tonumber(number), stop)
    end
    if first == 34 or first == 39 then return self:quoted(text:sub(position, position)) end
    local symbol = text:match('^%.%.%.?', position) or text:match('^[=~<>]=', position) or text:sub(position, position)
    self:take(symbol, symbol, position + #symbol - 1)
end

function lexer:fail(message)
    error(message .. ' in line ' .. self.line)
end

function lexer:accept(kind)
    if self.kind ~= kind then return false end
    self:advance()
    return true
end

function lexer:expect(kind)
    local value = self.value
    if not self:accept(kind) then self:fail(kind .. ' expected, found ' .. self.kind) end
    return value
end

local left = {
    ['or'] = 1, ['and'] = 2, ['<'] = 3, ['>'] = 3, ['<='] = 3, ['>='] = 3, ['~='] = 3, ['=='] = 3,
    ['..'] = 5, ['+'] = 6, ['-'] = 6, ['*'] = 7, ['/'] = 7, ['%'] = 7, ['^'] = 10,
}
local right = { ['..'] = 4, ['^'] = 9 }
local unary = { ['not'] = true, ['-'] = true, ['#'] = true }
local constants = { ['nil'] = true, ['true'] = true, ['false'] = true, ['...'] = true }
local closers = { ['end'] = true, ['else'] = true, ['elseif'] = true, ['until'] = true, ['end of text'] = true }

local expression, block

local function expressions(tokens)
    local list = { expression(tokens, 0) }
    while tokens:accept(',') do
        list[#list + 1] = expression(tokens, 0)
    end
    return list
end

local function body(tokens)
    local parameters = {}
    tokens:expect('(')
    while tokens.kind ~= ')' do
        parameters[#parameters + 1] = tokens:accept('...') and '...' or tokens:expect('name')
        if not tokens:accept(',') then break end
    end
    tokens:expect(')')
    local statements = block(tokens)
    tokens:expect('end')
    return { kind = 'function', parameters = parameters, body = statements }
end

local function constructor(tokens)
    local fields = {}
    tokens:expect('{')
    while tokens.kind ~= '}' do
        if tokens:accept('[') then
            local key = expression(tokens, 0)
            tokens:expect(']')
            tokens:expect('=')
            fields[#fields + 1] = { kind = 'pair', key, expression(tokens, 0) }
        else
            local value = expression(tokens, 0)
            if value.kind == 'name' and tokens:accept('=') then
                value = { kind = 'pair', value, expression(tokens, 0) }
            end
            fields[#fields + 1] = value
        end
        if not (tokens:accept(',') or tokens:accept(';')) then break end
    end
    tokens:expect('}')
    return { kind = 'table', fields = fields }
end

local function arguments(tokens)
    if tokens.kind == 'string' then return { { kind = 'string', value = tokens:expect('string') } } end
    if tokens.kind == '{' then return { constructor(tokens) } end
    tokens:expect('(')
    local list = tokens.kind == ')' and {} or expressions(tokens)
    tokens:expect(')')
    return list
end

local function suffixed(tokens)
    local value
    if tokens:accept('(') then
        value = { kind = 'group', expression(tokens, 0) }
        tokens:expect(')')
    else
        value = { kind = 'name', value = tokens:expect('name') }
    end
    while true do
        local kind = tokens.kind
        if kind == '.' then
            tokens:advance()
            value = { kind = 'index', value, { kind = 'string', value = tokens:expect('name') } }
        elseif kind == '[' then
            tokens:advance()
            value = { kind = 'index', value, expression(tokens, 0) }
            tokens:expect(']')
        elseif kind == ':' then
            tokens:advance()
            local name = tokens:expect('name')
            value = { kind = 'method', value, name = name, arguments = arguments(tokens) }
        elseif kind == '(' or kind == 'string' or kind == '{' then
            value = { kind = 'call', value, arguments = arguments(tokens) }
        else
            return value
        end
    end
end

local function simple(tokens)
    local kind = tokens.kind
    if kind == 'number' or kind == 'string' then return { kind = kind, value = tokens:expect(kind) } end
    if constants[kind] then
        tokens:advance()
        return { kind = kind }
    end
    if kind == '{' then return constructor(tokens) end
    if kind == 'function' then
        tokens:advance()
        return body(tokens)
    end
    return suffixed(tokens)
end

function expression(tokens, limit)
    local value
    if unary[tokens.kind] then
        local operator = tokens.kind
        tokens:advance()
        value = { kind = 'unary', operator = operator, expression(tokens, 8) }
    else
        value = simple(tokens)
    end
    while true do
        local operator = tokens.kind
        local priority = left[operator]
        if not priority or priority <= limit then return value end
        tokens:advance()
        value = { kind = 'binary', operator = operator, value, expression(tokens, right[operator] or priority) }
    end
end

local statements = {}

statements['if'] = function(tokens)
    local clauses = {}
    repeat
        local condition = expression(tokens, 0)
        tokens:expect('then')
        clauses[#clauses + 1] = { kind = 'clause', condition, block(tokens) }
    until not tokens:accept('elseif')
    if tokens:accept('else') then clauses[#clauses + 1] = { kind = 'else', block(tokens) } end
    tokens:expect('end')
    return { kind = 'if', clauses = clauses }
end

statements['while'] = function(tokens)
    local condition = expression(tokens, 0)
    tokens:expect('do')
    local inner = block(tokens)
    tokens:expect('end')
    return { kind = 'while', condition, inner }
end

statements['repeat'] = function(tokens)
    local inner = block(tokens)
    tokens:expect('until')
    return { kind = 'repeat', inner, expression(tokens, 0) }
end

statements['for'] = function(tokens)
    local names = { tokens:expect('name') }
    while tokens:accept(',') do
        names[#names + 1] = tokens:expect('name')
    end
    local kind = tokens:accept('=') and 'numeric' or tokens:expect('in')
    local list = expressions(tokens)
    tokens:expect('do')
    local inner = block(tokens)
    tokens:expect('end')
    return { kind = kind, names = names, list, inner }
end

statements['function'] = function(tokens)
    local target = { kind = 'name', value = tokens:expect('name') }
    while tokens.kind == '.' or tokens.kind == ':' do
        tokens:advance()
        target = { kind = 'index', target, { kind = 'string', value = tokens:expect('name') } }
    end
    return { kind = 'assign', { target }, { body(tokens) } }
end

statements['local'] = function(tokens)
    if tokens:accept('function') then
        return { kind = 'local', names = { tokens:expect('name') }, { body(tokens) } }
    end
    local names = {}
    repeat
        names[#names + 1] = tokens:expect('name')
    until not tokens:accept(',')
    return { kind = 'local', names = names, tokens:accept('=') and expressions(tokens) or {} }
end

statements['do'] = function(tokens)
    local inner = block(tokens)
    tokens:expect('end')
    return inner
end

statements['return'] = function(tokens)
    return { kind = 'return', (closers[tokens.kind] or tokens.kind == ';') and {} or expressions(tokens) }
end

statements['break'] = function() return { kind = 'break' } end

local function statement(tokens)
    local special = statements[tokens.kind]
    if special then
        tokens:advance()
        return special(tokens)
    end
    local value = suffixed(tokens)
    if value.kind == 'call' or value.kind == 'method' then return value end
    local targets = { value }
    while tokens:accept(',') do
        targets[#targets + 1] = suffixed(tokens)
    end
    tokens:expect('=')
    return { kind = 'assign', targets, expressions(tokens) }
end

function block(tokens)
    local list = { kind = 'block' }
    while not closers[tokens.kind] do
        list[#list + 1] = statement(tokens)
        tokens:accept(';')
    end
    return list
end

local function digest(node, depth)
    local sum = depth
    for i = 1, #node do
        if type(node[i]) == 'table' then sum = (sum * 3 + digest(node[i], depth + 1)) % 1000003 end
    end
    if node.kind then sum = sum + #node.kind end
    if type(node.value) == 'string' then sum = sum + #node.value * depth end
    if type(node.value) == 'number' then sum = sum + math.floor(node.value) end
    if node.body then sum = sum + digest(node.body, depth + 1) end
    if node.clauses then sum = sum + digest(node.clauses, depth + 1) end
    if node.fields then sum = sum + digest(node.fields, depth + 1) end
    if node.arguments then sum = sum + digest(node.arguments, depth + 1) end
    return sum % 1000003
end

local template = [[
-- Part NUMBER of the generated program.
local part_NUMBER = { name = 'part NUMBER', size = NUMBER * 2 + 1, [1] = "first \"quoted\"", list = { 1, 2, 3; NUMBER } }
function part_NUMBER:update(delta, ...)
    local before, after = self.size, nil
    for i = 1, #self.list, 2 do
        if self.list[i] >= delta and not self.frozen or i == NUMBER then
            after = (after or 0) + self.list[i] ^ 2 / (delta - 1.5)
        elseif self.list[i] == nil then
            break
        else
            self.list[i] = -self.list[i] % 7
        end
    end
    while before < NUMBER do before = before + 1 end
    self.size, self.last = after or before, before .. ' of ' .. self.name
    return self, function(value) return value and ... end
end
for key, value in pairs(part_NUMBER) do print(key, value) end
repeat local done = part_NUMBER:update(NUMBER, "x", { done = true }).frozen ~= false until done
]]

local sources = {}

local function source(n)
    local parts = {}
    for i = 1, n do
        parts[i] = template:gsub('NUMBER', i)
    end
    return table.concat(parts)
end

local function run(n)
    sources[n] = sources[n] or source(n)
    local tokens = lexer.new(sources[n])
    local tree = block(tokens)
    tokens:expect('end of text')
    return digest(tree, 1) * 10000 + tokens.line
end

return run, 60
