package org.emilua.api.error;

import java.util.Locale;
import java.util.OptionalInt;

/** The categories that the engine brings along. */
public final class Categories {

    /** What the operating system reports. */
    public static final ErrorCategory SYSTEM = new Posix("system") {
        @Override
        public ErrorCode toGeneric(int code) {
            return Errno.find(code) != null ? ErrorCode.of(GENERIC, code) : super.toGeneric(code);
        }
    };

    /** POSIX errors as a portable vocabulary. */
    public static final ErrorCategory GENERIC = new Posix("generic");

    /** The engine's own errors, {@link CoreError}. */
    public static final ErrorCategory CORE = new ErrorCategory("emilua.core") {
        @Override
        public String message(int code) {
            CoreError[] known = CoreError.values();
            return code >= 1 && code <= known.length ? known[code - 1].message() : "Unknown error " + code;
        }
    };

    /** End of file and its like, {@link AsioError}. */
    public static final ErrorCategory ASIO_MISC = new Asio("asio.misc");

    /** Name resolution, netdb.h, {@link AsioError}. */
    public static final ErrorCategory ASIO_NETDB = new Asio("asio.netdb");

    /** Name resolution, getaddrinfo(3), {@link AsioError}. */
    public static final ErrorCategory ASIO_ADDRINFO = new Asio("asio.addrinfo");

    private Categories() {}

    private static class Posix extends ErrorCategory {
        Posix(String name) {
            super(name);
        }

        @Override
        public String message(int code) {
            return Errno.messageOf(code);
        }

        @Override
        public OptionalInt codeOf(String alias) {
            Errno named = Errno.named(alias);
            return named != null ? OptionalInt.of(named.code()) : OptionalInt.empty();
        }
    }

    private static final class Asio extends ErrorCategory {
        Asio(String name) {
            super(name);
        }

        @Override
        public String message(int code) {
            for (AsioError error : AsioError.values()) {
                if (error.category() == this && error.code() == code) {
                    return error.message();
                }
            }
            return "Unknown error " + code;
        }

        @Override
        public OptionalInt codeOf(String alias) {
            for (AsioError error : AsioError.values()) {
                if (error.category() == this && error.name().equals(alias.toUpperCase(Locale.ROOT))) {
                    return OptionalInt.of(error.code());
                }
            }
            return OptionalInt.empty();
        }
    }
}
