package org.emilua.transport;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.Socket;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** System calls on sockets, with the system's errors raised as error codes. */
final class SocketCalls {

    private SocketCalls() {}

    /** A new TCP socket, non-blocking. */
    static Socket openTcp(boolean v6) {
        Epoll.ensureAvailability(); // loads the native calls
        return call(() -> LinuxSocket.newSocketStream(v6));
    }

    /** A call without result. */
    @FunctionalInterface
    interface Call {
        void run() throws Exception;
    }

    static void run(Call call) {
        try {
            call.run();
        } catch (Exception e) {
            throw SystemErrors.of(e);
        }
    }

    static <T> T call(java.util.concurrent.Callable<T> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw SystemErrors.of(e);
        }
    }

    /** Raises what the kernel answers to an address of the other family. */
    static void checkFamily(InetSocketAddress address, boolean v6) {
        boolean addressV6 = address.getAddress() instanceof Inet6Address;
        if (addressV6 != v6) {
            throw ErrorCode.system((addressV6 ? Errno.EAFNOSUPPORT : Errno.EINVAL).code());
        }
    }

    /** An address that a call returned, in the socket's own family; {@code missing} is raised where it returned none. */
    static InetSocketAddress address(@Nullable InetSocketAddress address, Errno missing, boolean v6) {
        if (address == null) {
            throw ErrorCode.system(missing.code());
        }
        return v6 && address.getAddress() instanceof Inet4Address v4 ? new InetSocketAddress(mapped(v4), address.getPort()) : address;
    }

    private static InetAddress mapped(Inet4Address v4) {
        byte[] bytes = new byte[16];
        bytes[10] = (byte) 0xFF;
        bytes[11] = (byte) 0xFF;
        System.arraycopy(v4.getAddress(), 0, bytes, 12, 4);
        try {
            return Inet6Address.getByAddress(null, bytes, -1);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen bytes make an address", e);
        }
    }
}
