package org.emilua.runtime;

import java.util.OptionalInt;
import org.emilua.api.error.Errno;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** The errors of {@code asio_error.basic}, which on POSIX are the system's own. */
final class AsioBasicErrors {

    private AsioBasicErrors() {}

    static OptionalInt find(LuaValue name) {
        Errno errno = name instanceof LuaString text ? errno(text.tojstring()) : null;
        return errno != null ? OptionalInt.of(errno.code()) : OptionalInt.empty();
    }

    private static @Nullable Errno errno(String name) {
        return switch (name) {
            case "access_denied" -> Errno.EACCES;
            case "address_family_not_supported" -> Errno.EAFNOSUPPORT;
            case "address_in_use" -> Errno.EADDRINUSE;
            case "already_connected" -> Errno.EISCONN;
            case "already_started" -> Errno.EALREADY;
            case "broken_pipe" -> Errno.EPIPE;
            case "connection_aborted" -> Errno.ECONNABORTED;
            case "connection_refused" -> Errno.ECONNREFUSED;
            case "connection_reset" -> Errno.ECONNRESET;
            case "bad_descriptor" -> Errno.EBADF;
            case "fault" -> Errno.EFAULT;
            case "host_unreachable" -> Errno.EHOSTUNREACH;
            case "in_progress" -> Errno.EINPROGRESS;
            case "interrupted" -> Errno.EINTR;
            case "invalid_argument" -> Errno.EINVAL;
            case "message_size" -> Errno.EMSGSIZE;
            case "name_too_long" -> Errno.ENAMETOOLONG;
            case "network_down" -> Errno.ENETDOWN;
            case "network_reset" -> Errno.ENETRESET;
            case "network_unreachable" -> Errno.ENETUNREACH;
            case "no_descriptors" -> Errno.EMFILE;
            case "no_buffer_space" -> Errno.ENOBUFS;
            case "no_memory" -> Errno.ENOMEM;
            case "no_permission" -> Errno.EPERM;
            case "no_protocol_option" -> Errno.ENOPROTOOPT;
            case "no_such_device" -> Errno.ENODEV;
            case "not_connected" -> Errno.ENOTCONN;
            case "not_socket" -> Errno.ENOTSOCK;
            case "operation_aborted" -> Errno.ECANCELED;
            case "operation_not_supported" -> Errno.EOPNOTSUPP;
            case "shut_down" -> Errno.ESHUTDOWN;
            case "timed_out" -> Errno.ETIMEDOUT;
            case "try_again", "would_block" -> Errno.EAGAIN;
            default -> null;
        };
    }
}
