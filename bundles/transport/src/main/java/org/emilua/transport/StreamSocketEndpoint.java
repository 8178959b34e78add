package org.emilua.transport;

import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.emilua.api.Operation;
import org.emilua.api.Vm;
import org.emilua.api.bytes.ByteSpan;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A stream socket. Whether a call would block is known from the last change and the last call, so that a round trip costs
 * one read, one write and a share of an epoll_wait. Runs on its VM's strand only.
 */
public final class StreamSocketEndpoint extends SocketEndpoint {

    private final TransferQueue reads = new Reads();
    private final TransferQueue writes = new Writes();
    private final ConnectOperation connects = new ConnectOperation();
    private boolean readable = true;
    private boolean writable = true;
    private boolean hungUp;

    private StreamSocketEndpoint(Vm vm, Socket socket, boolean v6) {
        super(vm, socket, v6);
    }

    /** Opens a TCP socket. Raises what socket(2) reports. */
    public static StreamSocketEndpoint openTcp(Vm vm, boolean v6) {
        return new StreamSocketEndpoint(vm, SocketCalls.openTcp(v6), v6);
    }

    /** Takes over a descriptor that is non-blocking already. */
    static StreamSocketEndpoint adopt(Vm vm, int descriptor, boolean v6) {
        return new StreamSocketEndpoint(vm, LinuxSocket.newSocket(descriptor), v6);
    }

    /** Reads what is there, up to the span's length; the result is the number of bytes. Fails with {@code eof} at the end. */
    public Operation<Integer> read(ByteSpan buffer) {
        return reads.operation(buffer);
    }

    /** Writes as much of the span as the socket takes; the result is the number of bytes. */
    public Operation<Integer> write(ByteSpan buffer) {
        return writes.operation(buffer);
    }

    /** Connects to an address. One connect at a time. */
    public Operation<Integer> connect(InetSocketAddress address) {
        connects.address = address;
        return connects;
    }

    /** Ends sending, receiving or both. */
    public void shutdown(boolean receiving, boolean sending) {
        SocketCalls.run(() -> {
            if (socket.remoteAddress() == null) {
                throw new java.nio.channels.NotYetConnectedException();
            }
            socket.shutdown(receiving, sending);
        });
    }

    /** The address that the socket is connected to. Raises ENOTCONN where it is not. */
    public InetSocketAddress remoteAddress() {
        return SocketCalls.address(socket.remoteAddress(), Errno.ENOTCONN, v6);
    }

    /** The endpoint of another VM for this socket, which {@link #detach} took out of its own. On the other VM's strand. */
    public StreamSocketEndpoint moveTo(Vm receiver) {
        return new StreamSocketEndpoint(receiver, socket, v6);
    }

    @Override
    boolean isBusy() {
        return !(reads.isIdle() && writes.isIdle()) || connects.isUnderWay();
    }

    @Override
    void forgetReadiness() {
        readable = true;
        writable = true;
        hungUp = false;
    }

    @Override
    public void cancel() {
        reads.abortAll();
        writes.abortAll();
        connects.aborted();
    }

    @Override
    public void ready(boolean nowReadable, boolean nowWritable, boolean nowHungUp) {
        readable |= nowReadable;
        writable |= nowWritable;
        hungUp |= nowHungUp;
        if (writable) {
            connects.ready();
            writes.ready();
        }
        if (readable) {
            reads.ready();
        }
    }

    private final class Reads extends TransferQueue {

        @Override
        boolean isClosed() {
            return StreamSocketEndpoint.this.isClosed();
        }

        @Override
        int transfer(ByteSpan buffer) throws IOException {
            if (!readable) {
                return WOULD_BLOCK;
            }
            Scratch scratch = Scratch.ofThread();
            int wanted = Math.min(buffer.length(), Scratch.CAPACITY);
            int count = socket.readAddress(scratch.address, 0, wanted);
            if (count < wanted && count >= 0 && !hungUp) {
                readable = false; // the socket is drained; the next change will tell
            }
            if (count > 0) {
                scratch.buffer.get(0, buffer.array(), buffer.offset(), count);
            }
            return count;
        }

        @Override
        void awaitReadiness() throws IOException {
            watch();
        }

        @Override
        public String toString() {
            return "read from a socket";
        }
    }

    private final class Writes extends TransferQueue {

        @Override
        boolean isClosed() {
            return StreamSocketEndpoint.this.isClosed();
        }

        @Override
        int transfer(ByteSpan buffer) throws IOException {
            if (!writable) {
                return WOULD_BLOCK;
            }
            Scratch scratch = Scratch.ofThread();
            int wanted = Math.min(buffer.length(), Scratch.CAPACITY);
            scratch.buffer.put(0, buffer.array(), buffer.offset(), wanted);
            int count = socket.writeAddress(scratch.address, 0, wanted);
            if (count < wanted) {
                writable = false;
            }
            return count;
        }

        @Override
        void awaitReadiness() throws IOException {
            watch();
        }

        @Override
        public String toString() {
            return "write to a socket";
        }
    }

    private final class ConnectOperation extends Operation<Integer> {

        private @Nullable InetSocketAddress address;

        @Override
        protected void start() {
            InetSocketAddress target = address;
            if (isClosed() || target == null) {
                fail(ErrorCode.system(Errno.EBADF.code()));
                return;
            }
            SocketCalls.checkFamily(target, v6);
            try {
                readable = false;
                writable = false;
                hungUp = false;
                if (socket.connect(target)) {
                    connected();
                }
                watch();
            } catch (Exception e) {
                fail(SystemErrors.of(e));
            }
        }

        void ready() {
            if (!isPending()) {
                return;
            }
            try {
                if (socket.finishConnect()) {
                    connected();
                } else {
                    writable = false;
                }
            } catch (Exception e) {
                fail(SystemErrors.of(e));
            }
        }

        private void connected() {
            readable = true;
            writable = true;
            complete(0);
        }

        boolean isUnderWay() {
            return isPending();
        }

        void aborted() {
            abort();
        }

        @Override
        protected void cancel() {
            abort();
        }

        @Override
        public String describe() {
            return "connect of a socket";
        }
    }
}
