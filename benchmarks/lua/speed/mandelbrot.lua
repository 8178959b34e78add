-- Points of the Mandelbrot set on a grid: arithmetic on locals alone.
local function run(n)
    local inside, steps = 0, 0
    for row = 0, n - 1 do
        local ci = 2 * row / n - 1
        for column = 0, n - 1 do
            local cr = 3 * column / n - 2
            local zr, zi, left = 0, 0, 50
            repeat
                local rr, ii = zr * zr, zi * zi
                if rr + ii > 4 then break end
                zr, zi = rr - ii + cr, 2 * zr * zi + ci
                left = left - 1
            until left == 0
            if left == 0 then inside = inside + 1 end
            steps = steps + 50 - left
        end
    end
    return inside * 100000000 + steps
end

return run, 300
