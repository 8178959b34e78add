package org.emilua.lua.code;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/** An error that Lua code or a library function raises. Its Java stack trace is left out: what matters is Lua's. */
public final class ScriptError extends LuaError {

    private static final long serialVersionUID = 1;

    /** An error with any value, which is raised here. */
    public ScriptError(LuaValue value) {
        super(value);
        Traceback.raised(this);
    }

    /** An error that stands for another, whose calls it shows. */
    ScriptError(LuaValue value, LuaError inner) {
        super(value);
        for (Throwable calls : inner.getSuppressed()) {
            addSuppressed(calls);
        }
        Traceback.raised(this);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
