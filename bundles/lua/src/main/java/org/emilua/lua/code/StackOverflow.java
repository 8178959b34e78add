package org.emilua.lua.code;

import org.emilua.lua.LuaState;
import org.emilua.lua.syntax.ByteText;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;

/**
 * Makes Lua errors of exhausted stacks. Where the stack ends is known only when it has been unwound: of compiled code by the
 * JVM's trace, of interpreted code by the frame that was left first.
 */
public final class StackOverflow {

    private static final String COMPILED = "lua.";
    private static final String INTERPRETED = "org.emilua.lua.interpreter.";

    private StackOverflow() {}

    /**
     * Initializes the classes that {@link #error} needs. One that finds no stack left to be initialized would be unusable in all
     * VMs from then on.
     */
    public static void prepare() {
        position(new StackOverflowError(), null);
    }

    /** The error, with the position of the innermost function of Lua if that is known. Forgets the frame that was left first. */
    public static LuaError error(StackOverflowError overflow) {
        Frame frame = LuaState.current().frames().takeOverflowed();
        return new ScriptError(ByteText.string(position(overflow, frame) + "stack overflow"));
    }

    private static String position(StackOverflowError overflow, @Nullable Frame interpreted) {
        for (StackTraceElement element : overflow.getStackTrace()) {
            if (CallStack.isBody(element.getMethodName())) {
                if (element.getClassName().startsWith(COMPILED) && element.getLineNumber() > 0) {
                    return element.getFileName() + ":" + element.getLineNumber() + ": ";
                }
                if (interpreted != null && element.getClassName().startsWith(INTERPRETED)) {
                    return position(interpreted);
                }
            }
        }
        return "";
    }

    /** A call that had no stack left to begin has no line yet; then it is its caller's. */
    private static String position(Frame innermost) {
        Frame frame = innermost;
        while (CallStack.lineOf(frame.site) == 0 && frame.below != null) {
            frame = frame.below;
        }
        return ((LuaCode) frame.closure.code).body.chunk + ":" + CallStack.lineOf(frame.site) + ": ";
    }
}
