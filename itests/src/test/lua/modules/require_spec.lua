local spec = require 'spec'
spec.chapter 'Modules'
local test, equal, truthy = spec.test, spec.equal, spec.truthy

-- Only the main fiber may import, so all is tried here and looked at in the tests.
local plain = require './plain'
local again = require './plain'
local folder = require './folder'
local outcomes = {}
for _, name in ipairs {'./missing', './broken', './failing', './a/b', 'nothing-of-that-name', 'a/b', '/plain', '../x', '', './', '..',
        './cycle_a', './leaf'} do
    outcomes[name] = {pcall(require, name)}
end
module_byte_span = require 'byte_span'
local bad_argument = {pcall(require, 42)}

local function core_error(name, code)
    equal(outcomes[name][1], false, name)
    equal(outcomes[name][2].code, code, name)
    equal(tostring(outcomes[name][2].category), 'emilua.core', name)
end

test('a module is evaluated once', function()
    equal(plain, again)
    equal(plain.evaluations, 1)
end)

test('globals of a module are its exports, and its own', function()
    equal(plain.exported, 'value')
    equal(exported, nil)
    equal(plain.sees_importer, nil)
    equal(plain.context, '')
end)

test('a module may suspend while it loads', function()
    equal(plain.loaded_after_fibers, 'three fibers ran')
end)

test('a folder is imported by its init.lua, which has children and whose children have siblings', function()
    equal(folder.child.name, 'child')
    equal(folder.child.sibling.name, 'sibling')
    equal(folder.child.from_root.exported, 'value')
    equal(folder.child.from_root, plain)
end)

test('a missing module, and one with a malformed name', function()
    core_error('./missing', 2)
    core_error('nothing-of-that-name', 2)
    core_error('./a/b', 1)
    core_error('a/b', 1)
    core_error('', 1)
    core_error('./', 1)
    core_error('..', 1)
end)

test('the root has no parent, a leaf has no children', function()
    core_error('../x', 3)
    equal(outcomes['./leaf'][1], true)
    equal(outcomes['./leaf'][2].outcome.code, 5)
end)

test('a module relative to the project\'s root', function()
    equal(outcomes['/plain'][1], true)
    equal(outcomes['/plain'][2], plain)
end)

test('a syntax error carries file and line', function()
    equal(outcomes['./broken'][1], false)
    truthy(tostring(outcomes['./broken'][2]):find('broken.lua:2:', 1, true), tostring(outcomes['./broken'][2]))
end)

test('an error while loading is raised in the importer', function()
    equal(outcomes['./failing'][1], false)
    equal(outcomes['./failing'][2].reason, 'on purpose')
end)

test('import cycles raise', function()
    equal(outcomes['./cycle_a'][1], true)
    equal(outcomes['./cycle_a'][2].b.outcome.code, 4)
end)

test('only a main fiber may import', function()
    spec.raises_core(6, require, 'mutex')
end)

test('every file sees the engine\'s globals and Lua\'s base library', function()
    local types = {_G = 'table', _VERSION = 'string', _CONTEXT = 'string', byte_span = 'table', this_fiber = 'userdata'}
    for name in ([[spawn spawn_vm spawn_context_threads scope scope_cleanup_push scope_cleanup_pop require pcall xpcall error assert
            print dofile loadfile newproxy load loadstring collectgarbage getfenv setfenv getmetatable setmetatable ipairs next pairs
            rawequal rawget rawset select tonumber tostring type unpack]]):gmatch '%S+' do
        types[name] = 'function'
    end
    for name in ('coroutine string table math bit jit'):gmatch '%S+' do types[name] = 'table' end
    for name, expected in pairs(types) do
        equal(type(_G[name]), expected, name)
        equal(type(plain[name]), expected, name)
    end
    for name in ('io os package debug module ffi println sleep_for'):gmatch '%S+' do equal(_G[name], nil, name) end
    equal(byte_span, module_byte_span)
    equal(byte_span, plain.byte_span)
end)

test('binary chunks are refused', function()
    for _, load_text in ipairs {loadstring, load, function(text) return load(function() local t = text text = nil return t end) end} do
        local f, e = load_text '\27Lua'
        equal(f, nil)
        equal(type(e), 'string')
    end
end)

test('the name must be a string', function()
    equal(bad_argument[2].arg, 1)
end)

spec.run()
