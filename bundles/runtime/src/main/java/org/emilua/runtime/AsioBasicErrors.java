package org.emilua.runtime;

import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The errors of {@code asio_error.basic}, which on POSIX are the system's own. */
final class AsioBasicErrors {

    private AsioBasicErrors() {}

    static @Nullable ErrorCode find(String name) {
        Errno errno = errno(name);
        return errno != null ? ErrorCode.system(errno.code()) : null;
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
