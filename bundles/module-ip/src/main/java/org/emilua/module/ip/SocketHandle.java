package org.emilua.module.ip;

import org.emilua.api.Transferable;
import org.emilua.api.Vm;
import org.emilua.api.error.AsioError;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.emilua.transport.SocketEndpoint;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What sockets and acceptors have in common: they are opened, bound, cancelled, closed and moved. Runs on its VM's strand only. */
abstract class SocketHandle<E extends SocketEndpoint> extends Handle implements Transferable {

    final Vm vm;
    private @Nullable E endpoint;

    SocketHandle(LuaType<?> type, Vm vm, @Nullable E endpoint) {
        super(type);
        this.vm = vm;
        this.endpoint = endpoint;
    }

    /** Adds the common members to a type. */
    static <H extends SocketHandle<?>> LuaType<H> withCommonMembers(LuaType<H> type) {
        return type.method("open", (self, args) -> self.open(args))
                .method("bind", (self, args) -> {
                    self.endpoint().bind(AddressHandle.ofAddressOrText(args, 2).endpoint(args.port(3)));
                    return NONE;
                })
                .method("cancel", (self, args) -> {
                    self.endpoint().cancel();
                    return NONE;
                })
                .method("close", (self, args) -> self.close())
                .property("is_open", self -> LuaValue.valueOf(self.isOpen()))
                .property("local_address", self -> AddressHandle.of(self.endpoint().localAddress().getAddress()))
                .property("local_port", self -> LuaValue.valueOf(self.endpoint().localAddress().getPort()));
    }

    /** Opens an endpoint of the handle's kind. */
    abstract E openEndpoint(boolean v6);

    /** A handle of the same kind in another VM, for what moved there; null for a socket that is not open. */
    abstract SocketHandle<E> handleIn(Vm receiver, @Nullable E moved);

    /** The endpoint in another VM of what left this one. */
    abstract E moveEndpoint(E detached, Vm receiver);

    @Override
    public final Departure depart() {
        E open = endpoint;
        if (open != null) {
            open.detach();
        }
        return new Moving<>(this, open);
    }

    /** A socket that is in no VM. */
    private record Moving<E extends SocketEndpoint>(SocketHandle<E> left, @Nullable E endpoint) implements Departure {

        @Override
        public LuaValue arrive(Vm receiver) {
            return left.handleIn(receiver, endpoint == null ? null : left.moveEndpoint(endpoint, receiver));
        }

        @Override
        public void giveBack() {
            if (endpoint != null) {
                endpoint.reattach();
            }
        }

        @Override
        public void close() {
            if (endpoint != null) {
                endpoint.discard();
            }
        }
    }

    final boolean isOpen() {
        return endpoint != null;
    }

    /** The open endpoint. Raises EBADF where there is none. */
    final E endpoint() {
        E open = endpoint;
        if (open == null) {
            throw ErrorCode.system(Errno.EBADF.code());
        }
        return open;
    }

    /** The open endpoint, opened for a family first where there is none. */
    final E endpointFor(boolean v6) {
        E open = endpoint;
        if (open == null) {
            open = openEndpoint(v6);
            endpoint = open;
        }
        return open;
    }

    final Varargs open(Args args) {
        boolean v6 = AddressFamily.isV6(args, 2);
        if (isOpen()) {
            throw AsioError.ALREADY_OPEN.raised();
        }
        endpointFor(v6);
        return NONE;
    }

    final Varargs close() {
        E open = endpoint;
        endpoint = null;
        if (open != null) {
            open.close();
        }
        return NONE;
    }

    /** Sets the option that argument 2 names, of those allowed. */
    final Varargs setOption(Args args, java.util.Set<SocketOption> allowed) {
        SocketOption option = SocketOption.named(args, allowed);
        int value = option.value(args);
        endpoint().setOption(option.level(), option.number(), value);
        return NONE;
    }

    /** Reads the option that argument 2 names, of those allowed. */
    final LuaValue getOption(Args args, java.util.Set<SocketOption> allowed) {
        SocketOption option = SocketOption.named(args, allowed);
        return option.toLua(endpoint().getOption(option.level(), option.number()));
    }
}
