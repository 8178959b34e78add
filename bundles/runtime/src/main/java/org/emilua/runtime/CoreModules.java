package org.emilua.runtime;

import java.util.Locale;
import org.emilua.api.bytes.ByteSpanType;
import org.emilua.api.error.AsioError;
import org.emilua.api.error.Categories;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.emilua.api.lua.ModuleTable;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** The modules that the runtime itself brings along. */
final class CoreModules {

    private CoreModules() {}

    /** A module by its name, or null. */
    static @Nullable LuaValue create(String name) {
        return switch (name) {
            case "mutex" -> Mutex.module();
            case "condition_variable" -> ConditionVariable.module();
            case "byte_span" -> ByteSpanType.module();
            case "generic_error" -> new ErrorNames("generic_error", CoreModules::genericError);
            case "asio_error" -> new ModuleTable()
                    .value("basic", new ErrorNames("asio_error.basic", AsioBasicErrors::find))
                    .value("misc", asio("misc", Categories.ASIO_MISC))
                    .value("netdb", asio("netdb", Categories.ASIO_NETDB))
                    .value("addrinfo", asio("addrinfo", Categories.ASIO_ADDRINFO));
            default -> null;
        };
    }

    /** The names by which a program can ask for a core module. */
    static String[] names() {
        return new String[] {"asio_error", "byte_span", "condition_variable", "generic_error", "mutex"};
    }

    private static @Nullable ErrorCode genericError(String name) {
        for (Errno errno : Errno.values()) {
            if (errno.name().equals(name)) {
                return ErrorCode.of(errno);
            }
        }
        return switch (name) {
            case "ENOTSUP" -> ErrorCode.of(Errno.EOPNOTSUPP);
            case "EWOULDBLOCK" -> ErrorCode.of(Errno.EAGAIN);
            default -> null;
        };
    }

    private static ErrorNames asio(String family, org.emilua.api.error.ErrorCategory category) {
        return new ErrorNames("asio_error." + family, name -> {
            for (AsioError error : AsioError.values()) {
                if (error.category() == category && error.name().equals(name.toUpperCase(Locale.ROOT))) {
                    return error.raised();
                }
            }
            return null;
        });
    }

    /** Finds an error by its name, or null. */
    @FunctionalInterface
    interface ErrorSource {
        @Nullable ErrorCode find(String name);
    }

    /** A userdata that makes a new error at each look-up of its name (reference: generic_error). */
    private static final class ErrorNames extends Handle {

        private static final LuaType<ErrorNames> TYPE = LuaType.named("error_names", ErrorNames.class)
                .index((self, args) -> self.find(args.arg(2)));

        private final String name;
        private final ErrorSource source;

        ErrorNames(String name, ErrorSource source) {
            super(TYPE);
            this.name = name;
            this.source = source;
        }

        private LuaValue find(LuaValue key) {
            ErrorCode error = key.type() == TSTRING ? source.find(key.tojstring()) : null;
            if (error == null) {
                throw ErrorCode.of(CoreError.BAD_INDEX).with(LuaValue.valueOf("index"), key);
            }
            return error.table();
        }

        @Override
        public String tojstring() {
            return name;
        }
    }
}
