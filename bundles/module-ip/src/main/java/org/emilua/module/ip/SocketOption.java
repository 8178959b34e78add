package org.emilua.module.ip;

import org.emilua.api.lua.Args;
import org.luaj.vm2.LuaValue;

/** Socket options by the names that Lua programs use, with their numbers of Linux (socket(7), tcp(7), ipv6(7)). */
enum SocketOption {
    TCP_NO_DELAY(6, 1, true),
    REUSE_ADDRESS(1, 2, true),
    SEND_LOW_WATERMARK(1, 19, false),
    SEND_BUFFER_SIZE(1, 7, false),
    RECEIVE_LOW_WATERMARK(1, 18, false),
    RECEIVE_BUFFER_SIZE(1, 8, false),
    OUT_OF_BAND_INLINE(1, 10, true),
    KEEP_ALIVE(1, 9, true),
    DO_NOT_ROUTE(1, 5, true),
    DEBUG(1, 1, true),
    V6_ONLY(41, 26, true);

    private final int level;
    private final int number;
    private final boolean flag;

    SocketOption(int level, int number, boolean flag) {
        this.level = level;
        this.number = number;
        this.flag = flag;
    }

    /** The option that argument 2 names, of those allowed. */
    static SocketOption named(Args args, java.util.Set<SocketOption> allowed) {
        String name = args.string(2);
        for (SocketOption option : allowed) {
            if (option.luaName().equals(name)) {
                return option;
            }
        }
        throw Args.invalid(2);
    }

    private String luaName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    int level() {
        return level;
    }

    int number() {
        return number;
    }

    /** Argument 3 as the system wants it. */
    int value(Args args) {
        return flag ? (args.bool(3) ? 1 : 0) : args.integer(3, 0, Integer.MAX_VALUE);
    }

    /** What the system returned, as Lua wants it. */
    LuaValue toLua(int value) {
        return flag ? LuaValue.valueOf(value != 0) : LuaValue.valueOf(value);
    }
}
