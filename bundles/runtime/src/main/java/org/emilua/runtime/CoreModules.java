package org.emilua.runtime;

import org.emilua.api.error.Categories;
import org.emilua.api.lua.ModuleTable;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** The modules that the runtime itself brings along. */
final class CoreModules {

    /** The module that belongs to the VM. */
    static final String INBOX = "inbox";

    private CoreModules() {}

    /** A module by its name, or null; {@code byte_span} is made with the globals. */
    static @Nullable LuaValue create(String name) {
        return switch (name) {
            case "mutex" -> Mutex.module();
            case "condition_variable" -> ConditionVariable.module();
            case "error_code" -> ErrorCodes.module();
            case "generic_error" -> ErrorNames.of("generic_error", Categories.GENERIC);
            case "asio_error" -> new ModuleTable()
                    .value("basic", new ErrorNames("asio_error.basic", Categories.SYSTEM, AsioBasicErrors::find))
                    .value("misc", ErrorNames.of("asio_error.misc", Categories.ASIO_MISC))
                    .value("netdb", ErrorNames.of("asio_error.netdb", Categories.ASIO_NETDB))
                    .value("addrinfo", ErrorNames.of("asio_error.addrinfo", Categories.ASIO_ADDRINFO));
            default -> null;
        };
    }

    /** The names by which a program can ask for a core module. */
    static String[] names() {
        return new String[] {"asio_error", "byte_span", "condition_variable", "error_code", "generic_error", INBOX, "mutex"};
    }
}
