package org.emilua.lua.library;

import org.emilua.lua.LuaState;
import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.CallStack;
import org.emilua.lua.code.Closure;
import org.emilua.lua.code.Errors;
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
                    LuaState.current().frames().globals(table);
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
        CallStack.Level found = level < 0 ? null : CallStack.withClosureAt(level);
        if (found == null) {
            throw Errors.argument(1, "invalid level");
        }
        if (found.closure() != null) {
            return found.closure();
        }
        if (found.body() != null) {
            found.body().pin();
            throw Errors.argument(1, "the environment of a compiled function is not known here");
        }
        return LuaValue.NIL;
    }

    private static LuaTable global() {
        LuaState state = LuaState.current();
        LuaTable globals = state.frames().globals();
        return globals == null ? state.libraries() : globals;
    }
}
