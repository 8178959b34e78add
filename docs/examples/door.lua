-- Raises an error of its own category, which door_errors.ttl defines.
local errors = require "./door_errors"
local generic_error = require "generic_error"
local error_code = require "error_code"

local function open(door)
    local e = errors.DOOR_LOCKED                    -- a new error each time
    e.door = door
    error(e)
end

local ok, e = pcall(open, "cellar")
print(e, e.code, e.category, e.door)                --> The door is locked  1  door_errors  cellar
print(e == errors.DOOR_LOCKED)                      --> true: code and category count
print(e:togeneric() == generic_error.EACCES)        --> true
print(error_code.new("NO_DOOR", errors))            --> There is no door
print(e.category:message(2))                        --> There is no door
