package org.emilua.lua.code;

import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.emilua.lua.LuaState;
import org.emilua.lua.syntax.ByteText;
import org.emilua.lua.syntax.Expr;
import org.emilua.lua.syntax.FunctionBody;
import org.emilua.lua.syntax.Stat;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;

/**
 * The calls that the running fiber is in, from the innermost out: those of compiled functions and of library functions as
 * the JVM's stack tells them, those of interpreted ones from their frames, which lie on the stack in the same order.
 */
public final class CallStack {

    /** The method that runs a function's body in the interpreter, that of a compiled loop, and a coroutine's. */
    public static final String BODY = "run";

    /** The method that runs a compiled function's body with numbers as arguments and result. */
    public static final String BODY_OF_NUMBERS = "runNumbers";

    /** The place where a function's entry does nothing but call {@link #BODY_OF_NUMBERS}. */
    public static final Object FORWARD = "forward";

    /** Classes whose entries only lead to others. */
    private static final Set<Class<?>> BRIDGES = Set.of(
            Code.class, ForeignCode.class, Native0.class, Native1.class, Native2.class, Native3.class, Native4.class, NativeN.class);

    /** Between a Lua function and what it calls there are few levels. */
    private static final int NEAR = 4;

    /** The entries of {@link Code}. */
    private static final Set<String> ENTRIES = Set.of("call0", "call1", "call2", "call3", "call4", "callN");

    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private @Nullable FrameStack stack;
    private @Nullable Frame next;
    private @Nullable Class<?> lastNative;
    private boolean inLoop;

    private CallStack(FrameStack innermost) {
        stack = innermost;
        next = innermost.top();
    }

    /**
     * One call.
     *
     * @param body the function as written; null for a library function
     * @param site the expression or statement that it is at
     * @param closure the function; null for a library function, and where it is compiled and not asked for
     */
    public record Level(@Nullable FunctionBody body, @Nullable Object site, @Nullable Closure closure) {

        /** Whether the function is written in Lua. */
        public boolean isLua() {
            return body != null;
        }

        /** The line that the function is at, 0 if unknown. */
        public int line() {
            return lineOf(site);
        }

        /** {@code chunk:line: }, or nothing for a library function. */
        String position() {
            return body == null ? "" : place() + ": ";
        }

        private String place() {
            return body == null ? "" : body.chunk + ":" + line();
        }
    }

    /** The innermost calls, at most {@code count}; behind those of a coroutine come those of who resumed it. */
    public static List<Level> capture(int count) {
        return WALKER.walk(frames -> new CallStack(LuaState.current().frames()).collect(frames, count));
    }

    /** Where the innermost Lua function is, as {@code chunk:line}; empty where there is none near. */
    public static String place() {
        return capture(NEAR).stream()
                .filter(Level::isLua)
                .findFirst()
                .map(level -> ByteText.decode(level.place()))
                .orElse("");
    }

    /**
     * The innermost calls of a fiber that is suspended.
     *
     * @param stack its calls of interpreted functions
     * @param walker tells the frames of the JVM's stack that it left, with their classes
     */
    static List<Level> capture(FrameStack stack, StackWalker walker, int count) {
        return walker.walk(frames -> new CallStack(stack).collect(frames, count));
    }

    /** The innermost calls of the running coroutine or, outside of coroutines, of the fiber: at most {@code count}. */
    static List<Level> captureInCoroutine(int count) {
        return captureInCoroutine(WALKER, count);
    }

    private static List<Level> captureInCoroutine(StackWalker walker, int count) {
        return walker.walk(frames -> new CallStack(LuaState.current().frames())
                .collect(frames.takeWhile(frame -> !isCoroutineStart(frame)), count));
    }

    private static boolean isCoroutineStart(StackFrame frame) {
        return CoroutineBody.class.isAssignableFrom(frame.getDeclaringClass()) && frame.getMethodName().equals(BODY);
    }

    /** The call at a level: 0 is the function that runs; null beyond the outermost of the running coroutine. */
    public static @Nullable Level at(int level) {
        return at(WALKER, level);
    }

    /** The call at a level as {@link #at} tells it, with its closure if that can be told. */
    public static @Nullable Level withClosureAt(int level) {
        return at(LiveFrames.walkerOr(WALKER), level);
    }

