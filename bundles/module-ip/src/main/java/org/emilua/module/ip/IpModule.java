package org.emilua.module.ip;

import org.emilua.api.LuaModule;
import org.emilua.api.Vm;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.ModuleTable;
import org.emilua.posix.AddressInfo;
import org.emilua.posix.Posix;
import org.emilua.posix.PosixException;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.osgi.service.component.annotations.Component;

/** {@code require 'ip'}. */
@Component(property = LuaModule.NAME + "=ip")
public final class IpModule implements LuaModule {

    @Override
    public LuaValue load(Vm vm) {
        return new ModuleTable()
                .value("address", AddressHandle.functions())
                .value("address_info_flag", addressInfoFlags())
                .value("tcp", tcp(vm))
                .function("connect", Connecting::connect)
                .function("host_name", args -> hostName())
                .function("tostring", IpModule::tostring)
                .function("toendpoint", IpModule::toEndpoint);
    }

    private static ModuleTable tcp(Vm vm) {
        return new ModuleTable()
                .value("acceptor", TcpAcceptorHandle.functions(vm))
                .value("socket", TcpSocketHandle.functions(vm))
                .function("get_address_info", args ->
                        Resolution.addressInfo(vm, args, AddressInfo.ANY_FAMILY, AddressInfo.STREAM))
                .function("get_address_v4_info", args -> Resolution.addressInfo(vm, args, AddressInfo.V4, AddressInfo.STREAM))
                .function("get_address_v6_info", args -> Resolution.addressInfo(vm, args, AddressInfo.V6, AddressInfo.STREAM));
    }

    private static ModuleTable addressInfoFlags() {
        return new ModuleTable()
                .constant("passive", Resolution.PASSIVE)
                .constant("canonical_name", Resolution.CANONICAL_NAME)
                .constant("v4_mapped", Resolution.V4_MAPPED)
                .constant("all_matching", Resolution.ALL_MATCHING)
                .constant("address_configured", Resolution.ADDRESS_CONFIGURED);
    }

    private static LuaValue hostName() {
        try {
            return LuaValue.valueOf(Posix.hostName());
        } catch (PosixException e) {
            throw ErrorCode.system(e.errno());
        }
    }

    private static LuaValue tostring(Args args) {
        AddressHandle address = AddressHandle.of(args, 1);
        if (args.isNil(2)) {
            return LuaValue.valueOf(address.toString());
        }
        int port = args.port(2);
        return LuaValue.valueOf(address.isV4() ? address + ":" + port : "[" + address + "]:" + port);
    }

    private static Varargs toEndpoint(Args args) {
        String text = args.string(1);
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[");
        if (colon < 0 || bracketed && text.charAt(colon - 1) != ']') {
            throw Args.invalid(1);
        }
        String host = bracketed ? text.substring(1, colon - 1) : text.substring(0, colon);
        AddressText.Parsed address = AddressText.parse(host);
        int port = portNumber(text.substring(colon + 1));
        if (address == null || port < 0 || bracketed != (address.bytes().length == 16)) {
            throw Args.invalid(1);
        }
        return LuaValue.varargsOf(AddressHandle.of(address), LuaValue.valueOf(port));
    }

    private static int portNumber(String digits) {
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int port = Integer.parseInt(digits);
        return port <= 0xFFFF ? port : -1;
    }
}
