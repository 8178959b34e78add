package org.emilua.module.ip;

import java.util.EnumSet;
import java.util.Set;
import org.emilua.api.Vm;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.LuaType;
import org.emilua.api.lua.ModuleTable;
import org.emilua.transport.AcceptorEndpoint;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A TCP acceptor (reference: ip.tcp.acceptor). Runs on its VM's strand only. */
final class TcpAcceptorHandle extends SocketHandle<AcceptorEndpoint> {

    /** The option that is no option of the system's: whether accept reports aborted connections. */
    private static final String REPORTS_ABORTED = "enable_connection_aborted";

    /** SOMAXCONN: the kernel cuts it down to its own limit. */
    private static final int DEFAULT_BACKLOG = 4096;

    private static final Set<SocketOption> OPTIONS =
            EnumSet.of(SocketOption.REUSE_ADDRESS, SocketOption.DEBUG, SocketOption.V6_ONLY);

    private static final LuaType<TcpAcceptorHandle> TYPE =
            withCommonMembers(LuaType.named("ip.tcp.acceptor", TcpAcceptorHandle.class))
                    .method("accept", (self, args) -> new TcpSocketHandle(self.vm, self.vm.await(self.endpoint().accept())))
                    .method("listen", (self, args) -> {
                        self.endpoint().listen(args.isNil(2) ? DEFAULT_BACKLOG : args.integer(2));
                        return NONE;
                    })
                    .method("set_option", TcpAcceptorHandle::setOption)
                    .method("get_option", TcpAcceptorHandle::getOption);

    private TcpAcceptorHandle(Vm vm, @Nullable AcceptorEndpoint endpoint) {
        super(TYPE, vm, endpoint);
    }

    static ModuleTable functions(Vm vm) {
        return new ModuleTable().function("new", args -> new TcpAcceptorHandle(vm, null));
    }

    @Override
    TcpAcceptorHandle handleIn(Vm receiver, @Nullable AcceptorEndpoint moved) {
        return new TcpAcceptorHandle(receiver, moved);
    }

    @Override
    AcceptorEndpoint moveEndpoint(AcceptorEndpoint detached, Vm receiver) {
        return detached.moveTo(receiver);
    }

    @Override
    AcceptorEndpoint openEndpoint(boolean v6) {
        return AcceptorEndpoint.openTcp(vm, v6);
    }

    private Varargs setOption(Args args) {
        if (args.string(2).equals(REPORTS_ABORTED)) {
            endpoint().reportsAborted(args.bool(3));
            return NONE;
        }
        return setOption(args, OPTIONS);
    }

    private LuaValue getOption(Args args) {
        return args.string(2).equals(REPORTS_ABORTED)
                ? LuaValue.valueOf(endpoint().reportsAborted())
                : getOption(args, OPTIONS);
    }
}
