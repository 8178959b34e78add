package org.emilua.lua.code;

import java.util.List;
import org.emilua.lua.LuaState;
import org.emilua.lua.syntax.ByteText;
import org.emilua.lua.syntax.FunctionBody;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;

/** The calls that led to an error nobody handles, as Lua shows them. Travels with the error. */
public final class Traceback extends Throwable {

    private static final long serialVersionUID = 1;
    private static final int MOST_LEVELS = 1_000;
    private static final int FIRST_SHOWN = 12;
    private static final int LAST_SHOWN = 10;

    private final String text;

    private Traceback(String text) {
        super(text, null, false, false);
        this.text = text;
    }

    /**
     * To be called where an error is raised: notes the calls, and runs the handler that the innermost protected call has. Does
     * nothing where it was called for this error already.
     *
     * @return the error, to be thrown
     */
    public static LuaError raised(LuaError error) {
        LuaState state = LuaState.currentOrNull();
        if (state == null) {
            return error;
        }
        FrameStack frames = state.frames();
        Protection protection = frames.protection();
        if (protection != null) {
            protection.raised(error);
        } else if (!frames.isProtected() && find(error) == null) {
            error.addSuppressed(new Traceback(describe(CallStack.capture(MOST_LEVELS))));
        }
        return error;
    }

    /** The lines of calls that an error has, each with a line feed behind it; null if it has none. */
    public static @Nullable String of(LuaError error) {
        Traceback found = find(error);
        return found == null ? null : found.text;
    }

    /** The calls that the running fiber is in, a line each with a line feed behind it. */
    public static String ofCurrent() {
        return describe(CallStack.capture(MOST_LEVELS));
    }

    /**
     * The calls that a suspended fiber is in, a line each with a line feed behind it.
     *
     * @param stack its calls of interpreted functions
     * @param walker tells the frames of the JVM's stack that it left, with their classes
     */
    public static String ofSuspended(FrameStack stack, StackWalker walker) {
        return describe(CallStack.capture(stack, walker, MOST_LEVELS));
    }

    private static @Nullable Traceback find(LuaError error) {
        for (Throwable suppressed : error.getSuppressed()) {
            if (suppressed instanceof Traceback traceback) {
                return traceback;
            }
        }
        return null;
    }

    private static String describe(List<CallStack.Level> levels) {
        StringBuilder lines = new StringBuilder();
        int skipped = levels.size() - FIRST_SHOWN - LAST_SHOWN;
        for (int i = 0; i < levels.size(); i++) {
            if (skipped > 0 && i >= FIRST_SHOWN && i < FIRST_SHOWN + skipped) {
                if (i == FIRST_SHOWN) {
                    lines.append("\t...\n");
                }
            } else {
                CallStack.Level caller = i + 1 < levels.size() ? levels.get(i + 1) : null;
                lines.append('\t').append(describe(levels.get(i), caller)).append('\n');
            }
        }
        return ByteText.decode(lines.toString());
    }

    private static String describe(CallStack.Level level, CallStack.@Nullable Level caller) {
        FunctionBody body = level.body();
        String name = nameIn(caller);
        String where = body == null ? "[C]: " : level.position();
        if (name != null) {
            return where + "in function '" + name + "'";
        }
        return body == null ? "[C]: ?" : where + body.describe();
    }

    private static @Nullable String nameIn(CallStack.@Nullable Level caller) {
        String called = Errors.called(caller == null ? null : caller.site());
        return called == null ? null : Errors.nameIn(called);
    }
}
