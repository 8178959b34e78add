package org.emilua.lua.library;

import org.emilua.lua.LuaState;
import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Native1;
import org.emilua.lua.code.Native2;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code math.random} and {@code math.randomseed}. */
final class RandomFunctions {

    private RandomFunctions() {}

    /** A number from 0 to 1 without arguments, an integer from 1 or from the first argument to the last one with them. */
    static final class Next extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue first, LuaValue second) {
            if (first == LuaValue.NONE) {
                return new LuaDouble(next());
            }
            double low = Arguments.number(first, 1);
            if (second == LuaValue.NONE) {
                return new LuaDouble(within(1, low, 1));
            }
            return new LuaDouble(within(low, Arguments.number(second, 2), 2));
        }

        private static double within(double low, double high, int index) {
            if (!(low <= high)) {
                throw Errors.argument(index, "interval is empty");
            }
            return Math.floor(next() * (high - low + 1)) + low;
        }

        private static double next() {
            return LuaState.current().randomNumbers().next();
        }
    }

    /** {@code math.randomseed}. */
    static final class Seed extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue seed) {
            LuaState.current().randomNumbers().seed(Arguments.number(seed, 1));
            return LuaValue.NONE;
        }
    }
}
