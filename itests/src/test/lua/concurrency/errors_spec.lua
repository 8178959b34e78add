-- The reference's chapter "Errors", sentence by sentence; categories of Turtle files have a spec of their own.
local spec = require 'spec'
local test, equal, truthy, raises, raised = spec.test, spec.equal, spec.truthy, spec.raises, spec.raised
local generic_error, asio_error = require 'generic_error', require 'asio_error'
local mutex, time, ip = require 'mutex', require 'time', require 'ip'

test('Errors: an error is a table with an integer code and a category, which is userdata', function()
    for _, e in ipairs {generic_error.EPERM, asio_error.misc.eof, asio_error.basic.access_denied, raised(spawn, 1), raised(function() this_fiber.allow_suspend() end)} do
        equal(type(e), 'table')
        equal(e.code % 1, 0)
        equal(type(e.category), 'userdata')
    end
end)

test('Errors: functions attach the integer arg to EINVAL', function()
    raises(generic_error.EINVAL, 1, spawn, 1)
    raises(generic_error.EINVAL, 1, spawn)
    raises(generic_error.EINVAL, 1, time.sleep, 'soon')
    local m = mutex.new()
    raises(generic_error.EINVAL, 1, m.lock, {})
    raises(generic_error.EINVAL, 1, m.lock)
    raises(generic_error.EINVAL, 1, scope, 'no function')
    raises(generic_error.EINVAL, 1, scope_cleanup_push, nil)
end)

test('Errors: enumerations conflict, and their origin tells them apart', function()
    local eof, eperm = asio_error.misc.eof, nil
    for name in ('EPERM ENOENT ESRCH EINTR'):gmatch('%a+') do
        if generic_error[name].code == eof.code then eperm = generic_error[name] end
    end
    truthy(eperm, 'a code that both categories have')
    truthy(eperm ~= eof)
    truthy(eperm.category ~= eof.category)
end)

test('Errors, "The error category": __tostring is the name, __eq compares', function()
    equal(tostring(asio_error.basic.access_denied.category), 'system')
    equal(tostring(generic_error.EPERM.category), 'generic')
    equal(asio_error.basic.access_denied.category, asio_error.basic.fault.category)
    equal(raised(spawn, 1).category, generic_error.EPERM.category)
    truthy(generic_error.EPERM.category ~= asio_error.basic.fault.category)
    truthy(generic_error.EPERM.category ~= 'generic')
end)

test('Errors, "The error category": message explains a code', function()
    local system, generic = asio_error.basic.access_denied.category, generic_error.EPERM.category
    equal(system:message(13), 'Permission denied')
    equal(generic:message(13), 'Permission denied')
    equal(system:message(0), 'Success')
    equal(type(system:message(-1)), 'string')
    equal(type(system:message(2147483647)), 'string')
    for _, bad in ipairs {'x', {}, true, 1.5, 2 ^ 31, -2 ^ 40, 0 / 0} do
        raises(generic_error.EINVAL, 2, system.message, system, bad)
    end
    raises(generic_error.EINVAL, 2, system.message, system)
    raises(generic_error.EINVAL, 1, system.message, {}, 1)
    raises(generic_error.EINVAL, 1, system.message)
    for _, category in ipairs {asio_error.misc.eof.category, asio_error.netdb.no_data.category, asio_error.addrinfo.service_not_found.category} do
        truthy(#category:message(1) > 0)
    end
end)

test('Errors, "The error category": a category is an object of the engine', function()
    local category = generic_error.EPERM.category
    spec.raises_core(8, function() return category.nonsense end)
    equal(type(getmetatable(category)), 'string')
    raised(setmetatable, category, {})
    raised(function() category.message = 1 end)
end)

test('Errors, "The error table": __tostring is the message of the category', function()
    equal(tostring(generic_error.EACCES), 'Permission denied')
    equal(tostring(asio_error.basic.access_denied), 'Permission denied')
    local e = generic_error.EACCES
    e.code = 2
    equal(tostring(e), 'No such file or directory')
end)

test('Errors, "The error table": __eq compares code and category, and ignores extra members', function()
    local a, b = generic_error.EACCES, generic_error.EACCES
    a.path1, b.arg = '/x', 3
    equal(a, b)
    truthy(not rawequal(a, b))
    truthy(a ~= generic_error.EPERM)
    truthy(a ~= asio_error.basic.access_denied)
    b.category = asio_error.basic.access_denied.category
    equal(b, asio_error.basic.access_denied)
    truthy(a ~= {code = a.code, category = a.category})
    truthy(a ~= 'Permission denied')
end)

test('Errors, "togeneric": the generic error, or the original one', function()
    local e = asio_error.basic.connection_refused
    equal(e:togeneric(), generic_error.ECONNREFUSED)
    equal(tostring(e:togeneric().category), 'generic')
    local generic = generic_error.EPERM
    equal(generic:togeneric(), generic)
    local eof = asio_error.misc.eof
    truthy(rawequal(eof:togeneric(), eof))
    raises(generic_error.EINVAL, 1, e.togeneric, 1)
    raises(generic_error.EINVAL, 1, e.togeneric)
    equal(raised(mutex.new().unlock, nil):togeneric(), generic_error.EINVAL)
end)

test('Errors: each access makes a new table, which is the program\'s to change', function()
    local a = generic_error.EPERM
    a.context = 'Lorem ipsum'
    local ok, caught = pcall(error, a)
    equal(ok, false)
    truthy(rawequal(caught, a))
    equal(caught.context, 'Lorem ipsum')
    equal(generic_error.EPERM.context, nil)
end)

test('Errors: damaged tables are only odd', function()
    local e = generic_error.EPERM
    e.category = nil
    equal(type(tostring(e)), 'string')
    truthy(e ~= generic_error.EPERM)
    truthy(rawequal(e:togeneric(), e))
    e = generic_error.EPERM
    e.code = 'one'
    equal(type(tostring(e)), 'string')
    truthy(rawequal(e:togeneric(), e))
    e.code = 1.5
    equal(type(tostring(e)), 'string')
    e.code = 2 ^ 70
    equal(type(tostring(e)), 'string')
end)

test('Errors: what the system reports comes as it is', function()
    local acceptor = ip.tcp.acceptor.new()
    local e = raised(function()
        acceptor:open('v4')
        acceptor:bind(ip.address.new '203.0.113.1', 1)
    end)
    equal(tostring(e.category), 'system')
    equal(e:togeneric(), generic_error.EADDRNOTAVAIL)
    acceptor:close()
end)

spec.run()
