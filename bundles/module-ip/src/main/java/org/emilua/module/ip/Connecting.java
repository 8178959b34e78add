package org.emilua.module.ip;

import org.emilua.api.error.AsioError;
import org.emilua.api.error.Categories;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code ip.connect}: tries endpoints in order until one connects (reference: ip.connect). */
final class Connecting {

    private static final LuaValue IS_OPEN = LuaValue.valueOf("is_open");
    private static final LuaValue ADDRESS = LuaValue.valueOf("address");
    private static final LuaValue PORT = LuaValue.valueOf("port");

    private Connecting() {}

    static Varargs connect(Args args) {
        LuaValue socket = args.handle(1, org.emilua.api.lua.Handle.class);
        LuaTable endpoints = args.table(2);
        LuaValue condition = args.isNil(3) ? LuaValue.NIL : args.function(3);
        LuaError lastError = null;
        for (int i = 1; i <= endpoints.rawlen(); i++) {
            LuaValue endpoint = endpoints.get(i);
            LuaValue address = endpoint.istable() ? endpoint.get(ADDRESS) : LuaValue.NIL;
            LuaValue port = endpoint.istable() ? endpoint.get(PORT) : LuaValue.NIL;
            if (!(address instanceof AddressHandle) || !port.isnumber()) {
                throw Args.invalid(2);
            }
            LuaValue seen = lastError == null ? LuaValue.NIL : lastError.getMessageObject();
            if (!condition.isnil() && !condition.call(seen, address, port).toboolean()) {
                continue;
            }
            try {
                attempt(socket, address, port);
                return LuaValue.varargsOf(address, port);
            } catch (LuaError e) {
                rethrowInterruption(e);
                lastError = e;
            }
        }
        throw lastError != null ? lastError : AsioError.NOT_FOUND.raised();
    }

    private static void attempt(LuaValue socket, LuaValue address, LuaValue port) {
        if (socket.get(IS_OPEN).toboolean()) {
            socket.invokemethod("close");
        }
        socket.invokemethod("connect", LuaValue.varargsOf(address, port));
    }

    private static void rethrowInterruption(LuaError e) {
        if (ErrorCode.matches(e.getMessageObject(), Categories.CORE, CoreError.INTERRUPTED.code())) {
            throw e;
        }
    }
}
