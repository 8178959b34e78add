-- Types that write themselves as JSON, pretty-printed, and what an error tells about its place.
local json = require "json"

local Circle = {}
Circle.__index = Circle
function Circle.__tojson(self, state)
    local writer = state.writer
    writer:begin_object()
    writer:value("radius")
    writer:value(self.radius)
    writer:value("style")
    json.encode(self.style, {state = state})    -- may have a __tojson of its own
    writer:end_object()
end

local drawing = json.decode '{"name": "two circles", "shapes": [], "author": null}'
drawing.shapes[1] = setmetatable({radius = 1.5, style = {"red"}}, Circle)
drawing.shapes[2] = setmetatable({radius = 2, style = json.into_array()}, Circle)
print(json.encode(drawing))
print(json.encode(drawing.shapes[1], {indent = "  "}))

local ok, e = pcall(json.decode, '{"radius": 1.5,\n "style": red}')
print(e, e.line, e.column)
drawing.shapes[2].radius = 1 / 0
ok, e = pcall(json.encode, drawing)
print(e, e.path)
