package org.emilua.lua.code;

import org.jspecify.annotations.Nullable;

/** Knows what the code of a compiled class does where. Implemented by the class loaders of compiled functions. */
public interface Sites {

    /** The expression or statement at an offset of a compiled method; null if nothing there can fail or call. */
    @Nullable Object site(String method, int offset);

    /** The function as written that a class was made of. */
    org.emilua.lua.syntax.FunctionBody body(Class<?> code);
}
