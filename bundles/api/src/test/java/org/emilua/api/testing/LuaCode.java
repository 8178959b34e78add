package org.emilua.api.testing;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.emilua.api.bytes.ByteSpanType;
import org.emilua.api.error.ErrorCategory;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.NativeFunction;
import org.emilua.lua.LuaLanguage;
import org.emilua.lua.LuaState;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** Runs Lua code with the standard libraries, {@code byte_span}, and what a test adds. */
public final class LuaCode {

    private final LuaState state = new LuaState();
    private final LuaTable globals = state.libraries();

    /** Code that sees the standard libraries and {@code byte_span}. */
    public LuaCode() {
        state.enter();
        globals.rawset("byte_span", ByteSpanType.module());
        globals.rawset("raise", new NativeFunction("raise", args -> {
            throw new LuaError(args.arg(1));
        }));
    }

    /** Adds a global. */
    public LuaCode with(String name, LuaValue value) {
        globals.rawset(name, value);
        return this;
    }

    /** Runs a chunk. */
    public LuaValue run(String chunk) {
        return LuaLanguage.instance().load(chunk.getBytes(StandardCharsets.UTF_8), "=test", globals).call();
    }

    /** An expression's value as Lua's {@code tostring} has it. */
    public String eval(String expression) {
        return run("return tostring(" + expression + ")").tojstring();
    }

    /** What a chunk raises, for short: the name of the category, the code and, where there is one, {@code arg}. */
    public String raisedBy(String chunk) {
        return raisedBy(() -> run(chunk));
    }

    /** As {@link #raisedBy(String)}, for Java code. */
    public static String raisedBy(Supplier<?> code) {
        try {
            Object unused = code.get();
            return "nothing";
        } catch (LuaError e) {
            LuaValue error = e.getMessageObject();
            if (!ErrorCode.isErrorCode(error)) {
                return String.valueOf(e.getMessage());
            }
            LuaValue arg = error.get("arg");
            return ((ErrorCategory) error.get("category")).name() + " " + error.get("code") + (arg.isnil() ? "" : " arg " + arg);
        }
    }
}
