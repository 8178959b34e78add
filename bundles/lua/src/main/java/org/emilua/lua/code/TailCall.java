package org.emilua.lua.code;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A call in tail position that its caller's caller makes, so that a chain of them needs no stack. Only what calls
 * {@link Code} directly ever sees one.
 */
public final class TailCall extends Varargs {

    private final LuaValue function;
    private final Varargs args;

    /** A call that is to be made. */
    public TailCall(LuaValue function, Varargs args) {
        this.function = function;
        this.args = args;
    }

    /** Makes the call, and those that it ends in. */
    Varargs run() {
        TailCall next = this;
        while (true) {
            Interrupts.check();
            Varargs result = Calls.code(next.function).callN(next.function, next.args);
            if (!(result instanceof TailCall again)) {
                return result;
            }
            next = again;
        }
    }

    @Override
    public LuaValue arg(int index) {
        return run().arg(index);
    }

    @Override
    public int narg() {
        throw new IllegalStateException("a call that has not been made has no results");
    }

    @Override
    public LuaValue arg1() {
        return run().arg1();
    }

    @Override
    public Varargs subargs(int start) {
        throw new IllegalStateException("a call that has not been made has no results");
    }
}
