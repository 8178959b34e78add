package org.emilua.lua.code;

/** Code of the library function that suspends the innermost coroutine; a {@link Resumption} does without calling it. */
public abstract class YieldCode extends NativeN {

    /** For the one implementation. */
    protected YieldCode() {}
}
