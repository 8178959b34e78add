local spec = require 'spec'
spec.chapter 'Errors, "RDF error categories"'
local test, equal, truthy = spec.test, spec.equal, spec.truthy
local generic_error = require 'generic_error'
local error_code = require 'error_code'
local asio_error = require 'asio_error'

-- Only the main fiber may import.
local errors = require './errors'
local again = require '/errors'
local twin = require './twin'
local both = require './both'
local folder = require './package'
local external = require 'spec_errors'
local labels = require './labels'
local wrong = require './wrong'

local function refused(name, code, ending)
    equal(wrong.outcomes[name][1], false, name)
    local e = wrong.outcomes[name][2]
    equal(tostring(e.category), 'emilua.core', name)
    equal(e.code, code, name)
    local detail = e.detail:match('/wrong/(.*)$')
    equal(detail, name .. '.ttl:' .. ending)
    equal(e.line, tonumber(ending:match('^%d+')), name)
end

test('a look-up by alias or number makes a new error each time', function()
    local e = errors.DOOR_LOCKED
    equal(type(errors), 'userdata')
    equal(tostring(errors), 'errors')
    equal(type(e), 'table')
    equal(e.code, 1)
    e.context = 'cellar'
    equal(errors.DOOR_LOCKED.context, nil)
    equal(e, errors.DOOR_LOCKED)
    equal(e, errors[1])
    equal(errors.DOOR_MISSING, errors.NO_DOOR)
    equal(errors.DOOR_SQUEAKS.code, -3)
    equal(errors[-3], errors.DOOR_SQUEAKS)
    truthy(errors[1] ~= errors[2])
end)

test('errors can be raised, caught and carry extra members', function()
    local e = errors.DOOR_LOCKED
    e.arg = 7
    local caught = spec.raises(errors.DOOR_LOCKED, 7, error, e)
    truthy(rawequal(caught, e))
end)

test('tostring is the message, which is the alias where the file has none', function()
    equal(tostring(errors.DOOR_MISSING), 'There is no door')
    equal(tostring(errors.DOOR_SQUEAKS), 'DOOR_SQUEAKS')
    equal(tostring(errors.DOOR_LOCKED), 'The door is locked')
    equal(tostring(errors[4]), 'The cat is in the way')
end)

test('the category has a name and messages', function()
    local category = errors.DOOR_LOCKED.category
    equal(type(category), 'userdata')
    equal(getmetatable(category), 'error_category')
    equal(tostring(category), 'errors')
    equal(category:message(2), 'There is no door')
    equal(category:message(77), 'Unknown error 77')
    equal(category, errors[2].category)
    spec.raises(generic_error.EINVAL, 2, function() category:message('DOOR_LOCKED') end)
    spec.raises_core(8, function() return category.DOOR_LOCKED end)
end)

test('togeneric maps to the condition of the file, and else keeps the error', function()
    equal(errors.DOOR_LOCKED:togeneric(), generic_error.EACCES)
    equal(errors.NO_DOOR:togeneric(), generic_error.ENOENT)
    local unmapped = errors.DOOR_SQUEAKS
    truthy(rawequal(unmapped:togeneric(), unmapped))
    truthy(errors.DOOR_LOCKED ~= generic_error.EACCES)
end)

test('what the file does not have raises', function()
    for _, key in ipairs {'door_locked', '1', '', 3, 0, 1.5, 2^31, 2^32 + 1, 0/0, 1/0, true} do
        spec.raises_core(8, function() return errors[key] end)
    end
    spec.raises_core(8, function() errors.DOOR_LOCKED = 1 end)
end)

test('the same file is the same category, another file is another', function()
    truthy(rawequal(errors, again))
    equal(errors.DOOR_LOCKED.category, folder.above.DOOR_LOCKED.category)
    equal(errors.DOOR_LOCKED, folder.from_root.DOOR_LOCKED)
    truthy(errors.DOOR_LOCKED ~= twin.DOOR_LOCKED)
    truthy(errors.DOOR_LOCKED.category ~= twin.DOOR_LOCKED.category)
    equal(tostring(twin.DOOR_LOCKED), tostring(errors.DOOR_LOCKED))
end)

test('files are found as Lua modules are, after them', function()
    equal(both.from_lua, true)
    equal(tostring(folder.own.MINIMAL), 'MINIMAL')
    equal(tostring(external.MINIMAL.category), 'spec_errors')
    truthy(external.MINIMAL ~= folder.own.MINIMAL)
end)

test('errors may have labels of any length', function()
    equal(tostring(labels.SHORT), 'SHORT')
    equal(tostring(labels.LONG), 'LONG')
    equal(labels.LONG.code, 2)
end)

test('error_code.new makes errors of numbers and aliases', function()
    local category = errors.DOOR_LOCKED.category
    equal(error_code.new('DOOR_LOCKED', errors), errors.DOOR_LOCKED)
    equal(error_code.new('NO_DOOR', category), errors.DOOR_MISSING)
    equal(error_code.new(1, errors), errors.DOOR_LOCKED)
    equal(error_code.new(1, category), errors.DOOR_LOCKED)
    equal(tostring(error_code.new(77, category)), 'Unknown error 77')
    equal(error_code.new('EPERM', generic_error), generic_error.EPERM)
    equal(error_code.new(1, generic_error.EIO.category), generic_error.EPERM)
    equal(error_code.new('eof', asio_error.misc), asio_error.misc.eof)
    local e = error_code.new(2, category)
    e.path1 = '/door'
    equal(e:togeneric(), generic_error.ENOENT)
    spec.raises(generic_error.EINVAL, 1, error_code.new, 'DOOR', errors)
    spec.raises(generic_error.EINVAL, 1, error_code.new, 1.5, errors)
    spec.raises(generic_error.EINVAL, 1, error_code.new, nil, category)
    spec.raises(generic_error.EINVAL, 2, error_code.new, 1)
    spec.raises(generic_error.EINVAL, 2, error_code.new, 1, 'errors')
    spec.raises(generic_error.EINVAL, 2, error_code.new, 1, errors.DOOR_LOCKED)
end)

test('malformed Turtle is reported with file and line', function()
    refused('malformed', 19, '3: Illegal carriage return or new line in literal')
    refused('unclosed', 19, '3: Unexpected text, or a bracket that is not closed')
    refused('unfinished', 19, '4: Unexpected end of file')
    refused('latin1', 19, '3: not encoded in UTF-8')
end)

test('a file that failed is read again when it is required again', function()
    equal(wrong.again[1], false)
    equal(wrong.again[2].detail, wrong.outcomes.malformed[2].detail)
end)

test('what is wrong with a category is named with its line', function()
    refused('no_code', 21, '4: the error has no cat:code')
    refused('zero', 21, '3: cat:code must be an integer of 32 bits other than 0, not "0"')
    refused('fraction', 21, '3: cat:code must be an integer of 32 bits other than 0, not "1.5"')
    refused('text', 21, '3: cat:code must be an integer of 32 bits other than 0, not "one"')
    refused('same_code', 21, '4: code "1" was given in line 3 already')
    refused('same_alias', 21, '4: alias "A" was given in line 3 already')
    refused('generic', 21, '3: cat:generic_error "ENONSENSE" is no error of generic_error')
    refused('misspelt', 21, '3: unknown property cat:mesage')
    refused('no_errors', 21, '2: the category has no cat:error')
end)

test('a file that describes no module', function()
    refused('empty', 20, ' nothing is said about <about:emilua-module>')
    refused('other_type', 20, ' <about:emilua-module> is not said to be a <https://schema.emilua.org/error_category/0/>')
end)

spec.run()
