package org.emilua.lua.code;

import java.util.List;
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

    /** Classes with initializers that need not run before a program does. */
    private static final List<String> FIRST_USED = List.of(
            "code.Arithmetic",
            "code.LiveFrames",
            "code.Operations",
            "code.Protection",
            "interpreter.Operators$1",
            "library.Addresses",
            "library.ByteSearch",
            "library.CharacterSet",
            "library.Collector",
            "library.Substrings",
            "library.TableExtras",
            "library.Traversal",
            "syntax.Expr$1",
            "syntax.Expressions$1",
            "syntax.Lexer$1");

    private StackOverflow() {}

    /** Initializes what {@link #error} needs, and the classes of this bundle that programs may be the first to use. */
    public static void prepare() {
        initialize(StackOverflow.class, "org.emilua.lua.", FIRST_USED);
        position(new StackOverflowError(), null);
    }

    /**
     * Initializes classes before a program may use them. One that finds no stack left to be initialized would be unusable in all
     * VMs from then on.
     *
     * @param neighbour a class of the same bundle
     * @param prefix what all the names begin with
     */
    public static void initialize(Class<?> neighbour, String prefix, List<String> names) {
        for (String name : names) {
            try {
                Class.forName(prefix + name, true, neighbour.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The error, with the position of the innermost function of Lua if that is known. Forgets the frame that was left first. */
    public static LuaError error(StackOverflowError overflow) {
        Frame frame = LuaState.current().frames().takeOverflowed();
        return new ScriptError(ByteText.string(position(overflow, frame) + "stack overflow"));
    }

    private static String position(StackOverflowError overflow, @Nullable Frame interpreted) {
        for (StackTraceElement element : overflow.getStackTrace()) {
            String type = element.getClassName();
            if (type.startsWith(COMPILED) && element.getLineNumber() > 0) {
                return element.getFileName() + ":" + element.getLineNumber() + ": ";
            }
            if (interpreted != null && type.startsWith(INTERPRETED) && element.getMethodName().equals(CallStack.BODY)) {
                return position(interpreted);
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
