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
import org.emilua.transport.AcceptorEndpoint;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A TCP acceptor (reference: ip.tcp.acceptor). Runs on its VM's strand only. */
final class TcpAcceptorHandle extends Handle {

    /** The option that is no option of the system's: whether accept reports aborted connections. */
    private static final String REPORTS_ABORTED = "enable_connection_aborted";

    /** SOMAXCONN: the kernel cuts it down to its own limit. */
    private static final int DEFAULT_BACKLOG = 4096;

    private static final Set<SocketOption> OPTIONS =
            EnumSet.of(SocketOption.REUSE_ADDRESS, SocketOption.DEBUG, SocketOption.V6_ONLY);

    private static final LuaType<TcpAcceptorHandle> TYPE = LuaType.named("ip.tcp.acceptor", TcpAcceptorHandle.class)
            .method("accept", (self, args) -> new TcpSocketHandle(self.vm, self.vm.await(self.endpoint().accept())))
            .method("open", TcpAcceptorHandle::open)
            .method("bind", (self, args) -> {
                self.endpoint().bind(AddressHandle.ofAddressOrText(args, 2).endpoint(args.port(3)));
                return NONE;
            })
            .method("listen", (self, args) -> {
                self.endpoint().listen(args.isNil(2) ? DEFAULT_BACKLOG : args.integer(2));
                return NONE;
            })
            .method("close", (self, args) -> self.close())
            .method("cancel", (self, args) -> {
                self.endpoint().cancel();
                return NONE;
            })
            .method("set_option", TcpAcceptorHandle::setOption)
            .method("get_option", TcpAcceptorHandle::getOption)
            .property("is_open", self -> LuaValue.valueOf(self.endpoint != null))
            .property("local_address", self -> AddressHandle.of(self.endpoint().localAddress().getAddress()))
            .property("local_port", self -> LuaValue.valueOf(self.endpoint().localAddress().getPort()));

    private final Vm vm;
    private @Nullable AcceptorEndpoint endpoint;

    private TcpAcceptorHandle(Vm vm) {
        super(TYPE);
        this.vm = vm;
    }

    static ModuleTable functions(Vm vm) {
        return new ModuleTable().function("new", args -> new TcpAcceptorHandle(vm));
    }

    private AcceptorEndpoint endpoint() {
        AcceptorEndpoint open = endpoint;
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
        endpoint = AcceptorEndpoint.openTcp(vm, v6);
        return NONE;
    }

    private Varargs setOption(Args args) {
        if (args.string(2).equals(REPORTS_ABORTED)) {
            endpoint().reportsAborted(args.bool(3));
            return NONE;
        }
        SocketOption option = SocketOption.named(args, OPTIONS);
        int value = option.value(args);
        endpoint().setOption(option.level(), option.number(), value);
        return NONE;
    }

    private LuaValue getOption(Args args) {
        if (args.string(2).equals(REPORTS_ABORTED)) {
            return LuaValue.valueOf(endpoint().reportsAborted());
        }
        SocketOption option = SocketOption.named(args, OPTIONS);
        return option.toLua(endpoint().getOption(option.level(), option.number()));
    }

    private Varargs close() {
        AcceptorEndpoint open = endpoint;
        endpoint = null;
        if (open != null) {
            open.close();
        }
        return NONE;
    }
}
