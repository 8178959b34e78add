package org.emilua.lua.library;

import java.util.List;
import org.emilua.lua.LuaState;
import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.CallStack;
import org.emilua.lua.code.Closure;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Frame;
import org.emilua.lua.code.Native1;
import org.emilua.lua.code.Native2;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code getfenv} and {@code setfenv}: the tables of globals of functions, which a function or a level of calls names. */
final class FunctionEnvironments {

    private FunctionEnvironments() {}

    /** {@code getfenv}. */
    static final class Get extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue which) {
            if (which instanceof LuaFunction function) {
                return of(function);
            }
            int level = Integers.argument(which, 1, 1);
            return level == 0 ? global() : of(functionAt(level));
        }

        private static LuaTable of(LuaValue function) {
            return function instanceof Closure closure ? closure.environment : global();
        }
    }

    /** {@code setfenv}. */
    static final class Set extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue which, LuaValue environment) {
            LuaTable table = Arguments.table(environment, 2);
            LuaValue function = which;
            if (!(which instanceof LuaFunction)) {
                int level = Integers.argument(which, 1);
                if (level == 0) {
                    LuaState.current().globals(table);
                    return LuaValue.NONE;
                }
                function = functionAt(level);
            }
            if (function instanceof Closure closure) {
                closure.environment = table;
                return closure;
            }
            throw Errors.raise("'setfenv' cannot change environment of given object");
        }
    }

    /** The function at a level of calls; nil for one that has no environment of its own. */
    private static LuaValue functionAt(int level) {
        CallStack.Level found = level < 0 ? null : CallStack.at(level);
        if (found == null) {
            throw Errors.argument(1, "invalid level");
        }
        if (found.body() != null) {
            found.body().pin(); // only the interpreter's frames tell which closure runs
        }
        Frame frame = found.frame();
        return frame == null ? LuaValue.NIL : frame.closure;
    }

    /** The globals that were set for all, otherwise those of the outermost function. */
    private static LuaTable global() {
        LuaState state = LuaState.current();
        LuaTable set = state.globals();
        if (set != null) {
            return set;
        }
        List<CallStack.Level> levels = CallStack.capture(Integer.MAX_VALUE);
        for (int i = levels.size() - 1; i >= 0; i--) {
            Frame frame = levels.get(i).frame();
            if (frame != null) {
                return frame.closure.environment;
            }
        }
        return state.libraries();
    }
}
