local spec = require 'spec'
spec.chapter 'Errors'
local test, equal, truthy, raises = spec.test, spec.equal, spec.truthy, spec.raises
local generic_error = require 'generic_error'
local asio_error = require 'asio_error'
local error_code = require 'error_code'

test('an error is a table with code and category', function()
    local e = generic_error.EINVAL
    equal(type(e), 'table')
    equal(e.code, 22)
    equal(tostring(e.category), 'generic')
    equal(tostring(e), 'Invalid argument')
    equal(e.category:message(2), 'No such file or directory')
end)

test('each look-up makes a new error', function()
    local a, b = generic_error.EPERM, generic_error.EPERM
    a.context = 'mine'
    equal(b.context, nil)
    equal(a, b)
end)

test('only code and category count for equality', function()
    local a = generic_error.ENOENT
    a.path1 = '/x'
    equal(a, generic_error.ENOENT)
    truthy(a ~= generic_error.EPERM)
    truthy(asio_error.basic.access_denied ~= generic_error.EACCES)
    equal(asio_error.basic.access_denied:togeneric(), generic_error.EACCES)
end)

test('togeneric keeps what has no POSIX meaning', function()
    local eof = asio_error.misc.eof
    equal(eof:togeneric(), eof)
    equal(tostring(eof.category), 'asio.misc')
end)

test('every error of the reference\'s list exists', function()
    local names = [[EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL EISCONN E2BIG EDOM EFAULT EBADF EBADMSG EPIPE ECONNABORTED
        EALREADY ECONNREFUSED ECONNRESET EXDEV EDESTADDRREQ EBUSY ENOTEMPTY ENOEXEC EEXIST EFBIG ENAMETOOLONG ENOSYS
        EHOSTUNREACH EIDRM EILSEQ ENOTTY EINTR EINVAL ESPIPE EIO EISDIR EMSGSIZE ENETDOWN ENETRESET ENETUNREACH ENOBUFS
        ECHILD ENOLINK ENOLCK ENOMSG ENOPROTOOPT ENOSPC ENXIO ENODEV ENOENT ESRCH ENOTDIR ENOTSOCK ENOTCONN ENOMEM
        ENOTSUP ECANCELED EINPROGRESS EPERM EOPNOTSUPP EWOULDBLOCK EOWNERDEAD EACCES EPROTO EPROTONOSUPPORT EROFS EDEADLK
        EAGAIN ERANGE ENOTRECOVERABLE ETXTBSY ETIMEDOUT ENFILE EMFILE EMLINK ELOOP EOVERFLOW EPROTOTYPE]]
    local count = 0
    for name in names:gmatch('%S+') do
        truthy(generic_error[name].code > 0, name)
        count = count + 1
    end
    equal(count, 74)
    spec.raises_core(8, function() return generic_error.ENONSENSE end)
    spec.raises_core(8, function() return generic_error[1] end)
end)

test('the asio family has its members', function()
    local families = {
        basic = [[access_denied address_family_not_supported address_in_use already_connected already_started broken_pipe
            connection_aborted connection_refused connection_reset bad_descriptor fault host_unreachable in_progress
            interrupted invalid_argument message_size name_too_long network_down network_reset network_unreachable
            no_descriptors no_buffer_space no_memory no_permission no_protocol_option no_such_device not_connected
            not_socket operation_aborted operation_not_supported shut_down timed_out try_again would_block]],
        misc = 'already_open eof not_found fd_set_failure',
        netdb = 'host_not_found host_not_found_try_again no_data no_recovery',
        addrinfo = 'service_not_found socket_type_not_supported',
    }
    for family, names in pairs(families) do
        for name in names:gmatch('%S+') do
            local e = asio_error[family][name]
            equal(tostring(e.category), family == 'basic' and 'system' or 'asio.' .. family, name)
            truthy(#tostring(e) > 3, name)
        end
        spec.raises_core(8, function() return asio_error[family].nonsense end)
    end
end)

test('categories are userdata with a name, equal to themselves', function()
    local a, b = generic_error.EPERM.category, generic_error.EIO.category
    equal(a, b)
    equal(type(a), 'userdata')
    truthy(a ~= asio_error.misc.eof.category)
    raises(generic_error.EINVAL, 2, function() a:message('x') end)
    equal(a:message(99999), 'Unknown error 99999')
end)

test('the engine\'s own errors have numbers from 1 to 21 and a message each', function()
    local category = spec.raised(function() this_fiber.allow_suspend() end).category
    local seen = {}
    for code = 1, 21 do
        local message = category:message(code)
        equal(seen[message], nil)
        truthy(#message > 10 and not message:find 'Unknown', message)
        seen[message] = true
        equal(tostring(error_code.new(code, category)), message)
    end
    equal(category:message(22), 'Unknown error 22')
    local function raised_code(f, ...) return spec.raised(f, ...).code end
    equal(raised_code(function() return generic_error.NONSENSE end), 8)
    equal(raised_code(coroutine.yield), 9)
    equal(raised_code(this_fiber.allow_suspend), 10)
    equal(raised_code(this_fiber.restore_interruption), 11)
    equal(raised_code(scope_cleanup_pop), 14)
    equal(raised_code(require, 'time'), 6)
end)

test('error values of all kinds pass through pcall as they are', function()
    local t = {}
    for _, value in ipairs {t, 42, true, 'text'} do
        equal(spec.raised(error, value, 0), value)
    end
    local ok, e = pcall(error)
    equal(ok, false)
    equal(e, nil)
end)

test('infinite recursion is a Lua error', function()
    local function down() return 1 + down() end
    local e = spec.raised(down)
    truthy(tostring(e):find('stack overflow'))
    local mt = {}
    mt.__index = function(t, k) return t[k + 1] end
    truthy(tostring(spec.raised(function() return setmetatable({}, mt)[1] end)):find('overflow'))
end)

test('xpcall gives the error to its handler and passes arguments', function()
    local ok, result = xpcall(function(a) error('e' .. a, 0) end, function(e) return 'handled ' .. e end, 1)
    equal(ok, false)
    equal(result, 'handled e1')
    equal(select(2, xpcall(function(...) return select('#', ...) end, print, nil, nil)), 2)
end)

test('the handler of xpcall sees an error before any scope is left, whoever raises it', function()
    local busy = coroutine.create(function() for _ = 1, 3 do this_fiber.yield() end end)
    local blocked = spawn(function() coroutine.resume(busy) end)
    this_fiber.yield()
    local order
    local function raised_by(f)
        order = {}
        xpcall(function()
            scope_cleanup_push(function() order[#order + 1] = 'cleanup' end)
            f()
        end, function() order[#order + 1] = 'handler' end)
    end
    local raisers = {
        function() error('text') end,
        function() error({}) end,
        function() generic_error.nonsense() end,
        function() spawn(42) end,
        function() coroutine.yield() end,
        function() coroutine.resume(busy) end,
        function() coroutine.wrap(function() error({}) end)() end,
        function() coroutine.wrap(function() error('text') end)() end,
    }
    for i, raise in ipairs(raisers) do
        raised_by(raise)
        equal(table.concat(order, ' '), 'handler cleanup', i)
    end
    for _, point in ipairs {
        function() this_fiber.yield() end,
        function() pcall(error) end,
        function() xpcall(error, print) end,
        function() coroutine.resume(coroutine.create(error)) end,
    } do
        local handle
        handle = spawn(function()
            raised_by(function() handle:interrupt() point() end)
        end)
        handle:join()
        equal(table.concat(order, ' '), 'handler cleanup')
    end
    blocked:join()
end)

spec.run()
