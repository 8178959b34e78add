package org.emilua.lua.code;

import java.util.Arrays;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What table constructors need. */
public final class Lists {

    private Lists() {}

    /** A list of the values and those behind them. */
    public static LuaValue[] extended(LuaValue[] list, Varargs rest) {
        int from = list.length;
        int more = rest.narg();
        LuaValue[] all = Arrays.copyOf(list, from + more);
        for (int i = 0; i < more; i++) {
            all[from + i] = rest.arg(i + 1);
        }
        return all;
    }
}
