-- Prints messages in the languages of the environment.
local errors = require './errors'
print(errors.DOOR_LOCKED, errors.DOOR_MISSING, errors[-3], errors[4])