    private static @Nullable Level at(StackWalker walker, int level) {
        List<Level> levels = captureInCoroutine(walker, level + 1);
        return level < levels.size() ? levels.get(level) : null;
    }

    private List<Level> collect(Stream<StackFrame> frames, int count) {
        List<Level> levels = new ArrayList<>();
        var each = frames.iterator();
        Level inner = null;
        while (levels.size() < count && each.hasNext()) {
            Level level = level(each.next());
            if (level != null) {
                Level shown = atCall(level, inner);
                inner = level;
                if (shown != null) {
                    levels.add(shown);
                }
            }
        }
        return levels;
    }

    /** A function that ended in the call of a Lua function is gone, though its JVM frame may still be there. */
    private static @Nullable Level atCall(Level level, @Nullable Level inner) {
        if (!(level.site() instanceof Stat.Return site) || site.values().size() != 1) {
            return level;
        }
        Expr call = site.values().getFirst();
        return inner != null && inner.isLua() ? null : new Level(level.body(), call, level.closure());
    }

    private @Nullable Level level(StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        if (LoopCode.class.isAssignableFrom(type)) {
            return frame.getMethodName().equals(BODY) ? loop(type, frame.getByteCodeIndex()) : null;
        }
        if (LuaCode.class.isAssignableFrom(type)) {
            lastNative = null;
            if (type.getClassLoader() instanceof Sites sites) {
                return compiled(type, sites, frame);
            }
            return frame.getMethodName().equals(BODY) ? interpreted() : null;
        }
        boolean isNative = isNative(type, frame.getMethodName());
        Class<?> before = lastNative;
        lastNative = isNative ? type : null;
        return isNative && before != type ? new Level(null, null, null) : null;
    }

    private static @Nullable Level compiled(Class<?> type, Sites sites, StackFrame frame) {
        Object site = sites.site(frame.getMethodName(), frame.getByteCodeIndex());
        return site == FORWARD ? null : new Level(sites.body(type), site, LiveFrames.closure(frame));
    }

    private static boolean isNative(Class<?> type, String method) {
        if (Code.class.isAssignableFrom(type)) {
            return !BRIDGES.contains(type) && ENTRIES.contains(method);
        }
        return LuaFunction.class.isAssignableFrom(type)
                && !CodeFunction.class.isAssignableFrom(type)
                && !Modifier.isAbstract(type.getModifiers())
                && (method.equals("invoke") || method.equals("call"));
    }

    /** A loop that was compiled runs on the frame of its function, whose own method comes next. */
    private @Nullable Level loop(Class<?> type, int offset) {
        lastNative = null;
        Frame frame = nextFrame();
        inLoop = true;
        return frame != null && type.getClassLoader() instanceof Sites sites
                ? new Level(sites.body(type), sites.site(BODY, offset), frame.closure)
                : null;
    }

    private @Nullable Level interpreted() {
        if (inLoop) {
            inLoop = false;
            return null;
        }
        Frame frame = nextFrame();
        return frame == null ? null : new Level(((LuaCode) frame.closure.code).body, frame.site, frame.closure);
    }

    private @Nullable Frame nextFrame() {
        while (next == null && stack != null) {
            stack = stack.resumer();
            next = stack == null ? null : stack.top();
        }
        Frame frame = next;
        next = frame == null ? null : frame.below;
        return frame;
    }

    /** The line of an expression or statement. */
    public static int lineOf(@Nullable Object site) {
        return switch (site) {
            case Expr.Global e -> e.line();
            case Expr.Index e -> e.line();
            case Expr.Call e -> e.line();
            case Expr.MethodCall e -> e.line();
            case Expr.Binary e -> e.line();
            case Expr.Concat e -> e.line();
            case Expr.Unary e -> e.line();
            case Expr.Field e -> e.line();
            case Stat.Assignment s -> s.line();
            case Stat.NumericFor s -> s.line();
            case Stat.GenericFor s -> s.line();
            case Stat.Return s -> s.line();
            case Stat.While s -> s.line();
            case Stat.Repeat s -> s.line();
            case Stat.Goto s -> s.line();
            case null, default -> 0;
        };
    }
}
