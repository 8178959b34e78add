package org.emilua.transport;

import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.util.ArrayDeque;
import org.emilua.api.Operation;
import org.emilua.api.Vm;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;

/** A listening TCP socket of one VM. Several fibers may accept; they are served in order. Runs on its VM's strand only. */
public final class AcceptorEndpoint extends SocketEndpoint {

    /** Room for the native form of a peer's address. */
    private static final int ADDRESS_BYTES = 26;

    private final byte[] peer = new byte[ADDRESS_BYTES];
    private final ArrayDeque<AcceptOperation> waiting = new ArrayDeque<>(1);
    private boolean reportsAborted;
    private boolean readable = true;

    private AcceptorEndpoint(Vm vm, Socket socket, boolean v6) {
        super(vm, socket, v6);
    }

    /** Opens a TCP socket that can listen. Raises what socket(2) reports. */
    public static AcceptorEndpoint openTcp(Vm vm, boolean v6) {
        return new AcceptorEndpoint(vm, SocketCalls.openTcp(v6), v6);
    }

    /** Lets the kernel take connections, {@code backlog} of them before the first is accepted. */
    public void listen(int backlog) {
        SocketCalls.run(() -> socket.listen(backlog));
    }

    /** Waits for a connection. */
    public Operation<StreamSocketEndpoint> accept() {
        return new AcceptOperation();
    }

    /** Whether accept fails for a connection that its peer aborted before it was accepted, instead of taking the next. */
    public boolean reportsAborted() {
        return reportsAborted;
    }

    /** Sets {@link #reportsAborted()}. */
    public void reportsAborted(boolean on) {
        reportsAborted = on;
    }

    /** The endpoint of another VM for this socket, which {@link #detach} took out of its own. On the other VM's strand. */
    public AcceptorEndpoint moveTo(Vm receiver) {
        AcceptorEndpoint moved = new AcceptorEndpoint(receiver, socket, v6);
        moved.reportsAborted = reportsAborted;
        return moved;
    }

    @Override
    boolean isBusy() {
        return !waiting.isEmpty();
    }

    @Override
    void forgetReadiness() {
        readable = true;
    }

    @Override
    public void cancel() {
        for (AcceptOperation first = waiting.poll(); first != null; first = waiting.poll()) {
            first.aborted();
        }
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
            if (isClosed()) {
                fail(ErrorCode.system(Errno.EBADF.code()));
            } else if (!waiting.isEmpty() || !attempt()) {
                await();
            }
        }

        private void await() {
            waiting.add(this);
            try {
                watch();
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
                vm.checkRoom(); // so that the connection waits in the backlog
                int descriptor = acceptOne();
                if (descriptor < 0) {
                    readable = false;
                    return false;
                }
                complete(StreamSocketEndpoint.adopt(vm, descriptor, v6));
            } catch (IOException e) {
                fail(SystemErrors.of(e));
            } catch (ErrorCode e) {
                fail(e);
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
