-- Accounts and shapes: methods found through two levels of __index, calls of the parent's method, operators by metamethods.
local function class(parent)
    local made = {}
    made.__index = made
    if parent then setmetatable(made, { __index = parent }) end
    function made.new(...)
        local object = setmetatable({}, made)
        object:init(...)
        return object
    end
    return made
end

local Shape = class()
function Shape:init(x, y)
    self.x, self.y = x, y
end
function Shape:move(dx, dy)
    self.x, self.y = self.x + dx, self.y + dy
    return self
end
function Shape:area() return 0 end
function Shape:weight() return self:area() * 2 + self.x - self.y end

local Rectangle = class(Shape)
function Rectangle:init(x, y, width, height)
    Shape.init(self, x, y)
    self.width, self.height = width, height
end
function Rectangle:area() return self.width * self.height end

local Square = class(Rectangle)
function Square:init(x, y, side)
    Rectangle.init(self, x, y, side, side)
end
function Square:weight()
    return Rectangle.weight(self) + 1
end

local Vector = class()
function Vector:init(x, y)
    self.x, self.y = x, y
end
function Vector.__add(a, b) return Vector.new(a.x + b.x, a.y + b.y) end
function Vector.__mul(a, factor) return Vector.new(a.x * factor, a.y * factor) end
function Vector.__eq(a, b) return a.x == b.x and a.y == b.y end
function Vector.__lt(a, b) return a.x < b.x end
function Vector.__call(a, name) return a[name] end

local Account = class()
function Account:init()
    self.balance, self.entries = 0, 0
end
function Account:deposit(amount)
    self.balance = self.balance + amount
    self.entries = self.entries + 1
end
function Account:withdraw(amount)
    if not self:covers(amount) then return false end
    self:deposit(-amount)
    return true
end
function Account:covers(amount) return self.balance >= amount end
function Account:get_balance() return self.balance end

local Savings = class(Account)
function Savings:covers(amount)
    return Account.covers(self, amount + 10)
end

local function shapes(n)
    local list = {}
    for i = 1, 100 do
        list[i] = i % 3 == 0 and Shape.new(i, 1) or i % 3 == 1 and Rectangle.new(i, 2, i, 3) or Square.new(i, 3, i)
    end
    local sum = 0
    for round = 1, n do
        for i = 1, #list do
            sum = sum + list[i]:move(1, -1):move(-1, 1):weight() % round
        end
    end
    return sum
end

local function accounts(n)
    local plain, saving, refused = Account.new(), Savings.new(), 0
    for i = 1, n do
        plain:deposit(i % 10)
        saving:deposit(i % 7)
        if not plain:withdraw(i % 13) then refused = refused + 1 end
        if not saving:withdraw(i % 11) then refused = refused + 1 end
    end
    return refused * 1000 + plain:get_balance() + saving:get_balance() + plain.entries
end

local function vectors(n)
    local sum, step, hits = Vector.new(0, 0), Vector.new(1, 2), 0
    for i = 1, n do
        sum = sum + step * (i % 3)
        if sum == step or step < sum then hits = hits + 1 end
    end
    return sum 'x' + sum 'y' + hits
end

local function run(n)
    return shapes(n) + accounts(n * 50) + vectors(n * 50)
end

return run, 500
