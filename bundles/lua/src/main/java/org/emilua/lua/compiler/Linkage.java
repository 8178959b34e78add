package org.emilua.lua.compiler;

import org.emilua.lua.code.Calls;
import org.emilua.lua.code.Cell;
import org.emilua.lua.code.Closure;
import org.emilua.lua.code.TailCall;
import org.emilua.lua.interpreter.InterpretedCode;
import org.emilua.lua.syntax.FunctionBody;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What compiled classes call when they are initialized and when they make functions. Public for them only. */
public final class Linkage {

    private Linkage() {}

    /** The constants of a compiled class, in the order of its fields. */
    public static Object[] constants(Class<?> code) {
        return ((CompiledLoader) code.getClassLoader()).constants();
    }

    /** A call that the caller is to make; what is not written in Lua does not call back in tail position and is called here. */
    public static Varargs tailCall(LuaValue function, Varargs arguments) {
        return function instanceof Closure ? new TailCall(function, arguments) : Calls.code(function).callN(function, arguments);
    }

    /** The last number of a round of a loop over integers, where every round asks once whether to go on. */
    public static long lastOfRound(long first, long last, long step) {
        long rounded = first + (Turns.ROUND - 1) * step;
        return step > 0 ? Math.min(last, rounded) : Math.max(last, rounded);
    }

    /** A captured variable. */
    public static Cell cell(LuaValue value) {
        return new Cell(value);
    }

    /** A closure whose captured variables are still to be set. */
    public static Closure closure(FunctionBody body, LuaTable environment) {
        return new Closure(InterpretedCode.of(body), environment).withUpvalues(body.upvalues.size());
    }
}
