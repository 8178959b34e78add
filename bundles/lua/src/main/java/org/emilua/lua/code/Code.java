package org.emilua.lua.code;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What a function does, apart from the function value: one for each compiled function and each library function.
 * There is one entry for each usual number of arguments, so that a call makes no argument list, and each has its own code
 * class, so that the JIT sees through a call site that always meets the same one.
 *
 * <p>The result of an entry may be a {@link TailCall} that is still to be made: who wants one value passes it to
 * {@link Calls#first}, who wants all of them to {@link Calls#all}, and who is itself in tail position returns it as it is.
 * Each entry's first parameter is the function that is called.
 */
public abstract class Code {

    /** Calls without arguments. */
    public abstract Varargs call0(LuaValue f);

    /** Calls with one argument. */
    public abstract Varargs call1(LuaValue f, LuaValue a);

    /** Calls with two arguments. */
    public abstract Varargs call2(LuaValue f, LuaValue a, LuaValue b);

    /** Calls with three arguments. */
    public abstract Varargs call3(LuaValue f, LuaValue a, LuaValue b, LuaValue c);

    /** Calls with four arguments. */
    public abstract Varargs call4(LuaValue f, LuaValue a, LuaValue b, LuaValue c, LuaValue d);

    /** Calls with any number of arguments. */
    public abstract Varargs callN(LuaValue f, Varargs args);
}
