"""Prints a Lua program of so many lines, like what people write: classes, tables of settings, helpers, loops, comments."""
import sys

KINDS = ['order', 'customer', 'invoice', 'session', 'parcel', 'sensor', 'ticket', 'recipe', 'vehicle', 'planet', 'message']
VERBS = ['update', 'collect', 'render', 'merge', 'resolve', 'publish', 'inspect', 'restore', 'measure', 'arrange', 'compare']

CLASS = """
-- ${Kind}${i}: one ${kind} of the register, with what it costs and where it is kept.
local ${Kind}${i} = {}
${Kind}${i}.__index = ${Kind}${i}

function ${Kind}${i}.new(name, size, options)
    options = options or {}
    local self = setmetatable({}, ${Kind}${i})
    self.name = name or "unnamed ${kind} ${i}"
    self.size = tonumber(size) or ${i}
    self.limit = options.limit or ${i} * 2.5
    self.${verb}d = false
    self.entries = { first = 1, second = "two", ["third key"] = { 3, 3.25, -3e2 }, n = ${i} }
    return self
end

function ${Kind}${i}:${verb}(amount, ...)
    if not amount or amount < 0 then
        return nil, string.format("cannot ${verb} %s by %s (${kind} ${i})", self.name, tostring(amount))
    elseif amount > self.limit and not self.${verb}d then
        amount = self.limit - (amount % ${i} + 1) / 2
    end
    local extra = select("#", ...)
    for index = 1, extra do
        local value = select(index, ...)
        if type(value) == "number" then
            self.size = self.size + value * amount
        elseif type(value) == "string" and #value > 0 then
            self.entries[#self.entries + 1] = value:upper() .. ":" .. index
        end
    end
    self.${verb}d = self.size >= self.limit
    return self.size, self.entries
end

function ${Kind}${i}:report(out)
    local lines = {}
    for key, entry in pairs(self.entries) do
        lines[#lines + 1] = tostring(key) .. " = " .. tostring(entry)
    end
    table.sort(lines, function(a, b) return a < b end)
    out(table.concat(lines, "\\n"))
    return #lines
end
register["${kind}${i}"] = ${Kind}${i}
"""

HELPERS = """
local settings${i} = {
    name = '${kind}_${verb}_${i}', enabled = true, retries = ${i}, delay = 0.${i},
    hosts = { 'alpha${i}.example', 'beta${i}.example', 'gamma${i}.example' },
    colours = { red = 0xff0000, green = 0x00ff00, blue = 0x0000ff },
    on_${verb} = function(event) return event ~= nil and event.kind == '${kind}' end,
}

--[[ Finds the ${kind} with the smallest weight;
     lists without entries have none. ]]
local function ${verb}_smallest(list, weight)
    local best, least = nil, math.huge
    for position, item in ipairs(list) do
        local current = weight and weight(item) or item.weight or position
        if current < least then best, least = item, current end
    end
    return best, least
end

local function ${verb}_until(limit, step)
    local count, total = 0, 0
    while total < limit do
        count = count + 1
        total = total + step * count ^ 2 - count / 4
        if count > ${i} + 100 then break end
    end
    repeat
        count = count - 1
    until count <= 0 or settings${i}.retries == count
    return count, total, #settings${i}.hosts
end

helpers["${verb}${i}"] = { smallest = ${verb}_smallest, ["until"] = ${verb}_until, settings = settings${i} }
"""


def part(number):
    kind, verb = KINDS[number % len(KINDS)], VERBS[number // 2 % len(VERBS)]
    text = CLASS if number % 2 else HELPERS
    for name, value in ('kind', kind), ('Kind', kind.capitalize()), ('verb', verb), ('i', str(number)):
        text = text.replace('${' + name + '}', value)
    return ['do'] + ['    ' + line if line else '' for line in text.strip('\n').split('\n')] + ['end']


def main(wanted):
    lines = ['local register, helpers = {}, {}']
    number = 1
    while True:
        more = part(number)
        if len(lines) + len(more) > wanted - 1:
            break
        lines += more
        number += 1
    lines += ['-- end of the parts'] * (wanted - 1 - len(lines))
    lines.append('return register, helpers')
    print('\n'.join(lines))


main(int(sys.argv[1]))
