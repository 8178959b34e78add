package org.emilua.lua.code;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** How values are called and what becomes of the results. */
public final class Calls {

    private static final Code FOREIGN = new ForeignCode();

    private Calls() {}

    /** The code to call a value with: a function's own, and for every other value code that decides when it is called. */
    public static Code code(LuaValue f) {
        return f instanceof CodeFunction function ? function.code : FOREIGN;
    }

    /** The code of a metamethod. Asks whether to go on, as functions do not that call others by operators only. */
    public static Code metamethod(LuaValue handler) {
        Interrupts.check();
        return code(handler);
    }

    /** The first of a call's results, {@code nil} if there is none. */
    public static LuaValue first(Varargs results) {
        if (results instanceof LuaValue value) {
            return value == LuaValue.NONE ? LuaValue.NIL : value;
        }
        return rest(results);
    }

    private static LuaValue rest(Varargs results) {
        return results instanceof TailCall call ? first(call.run()) : results.arg1();
    }

    /** Finishes a call whose results nobody wants. */
    public static void drop(Varargs results) {
        if (results instanceof TailCall call) {
            call.run();
        }
    }

    /** All results of a call. */
    public static Varargs all(Varargs results) {
        return results instanceof TailCall call ? call.run() : results;
    }
}
