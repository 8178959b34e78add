package org.emilua.transport;

import io.netty.channel.unix.Errors;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ConnectionPendingException;
import java.nio.channels.NotYetConnectedException;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;

/** Exceptions of the native calls back to the error numbers they were made of. */
final class SystemErrors {

    private SystemErrors() {}

    /** The error that the system reported. */
    static ErrorCode of(Exception e) {
        return ErrorCode.system(number(e));
    }

    private static int number(Exception e) {
        return switch (e) {
            case Errors.NativeIoException io -> -io.expectedErr();
            case NoRouteToHostException unreachable -> unreachable(unreachable).code();
            case AlreadyConnectedException connected -> Errno.EISCONN.code();
            case ConnectionPendingException pending -> Errno.EALREADY.code();
            case NotYetConnectedException early -> Errno.ENOTCONN.code();
            case ClosedChannelException closed -> Errno.EBADF.code();
            case java.net.PortUnreachableException refused -> Errno.ECONNREFUSED.code();
            case IOException other -> byMessage(String.valueOf(other.getMessage()));
            default -> Errno.EIO.code();
        };
    }

    private static Errno unreachable(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.contains(Errno.EHOSTUNREACH.message()) ? Errno.EHOSTUNREACH : Errno.ENETUNREACH;
    }

    /** Netty's exception for a failed connect carries its number in a private field and strerror's text in its message. */
    private static int byMessage(String message) {
        for (Errno errno : Errno.values()) {
            if (message.endsWith(errno.message())) {
                return errno.code();
            }
        }
        return Errno.EIO.code();
    }
}
