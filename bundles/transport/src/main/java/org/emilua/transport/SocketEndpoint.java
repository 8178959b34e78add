package org.emilua.transport;

import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.emilua.api.Resource;
import org.emilua.api.Vm;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.event.loop.EventLoop;
import org.emilua.event.loop.ReadinessListener;
import org.emilua.event.loop.Registration;
import org.jspecify.annotations.Nullable;

/**
 * A non-blocking socket of one VM, which owns it. Watched for changes once and for all, from the first operation on that
 * has to wait. Runs on its VM's strand only.
 */
public abstract sealed class SocketEndpoint implements Resource, ReadinessListener permits AcceptorEndpoint, StreamSocketEndpoint {

    final Vm vm;
    final Socket socket;
    final boolean v6;
    private @Nullable Registration registration;
    private boolean closed;

    SocketEndpoint(Vm vm, Socket socket, boolean v6) {
        this.vm = vm;
        this.socket = socket;
        this.v6 = v6;
        try {
            vm.own(this);
        } catch (ErrorCode e) { // the VM has too many
            SocketCalls.run(socket::close);
            throw e;
        }
    }

    /** Binds the socket to a local address. */
    public final void bind(InetSocketAddress address) {
        SocketCalls.checkFamily(address, v6);
        SocketCalls.run(() -> socket.bind(address));
    }

    /** The address that the socket is bound to. */
    public final InetSocketAddress localAddress() {
        return SocketCalls.address(socket.localAddress(), Errno.EBADF, v6);
    }

    /** Sets an integer option of setsockopt(2). */
    public final void setOption(int level, int option, int value) {
        SocketCalls.run(() -> socket.setIntOpt(level, option, value));
    }

    /** Reads an integer option of getsockopt(2). */
    public final int getOption(int level, int option) {
        return SocketCalls.call(() -> socket.getIntOpt(level, option));
    }

    /** Aborts all operations that wait; the socket stays open. */
    public abstract void cancel();

    /** Whether an operation waits for the socket. */
    abstract boolean isBusy();

    /** Calls are tried again before anybody waits: what was known of the socket's readiness may be out of date. */
    abstract void forgetReadiness();

    /**
     * Takes the socket out of its VM, so that another VM's endpoint can have it.
     *
     * @throws ErrorCode EBUSY while an operation waits for the socket
     */
    public final void detach() {
        if (isBusy()) {
            throw ErrorCode.of(Errno.EBUSY);
        }
        vm.release(this);
        stopWatching();
    }

    /** Undoes {@link #detach}. */
    public final void reattach() {
        forgetReadiness();
        vm.own(this);
    }

    /** Closes the socket after {@link #detach}. Any thread. */
    public final void discard() {
        SocketCalls.run(socket::close);
    }

    /** Whether {@link #close} was called. */
    final boolean isClosed() {
        return closed;
    }

    /** Hears of changes from now on, if not so already. */
    final void watch() throws IOException {
        if (registration == null) {
            registration = EventLoop.current().register(vm::execute, socket.intValue(), Registration.Mode.EDGE, this);
        }
    }

    @Override
    public final void close() {
        if (closed) {
            return;
        }
        closed = true;
        vm.release(this);
        cancel();
        stopWatching();
        SocketCalls.run(socket::close);
    }

    private void stopWatching() {
        Registration watched = registration;
        registration = null;
        if (watched != null) {
            watched.cancel();
        }
    }
}
