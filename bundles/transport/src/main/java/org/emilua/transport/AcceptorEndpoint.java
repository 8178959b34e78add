package org.emilua.transport;

import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import org.emilua.api.Operation;
import org.emilua.api.Resource;
import org.emilua.api.Vm;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.event.loop.EventLoop;
import org.emilua.event.loop.ReadinessListener;
import org.emilua.event.loop.Registration;
import org.jspecify.annotations.Nullable;

/** A listening TCP socket of one VM. Several fibers may accept; they are served in order. Runs on its VM's strand only. */
public final class AcceptorEndpoint implements Resource, ReadinessListener {

    /** Room for the native form of a peer's address. */
    private static final int ADDRESS_BYTES = 26;

    private final Vm vm;
    private final Socket socket;
    private final boolean v6;
    private final byte[] peer = new byte[ADDRESS_BYTES];
    private final ArrayDeque<AcceptOperation> waiting = new ArrayDeque<>(1);
    private @Nullable Registration registration;
    private boolean reportsAborted;
    private boolean readable = true;
    private boolean closed;

    private AcceptorEndpoint(Vm vm, Socket socket, boolean v6) {
        this.vm = vm;
        this.socket = socket;
        this.v6 = v6;
        vm.own(this);
    }

    /** Opens a TCP socket that can listen. Raises what socket(2) reports. */
    public static AcceptorEndpoint openTcp(Vm vm, boolean v6) {
        return new AcceptorEndpoint(vm, SocketCalls.openTcp(v6), v6);
    }

    /** Binds the socket to a local address. */
    public void bind(InetSocketAddress address) {
        SocketCalls.checkFamily(address, v6);
        SocketCalls.run(() -> socket.bind(address));
    }

    /** Lets the kernel take connections, {@code backlog} of them before the first is accepted. */
    public void listen(int backlog) {
        SocketCalls.run(() -> socket.listen(backlog));
    }

    /** Waits for a connection. */
    public Operation<StreamSocketEndpoint> accept() {
        return new AcceptOperation();
    }

    /** The address that the socket is bound to. */
    public InetSocketAddress localAddress() {
        return SocketCalls.address(socket.localAddress(), Errno.EBADF, v6);
    }

    /** Sets an integer option of setsockopt(2). */
    public void setOption(int level, int option, int value) {
        SocketCalls.run(() -> socket.setIntOpt(level, option, value));
    }

    /** Reads an integer option of getsockopt(2). */
    public int getOption(int level, int option) {
        return SocketCalls.call(() -> socket.getIntOpt(level, option));
    }

    /** Sets SO_REUSEADDR. */
    public void setReuseAddress(boolean on) {
        SocketCalls.run(() -> socket.setReuseAddress(on));
    }

    /** Reads SO_REUSEADDR. */
    public boolean isReuseAddress() {
        return SocketCalls.call(socket::isReuseAddress);
    }

    /** Whether accept fails for a connection that its peer aborted before it was accepted, instead of taking the next. */
    public boolean reportsAborted() {
        return reportsAborted;
    }

    /** Sets {@link #reportsAborted()}. */
    public void reportsAborted(boolean on) {
        reportsAborted = on;
    }

    /** Aborts all accepts that wait; the socket stays open. */
    public void cancel() {
        for (AcceptOperation first = waiting.poll(); first != null; first = waiting.poll()) {
            first.aborted();
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        vm.release(this);
        cancel();
        Registration watched = registration;
        registration = null;
        if (watched != null) {
            watched.cancel();
        }
        SocketCalls.run(socket::close);
    }

    @Override
    public void ready(boolean nowReadable, boolean nowWritable, boolean hungUp) {
        readable = true;
        for (AcceptOperation first = waiting.peek(); first != null; first = waiting.peek()) {
            if (!first.attempt()) {
                return;
            }
            waiting.poll();
        }
    }

    /** A connection's descriptor, or -1 where there is none now. */
    private int acceptOne() throws IOException {
        while (true) {
            try {
                return socket.accept(peer);
            } catch (IOException e) {
                if (reportsAborted || !isAborted(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isAborted(IOException e) {
        int code = SystemErrors.of(e).code();
        return code == Errno.ECONNABORTED.code() || code == Errno.EPROTO.code();
    }

    private final class AcceptOperation extends Operation<StreamSocketEndpoint> {

        @Override
        protected void start() {
            if (closed) {
                fail(ErrorCode.system(Errno.EBADF.code()));
            } else if (!waiting.isEmpty() || !attempt()) {
                await();
            }
        }

        private void await() {
            waiting.add(this);
            try {
                if (registration == null) {
                    registration = EventLoop.current().register(
                            socket.intValue(), Registration.Mode.EDGE, AcceptorEndpoint.this);
                }
            } catch (IOException e) {
                waiting.remove(this);
                fail(SystemErrors.of(e));
            }
        }

        private boolean attempt() {
            if (!readable) {
                return false;
            }
            try {
                int descriptor = acceptOne();
                if (descriptor < 0) {
                    readable = false;
                    return false;
                }
                complete(StreamSocketEndpoint.adopt(vm, descriptor, v6));
            } catch (IOException e) {
                fail(SystemErrors.of(e));
            }
            return true;
        }

        void aborted() {
            abort();
        }

        @Override
        protected void cancel() {
            waiting.remove(this);
            abort();
        }

        @Override
        public String describe() {
            return "accept of a connection";
        }
    }
}
