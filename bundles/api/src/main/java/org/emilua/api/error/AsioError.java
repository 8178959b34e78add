package org.emilua.api.error;

/** The errors of the {@code asio} family that are no errors of the operating system (reference: asio_error). */
public enum AsioError {
    ALREADY_OPEN(1, "The object is open already"),
    EOF(2, "End of file"),
    NOT_FOUND(3, "Element not found"),
    FD_SET_FAILURE(4, "The descriptor does not fit into a descriptor set"),
    HOST_NOT_FOUND(1, "Host not found"),
    HOST_NOT_FOUND_TRY_AGAIN(2, "Host not found for now, try again later"),
    NO_RECOVERY(3, "The name look-up failed for good"),
    NO_DATA(4, "The name is valid but has no data of the requested type"),
    SERVICE_NOT_FOUND(-8, "Service not found"),
    SOCKET_TYPE_NOT_SUPPORTED(-7, "Socket type not supported");

    private final int code;
    private final String message;

    AsioError(int code, String message) {
        this.code = code;
        this.message = message;
    }

    /** The number by which Lua programs know the error. */
    public int code() {
        return code;
    }

    /** One sentence that explains the error. */
    public String message() {
        return message;
    }

    /** The category that the number belongs to. */
    public ErrorCategory category() {
        return switch (this) {
            case ALREADY_OPEN, EOF, NOT_FOUND, FD_SET_FAILURE -> Categories.ASIO_MISC;
            case HOST_NOT_FOUND, HOST_NOT_FOUND_TRY_AGAIN, NO_RECOVERY, NO_DATA -> Categories.ASIO_NETDB;
            case SERVICE_NOT_FOUND, SOCKET_TYPE_NOT_SUPPORTED -> Categories.ASIO_ADDRINFO;
        };
    }

    /** The error, ready to be raised. */
    public ErrorCode raised() {
        return ErrorCode.of(category(), code);
    }
}
