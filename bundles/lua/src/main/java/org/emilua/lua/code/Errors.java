package org.emilua.lua.code;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/** Makes the errors that the language itself raises, in Lua's words and with the position where they happened. */
public final class Errors {

    private Errors() {}

    /** An error that a library function raises: {@code message} behind the position of the Lua code that called it. */
    public static LuaError raise(String message) {
        return new LuaError(LuaValue.valueOf(message));
    }

    /**
     * What is wrong with an argument of the library function that runs: {@code bad argument #index to 'name' (problem)}.
     * The name is the one that the call used, and a method's object does not count.
     *
     * @param index the argument's index, the first is 1
     */
    public static LuaError argument(int index, String problem) {
        return raise("bad argument #" + index + " to '?' (" + problem + ")");
    }

    /** An argument of the wrong type: {@code expected expected, got type}. */
    public static LuaError argumentType(int index, String expected, LuaValue got) {
        return argument(index, expected + " expected, got " + (got == LuaValue.NONE ? "no value" : got.typename()));
    }

    /** Calling a value that cannot be called. */
    public static LuaError call(LuaValue f) {
        return raise("attempt to call a " + f.typename() + " value");
    }
}
