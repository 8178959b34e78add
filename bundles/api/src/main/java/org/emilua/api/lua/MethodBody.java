package org.emilua.api.lua;

import org.luaj.vm2.Varargs;

/** The body of a method that Lua calls. Argument 1 is self, the first argument proper is 2. */
@FunctionalInterface
public interface MethodBody<T extends Handle> {

    /** Runs on the VM's strand, inside a fiber. */
    Varargs call(T self, Args args);
}
