package org.emilua.module.ip;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.function.Predicate;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.emilua.api.lua.ModuleTable;
import org.luaj.vm2.LuaValue;

/** An IPv4 or IPv6 address (reference: ip.address). Only its scope can change. Runs on its VM's strand only. */
final class AddressHandle extends Handle {

    private static final LuaType<AddressHandle> TYPE = LuaType.named("ip.address", AddressHandle.class)
            .method("to_v6", (self, args) -> new AddressHandle(AddressText.mapped(self.v4Bytes()), 0))
            .method("to_v4", (self, args) -> self.toV4())
            .property("is_v4", self -> LuaValue.valueOf(self.isV4()))
            .property("is_v6", self -> LuaValue.valueOf(!self.isV4()))
            .property("is_loopback", self -> LuaValue.valueOf(self.isLoopback()))
            .property("is_multicast", self -> LuaValue.valueOf(self.isV4() ? (self.at(0) & 0xF0) == 0xE0 : self.at(0) == 0xFF))
            .property("is_unspecified", self -> LuaValue.valueOf(Arrays.equals(self.bytes, new byte[self.bytes.length])))
            .property("is_link_local", v6(self -> self.hasPrefix(0x80)))
            .property("is_site_local", v6(self -> self.hasPrefix(0xC0)))
            .property("is_v4_mapped", v6(AddressHandle::isMapped))
            .property("is_multicast_node_local", v6(self -> self.isMulticast(1)))
            .property("is_multicast_link_local", v6(self -> self.isMulticast(2)))
            .property("is_multicast_site_local", v6(self -> self.isMulticast(5)))
            .property("is_multicast_org_local", v6(self -> self.isMulticast(8)))
            .property("is_multicast_global", v6(self -> self.isMulticast(0xE)))
            .property("scope_id", self -> LuaValue.valueOf((double) self.v6().scope), AddressHandle::setScope)
            .metamethod("__tostring", args -> LuaValue.valueOf(of(args, 1).toString()))
            .metamethod("__eq", args -> LuaValue.valueOf(compare(args) == 0))
            .metamethod("__lt", args -> LuaValue.valueOf(compare(args) < 0))
            .metamethod("__le", args -> LuaValue.valueOf(compare(args) <= 0));

    private final byte[] bytes;
    private long scope;

    private AddressHandle(byte[] bytes, long scope) {
        super(TYPE);
        this.bytes = bytes;
        this.scope = scope;
    }

    static ModuleTable functions() {
        return new ModuleTable()
                .function("new", args -> args.isNil(1) ? v4(0, 0, 0, 0) : parse(args, 1))
                .function("any_v4", args -> v4(0, 0, 0, 0))
                .function("loopback_v4", args -> v4(127, 0, 0, 1))
                .function("broadcast_v4", args -> v4(255, 255, 255, 255))
                .function("any_v6", args -> new AddressHandle(new byte[16], 0))
                .function("loopback_v6", args -> {
                    byte[] bytes = new byte[16];
                    bytes[15] = 1;
                    return new AddressHandle(bytes, 0);
                });
    }

    private static AddressHandle v4(int a, int b, int c, int d) {
        return new AddressHandle(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d}, 0);
    }

    private static AddressHandle parse(Args args, int index) {
        AddressText.Parsed parsed = AddressText.parse(args.string(index));
        if (parsed == null) {
            throw Args.invalid(index);
        }
        return new AddressHandle(parsed.bytes(), parsed.scope());
    }

    /** An address argument. */
    static AddressHandle of(Args args, int index) {
        return args.handle(index, AddressHandle.class);
    }

    /** An address argument that may also be a text. */
    static AddressHandle ofAddressOrText(Args args, int index) {
        return args.isString(index) ? parse(args, index) : of(args, index);
    }

    /** The address of a text, for callers that raise their own error where there is none. */
    static AddressHandle of(AddressText.Parsed parsed) {
        return new AddressHandle(parsed.bytes(), parsed.scope());
    }

    static AddressHandle of(InetAddress address) {
        return new AddressHandle(address.getAddress(), address instanceof Inet6Address v6 ? v6.getScopeId() : 0);
    }

    /** The address with a port, as the JDK has it. */
    InetSocketAddress endpoint(int port) {
        return new InetSocketAddress(inetAddress(), port);
    }

    InetAddress inetAddress() {
        try {
            return isV4() ? InetAddress.getByAddress(bytes) : Inet6Address.getByAddress(null, bytes, (int) scope);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four or sixteen bytes make an address", e);
        }
    }

    boolean isV4() {
        return bytes.length == 4;
    }

    @Override
    public String toString() {
        return AddressText.format(bytes, scope, !isV4() && (hasPrefix(0x80) || isMulticast(2)));
    }

    private int at(int index) {
        return bytes[index] & 0xFF;
    }

    private boolean isLoopback() {
        if (isV4()) {
            return at(0) == 127;
        }
        byte[] loopback = new byte[16];
        loopback[15] = 1;
        return Arrays.equals(bytes, loopback);
    }

    /** Whether the first ten bits are those of fe80::/10 and its neighbours. */
    private boolean hasPrefix(int secondByte) {
        return at(0) == 0xFE && (at(1) & 0xC0) == secondByte;
    }

    private boolean isMulticast(int reach) {
        return at(0) == 0xFF && (at(1) & 0x0F) == reach;
    }

    private boolean isMapped() {
        return Arrays.equals(bytes, AddressText.mapped(Arrays.copyOfRange(bytes, 12, 16)));
    }

    private byte[] v4Bytes() {
        if (!isV4()) {
            throw Args.invalid(1);
        }
        return bytes;
    }

    private AddressHandle toV4() {
        if (isV4() || !isMapped()) {
            throw Args.invalid(1);
        }
        return new AddressHandle(Arrays.copyOfRange(bytes, 12, 16), 0);
    }

    private AddressHandle v6() {
        if (isV4()) {
            throw ErrorCode.of(Errno.EAFNOSUPPORT);
        }
        return this;
    }

    private static java.util.function.Function<AddressHandle, LuaValue> v6(Predicate<AddressHandle> property) {
        return self -> LuaValue.valueOf(property.test(self.v6()));
    }

    private void setScope(LuaValue value) {
        double number = value.type() == TNUMBER ? value.todouble() : -1;
        if (number < 0 || number > 0xFFFF_FFFFL || number != Math.rint(number)) {
            throw Args.invalid(3);
        }
        v6().scope = (long) number;
    }

    /** IPv4 before IPv6, then by bytes, then by scope. */
    private static int compare(Args args) {
        AddressHandle a = of(args, 1);
        AddressHandle b = of(args, 2);
        if (a.bytes.length != b.bytes.length) {
            return Integer.compare(a.bytes.length, b.bytes.length);
        }
        int order = Arrays.compareUnsigned(a.bytes, b.bytes);
        return order != 0 ? order : Long.compare(a.scope, b.scope);
    }
}
