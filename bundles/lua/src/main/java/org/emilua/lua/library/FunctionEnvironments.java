package org.emilua.lua.library;

import org.emilua.lua.LuaState;
import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.CallStack;
import org.emilua.lua.code.Closure;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Frame;
import org.emilua.lua.code.Native1;
import org.emilua.lua.code.Native2;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code getfenv} and {@code setfenv}. A level counts calls outwards from the function that calls. Functions that others look
 * at in this manner are interpreted from then on, because only the interpreter's frames tell which closure runs.
 */
final class FunctionEnvironments {

    private static final int MOST_LEVELS = 1 << 20;

    private FunctionEnvironments() {}

    private static CallStack.Level level(LuaValue value) {
        double level = Arguments.number(value, 1);
        CallStack.Level found = level >= 1 && level < MOST_LEVELS ? CallStack.at((int) level) : null;
        if (found == null) {
            throw Errors.argument(1, "invalid level");
        }
        return found;
    }

    private static @Nullable Closure closure(CallStack.Level level) {
        Frame frame = level.frame();
        if (level.body() != null) {
            level.body().pin();
        }
        return frame == null ? null : frame.closure;
    }

    /** What functions without environment of their own and level 0 have: the environment of the outermost function known. */
    private static LuaTable global() {
        Closure outermost = LuaState.current().frames().outermost();
        return outermost == null ? LuaState.current().libraries() : outermost.environment;
    }

    static final class Get extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue which) {
            if (which instanceof LuaFunction) {
                return which instanceof Closure closure ? closure.environment : global();
            }
            LuaValue level = Arguments.isAbsent(which) ? LuaValue.ONE : which;
            if ((long) Arguments.number(level, 1) == 0) {
                return global();
            }
            CallStack.Level found = level(level);
            Closure closure = closure(found);
            return closure != null ? closure.environment : global();
        }
    }

    static final class Set extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue which, LuaValue table) {
            LuaTable environment = Arguments.table(table, 2);
            Closure closure;
            if (which instanceof LuaFunction) {
                closure = which instanceof Closure itself ? itself : null;
            } else if ((long) Arguments.number(which, 1) == 0) {
                closure = LuaState.current().frames().outermost();
                if (closure != null) {
                    closure.environment = environment;
                }
                return LuaValue.NONE;
            } else {
                closure = closure(level(which));
            }
            if (closure == null) {
                throw Errors.raise("'setfenv' cannot change environment of given object");
            }
            closure.environment = environment;
            return closure;
        }
    }
}
