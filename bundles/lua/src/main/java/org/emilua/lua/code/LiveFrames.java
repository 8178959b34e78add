package org.emilua.lua.code;

import java.lang.StackWalker.StackFrame;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which closure a frame of compiled code runs: the first variable of its method, which the compiler keeps alive to the
 * method's end. The JDK shows variables to its own classes only; the launcher opens {@code java.lang} to us. Elsewhere, and
 * where the JIT made the closure disappear, there is no answer.
 */
final class LiveFrames {

    private static final int CLOSURE_SLOT = 1;

    private static final @Nullable LiveFrames OPENED = open();

    private final StackWalker walker;
    private final Class<?> type;
    private final Method locals;

    private LiveFrames(StackWalker walker, Class<?> type, Method locals) {
        this.walker = walker;
        this.type = type;
        this.locals = locals;
    }

    private static @Nullable LiveFrames open() {
        try {
            Class<?> type = Class.forName("java.lang.LiveStackFrame");
            Method make = type.getMethod("getStackWalker", Set.class);
            Method locals = type.getMethod("getLocals");
            make.setAccessible(true);
            locals.setAccessible(true);
            return new LiveFrames(
                    (StackWalker) make.invoke(null, Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE)), type, locals);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            System.getLogger("org.emilua.lua").log(System.Logger.Level.DEBUG, "levels of compiled functions have no environment", e);
            return null;
        }
    }

    /** A walker whose frames {@link #closure} can look into, otherwise {@code plain}. It is slow. */
    static StackWalker walkerOr(StackWalker plain) {
        return OPENED == null ? plain : OPENED.walker;
    }

    /** The closure that a frame of compiled code runs; null where it cannot be told. */
    static @Nullable Closure closure(StackFrame frame) {
        if (OPENED == null || !OPENED.type.isInstance(frame)) {
            return null;
        }
        try {
            Object[] variables = (Object[]) OPENED.locals.invoke(frame);
            return variables.length > CLOSURE_SLOT && variables[CLOSURE_SLOT] instanceof Closure found ? found : null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
