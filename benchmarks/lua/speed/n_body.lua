-- Planets around a star, one fixed step after another: numbers with fractions in fields of a few tables.
local function planets()
    local bodies = { { x = 0, y = 0, z = 0, vx = 0, vy = 0, vz = 0, mass = 1000 } }
    for i = 1, 4 do
        local distance = 4 * i + 1
        local speed = math.sqrt(1000 / distance)
        bodies[i + 1] = {
            x = i % 2 == 0 and distance or 0, y = i % 2 == 0 and 0 or distance, z = i / 8,
            vx = i % 2 == 0 and 0 or -speed, vy = i % 2 == 0 and speed or 0, vz = 1 / (8 * i),
            mass = 1 / i,
        }
    end
    return bodies
end

local function advance(bodies, step)
    local count = #bodies
    for i = 1, count do
        local a = bodies[i]
        local ax, ay, az, mass = a.x, a.y, a.z, a.mass
        local vx, vy, vz = a.vx, a.vy, a.vz
        for j = i + 1, count do
            local b = bodies[j]
            local dx, dy, dz = ax - b.x, ay - b.y, az - b.z
            local square = dx * dx + dy * dy + dz * dz
            local pull = step / (square * math.sqrt(square))
            local mine, others = pull * b.mass, pull * mass
            vx, vy, vz = vx - dx * mine, vy - dy * mine, vz - dz * mine
            b.vx, b.vy, b.vz = b.vx + dx * others, b.vy + dy * others, b.vz + dz * others
        end
        a.vx, a.vy, a.vz = vx, vy, vz
    end
    for i = 1, count do
        local a = bodies[i]
        a.x, a.y, a.z = a.x + step * a.vx, a.y + step * a.vy, a.z + step * a.vz
    end
end

local function energy(bodies)
    local total = 0
    for i, a in ipairs(bodies) do
        total = total + a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz) / 2
        for j = i + 1, #bodies do
            local b = bodies[j]
            local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
            total = total - a.mass * b.mass / math.sqrt(dx * dx + dy * dy + dz * dz)
        end
    end
    return total
end

local function run(n)
    local bodies = planets()
    for _ = 1, n do
        advance(bodies, 0.001)
    end
    return math.floor(energy(bodies) * 1000000)
end

return run, 50000
