package org.emilua.module.ip;

import java.util.EnumSet;
import java.util.Set;
import org.emilua.api.Vm;
import org.emilua.api.error.AsioError;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.emilua.api.lua.ModuleTable;
import org.emilua.transport.StreamSocketEndpoint;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A TCP socket (reference: ip.tcp.socket). Runs on its VM's strand only. */
final class TcpSocketHandle extends Handle {

    private static final Set<SocketOption> OPTIONS = EnumSet.allOf(SocketOption.class);

    private static final LuaType<TcpSocketHandle> TYPE = LuaType.named("ip.tcp.socket", TcpSocketHandle.class)
            .method("read_some", (self, args) ->
                    LuaValue.valueOf((int) self.vm.await(self.endpoint().read(args.byteSpan(2)))))
            .method("write_some", (self, args) ->
                    LuaValue.valueOf((int) self.vm.await(self.endpoint().write(args.byteSpan(2)))))
            .method("open", TcpSocketHandle::open)
            .method("bind", (self, args) -> {
                self.endpoint().bind(AddressHandle.ofAddressOrText(args, 2).endpoint(args.port(3)));
                return NONE;
            })
            .method("connect", TcpSocketHandle::connect)
            .method("close", (self, args) -> self.close())
            .method("cancel", (self, args) -> {
                self.endpoint().cancel();
                return NONE;
            })
            .method("shutdown", TcpSocketHandle::shutdown)
            .method("set_option", (self, args) -> {
                SocketOption option = SocketOption.named(args, OPTIONS);
                int value = option.value(args);
                self.endpoint().setOption(option.level(), option.number(), value);
                return NONE;
            })
            .method("get_option", (self, args) -> {
                SocketOption option = SocketOption.named(args, OPTIONS);
                return option.toLua(self.endpoint().getOption(option.level(), option.number()));
            })
            .property("is_open", self -> LuaValue.valueOf(self.endpoint != null))
            .property("local_address", self -> AddressHandle.of(self.endpoint().localAddress().getAddress()))
            .property("local_port", self -> LuaValue.valueOf(self.endpoint().localAddress().getPort()))
            .property("remote_address", self -> AddressHandle.of(self.endpoint().remoteAddress().getAddress()))
            .property("remote_port", self -> LuaValue.valueOf(self.endpoint().remoteAddress().getPort()));

    private final Vm vm;
    private @Nullable StreamSocketEndpoint endpoint;

    TcpSocketHandle(Vm vm, @Nullable StreamSocketEndpoint endpoint) {
        super(TYPE);
        this.vm = vm;
        this.endpoint = endpoint;
    }

    static ModuleTable functions(Vm vm) {
        return new ModuleTable().function("new", args -> new TcpSocketHandle(vm, null));
    }

    private StreamSocketEndpoint endpoint() {
        StreamSocketEndpoint open = endpoint;
        if (open == null) {
            throw ErrorCode.system(Errno.EBADF.code());
        }
        return open;
    }

    private Varargs open(Args args) {
        boolean v6 = AddressFamily.isV6(args, 2);
        if (endpoint != null) {
            throw AsioError.ALREADY_OPEN.raised();
        }
        endpoint = StreamSocketEndpoint.openTcp(vm, v6);
        return NONE;
    }

    /** Opens the socket first where it is closed. */
    private Varargs connect(Args args) {
        AddressHandle address = AddressHandle.ofAddressOrText(args, 2);
        int port = args.port(3);
        StreamSocketEndpoint open = endpoint;
        if (open == null) {
            open = StreamSocketEndpoint.openTcp(vm, !address.isV4());
            endpoint = open;
        }
        vm.await(open.connect(address.endpoint(port)));
        return NONE;
    }

    private Varargs shutdown(Args args) {
        String what = args.string(2);
        switch (what) {
            case "receive" -> endpoint().shutdown(true, false);
            case "send" -> endpoint().shutdown(false, true);
            case "both" -> endpoint().shutdown(true, true);
            default -> throw Args.invalid(2);
        }
        return NONE;
    }

    private Varargs close() {
        StreamSocketEndpoint open = endpoint;
        endpoint = null;
        if (open != null) {
            open.close();
        }
        return NONE;
    }
}
