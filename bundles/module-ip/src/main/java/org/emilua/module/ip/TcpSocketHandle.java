package org.emilua.module.ip;

import java.util.EnumSet;
import java.util.Set;
import org.emilua.api.Vm;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.LuaType;
import org.emilua.api.lua.ModuleTable;
import org.emilua.transport.StreamSocketEndpoint;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A TCP socket (reference: ip.tcp.socket). Runs on its VM's strand only. */
final class TcpSocketHandle extends SocketHandle<StreamSocketEndpoint> {

    private static final Set<SocketOption> OPTIONS = EnumSet.allOf(SocketOption.class);

    private static final LuaType<TcpSocketHandle> TYPE = withCommonMembers(LuaType.named("ip.tcp.socket", TcpSocketHandle.class))
            .method("read_some", (self, args) ->
                    LuaValue.valueOf((int) self.vm.await(self.endpoint().read(args.byteSpan(2)))))
            .method("write_some", (self, args) ->
                    LuaValue.valueOf((int) self.vm.await(self.endpoint().write(args.byteSpan(2)))))
            .method("connect", TcpSocketHandle::connect)
            .method("shutdown", TcpSocketHandle::shutdown)
            .method("set_option", (self, args) -> self.setOption(args, OPTIONS))
            .method("get_option", (self, args) -> self.getOption(args, OPTIONS))
            .property("remote_address", self -> AddressHandle.of(self.endpoint().remoteAddress().getAddress()))
            .property("remote_port", self -> LuaValue.valueOf(self.endpoint().remoteAddress().getPort()));

    TcpSocketHandle(Vm vm, @Nullable StreamSocketEndpoint endpoint) {
        super(TYPE, vm, endpoint);
    }

    static ModuleTable functions(Vm vm) {
        return new ModuleTable().function("new", args -> new TcpSocketHandle(vm, null));
    }

    @Override
    StreamSocketEndpoint openEndpoint(boolean v6) {
        return StreamSocketEndpoint.openTcp(vm, v6);
    }

    @Override
    TcpSocketHandle handleIn(Vm receiver, @Nullable StreamSocketEndpoint moved) {
        return new TcpSocketHandle(receiver, moved);
    }

    @Override
    StreamSocketEndpoint moveEndpoint(StreamSocketEndpoint detached, Vm receiver) {
        return detached.moveTo(receiver);
    }

    /** Opens the socket first where it is closed. */
    private Varargs connect(Args args) {
        AddressHandle address = AddressHandle.ofAddressOrText(args, 2);
        int port = args.port(3);
        vm.await(endpointFor(!address.isV4()).connect(address.endpoint(port)));
        return NONE;
    }

    private Varargs shutdown(Args args) {
        switch (args.string(2)) {
            case "receive" -> endpoint().shutdown(true, false);
            case "send" -> endpoint().shutdown(false, true);
            case "both" -> endpoint().shutdown(true, true);
            default -> throw Args.invalid(2);
        }
        return NONE;
    }
}
