package org.emilua.api.lua;

import org.luaj.vm2.Varargs;

/** The body of a function that Lua calls. Returns {@link org.luaj.vm2.LuaValue#NONE} where there is nothing to return. */
@FunctionalInterface
public interface NativeBody {

    /** Runs on the VM's strand, inside a fiber. */
    Varargs call(Args args);
}
