local spec = require 'spec'
local ip = require 'ip'
local test, equal, truthy, raises = spec.test, spec.equal, spec.truthy, spec.raises
local generic_error = require 'generic_error'
local EINVAL = generic_error.EINVAL
local new = ip.address.new

test('text to address and back', function()
    for _, text in ipairs {'0.0.0.0', '127.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', '2001:db8::8:800:200c:417a',
            'ff02::1', '1::', '::ffff:1.2.3.4', '1:2:3:4:5:6:7:8', '::1:0:0:1', '2001:db8:0:1:1:1:1:1'} do
        equal(tostring(new(text)), text)
    end
    equal(tostring(new('2001:DB8:0:0:0:0:0:1')), '2001:db8::1')
    equal(tostring(new()), '0.0.0.0')
end)

test('what is no address raises EINVAL', function()
    for _, text in ipairs {'', '1.2.3', '1.2.3.4.5', '256.1.1.1', '01.2.3.4', '1.2.3.x', ':', ':::', '1::2::3', '12345::', 'g::',
            '1:2:3:4:5:6:7', '[::1]', ' 127.0.0.1', '127.0.0.1 ', '::1%', 'localhost', '::1.2.3'} do
        raises(EINVAL, 1, new, text)
    end
    raises(EINVAL, 1, new, 42)
    raises(EINVAL, 1, new, {})
end)

test('the well-known addresses', function()
    equal(tostring(ip.address.any_v4()), '0.0.0.0')
    equal(tostring(ip.address.any_v6()), '::')
    equal(tostring(ip.address.loopback_v4()), '127.0.0.1')
    equal(tostring(ip.address.loopback_v6()), '::1')
    equal(tostring(ip.address.broadcast_v4()), '255.255.255.255')
end)

test('properties of both versions', function()
    equal(new('127.9.9.9').is_loopback, true)
    equal(new('::1').is_loopback, true)
    equal(new('::2').is_loopback, false)
    equal(new('224.0.0.1').is_multicast, true)
    equal(new('ff02::1').is_multicast, true)
    equal(new('0.0.0.0').is_unspecified, true)
    equal(new('::').is_unspecified, true)
    equal(new('1.2.3.4').is_v4, true)
    equal(new('1.2.3.4').is_v6, false)
    equal(new('::').is_v6, true)
end)

test('properties of IPv6, which raise for IPv4', function()
    equal(new('fe80::1').is_link_local, true)
    equal(new('fec0::1').is_site_local, true)
    equal(new('::ffff:1.2.3.4').is_v4_mapped, true)
    equal(new('ff01::1').is_multicast_node_local, true)
    equal(new('ff02::1').is_multicast_link_local, true)
    equal(new('ff05::1').is_multicast_site_local, true)
    equal(new('ff08::1').is_multicast_org_local, true)
    equal(new('ff0e::1').is_multicast_global, true)
    for _, name in ipairs {'is_link_local', 'is_site_local', 'is_v4_mapped', 'is_multicast_node_local', 'is_multicast_link_local',
            'is_multicast_site_local', 'is_multicast_org_local', 'is_multicast_global', 'scope_id'} do
        spec.raised(function() return new('1.2.3.4')[name] end)
    end
end)

test('scope_id is read and written', function()
    local a = new('fe80::1%7')
    equal(a.scope_id, 7)
    a.scope_id = 0
    equal(tostring(a), 'fe80::1')
    a.scope_id = 4294967295
    equal(a.scope_id, 4294967295)
    for _, bad in ipairs {-1, 0.5, 4294967296, 'x'} do
        truthy(spec.raised(function() a.scope_id = bad end) == EINVAL)
    end
    spec.raises_core(8, function() a.nothing = 1 end)
end)

test('conversions between the versions', function()
    equal(tostring(new('1.2.3.4'):to_v6()), '::ffff:1.2.3.4')
    equal(tostring(new('::ffff:1.2.3.4'):to_v4()), '1.2.3.4')
    spec.raised(function() new('::1'):to_v4() end)
    spec.raised(function() new('::1'):to_v6() end)
    spec.raised(function() new('1.2.3.4'):to_v4() end)
end)

test('order', function()
    equal(new('1.2.3.4') == new('1.2.3.4'), true)
    equal(new('1.2.3.4') == new('1.2.3.5'), false)
    equal(new('1.2.3.4') < new('200.0.0.0'), true)
    equal(new('255.255.255.255') < new('::'), true)
    equal(new('::1') <= new('::1'), true)
    equal(new('::2') <= new('::1'), false)
end)

test('endpoints as text', function()
    equal(ip.tostring(new('1.2.3.4'), 80), '1.2.3.4:80')
    equal(ip.tostring(new('::1'), 80), '[::1]:80')
    equal(ip.tostring(new('::1')), '::1')
    local a, p = ip.toendpoint('[2001:db8::1]:443')
    equal(tostring(a), '2001:db8::1')
    equal(p, 443)
    a, p = ip.toendpoint('10.0.0.1:0')
    equal(tostring(a), '10.0.0.1')
    equal(p, 0)
    for _, bad in ipairs {'', ':', '1.2.3.4', '1.2.3.4:', '1.2.3.4:65536', '1.2.3.4:x', '::1:80', '[::1]', '[::1]80', '[1.2.3.4]:80'} do
        raises(EINVAL, 1, ip.toendpoint, bad)
    end
    raises(EINVAL, 2, ip.tostring, new('::1'), 65536)
    raises(EINVAL, 1, ip.tostring, 'x')
end)

test('host_name', function()
    truthy(#ip.host_name() > 0)
end)

spec.run()
