package org.emilua.api.lua;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

/** A Java function that Lua calls. Java exceptions never pass it: an unexpected one arrives in Lua as an error message. */
public final class NativeFunction extends VarArgFunction {

    private final NativeBody body;
    private final Class<?> written;
    private boolean called;

    /** A function that messages call {@code name}. */
    public NativeFunction(String name, NativeBody body) {
        this(name, body, body.getClass());
    }

    /** A function whose body calls what has been written as {@code written}. */
    NativeFunction(String name, NativeBody body, Class<?> written) {
        this.name = name;
        this.body = body;
        this.written = written;
    }

    @Override
    public Varargs invoke(Varargs args) {
        if (!called) {
            FirstCalls.check(written);
            called = true;
        }
        try {
            return body.call(new Args(args));
        } catch (LuaError e) {
            throw e;
        } catch (RuntimeException | LinkageError | AssertionError e) {
            throw unexpected(name, e);
        }
    }

    /** A defect of the module as an error that Lua can catch; the details go to the log. Bundles that go away are none. */
    static LuaError unexpected(String where, Throwable e) {
        System.Logger.Level level = e instanceof LinkageError ? System.Logger.Level.DEBUG : System.Logger.Level.ERROR;
        System.getLogger("org.emilua.api").log(level, "a defect in '" + where + "'; its VM goes on", e);
        return new LuaError(LuaValue.valueOf("internal error in '" + where + "': " + e));
    }

    @Override
    public String tojstring() {
        return "function: builtin: " + Integer.toHexString(System.identityHashCode(this));
    }
}
