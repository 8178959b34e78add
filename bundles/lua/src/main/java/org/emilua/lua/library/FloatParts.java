package org.emilua.lua.library;

import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Native1;
import org.emilua.lua.code.Native2;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions of {@code math} that take numbers apart and put them together. */
final class FloatParts {

    private FloatParts() {}

    /** {@code frexp}: a number from 0.5 up to 1 and the power of two that it was multiplied with. */
    static final class Split extends Native1 {

        private static final int SUBNORMAL_SHIFT = 54;

        @Override
        public Varargs call1(LuaValue f, LuaValue x) {
            double number = Arguments.number(x, 1);
            if (number == 0 || Double.isInfinite(number) || Double.isNaN(number)) {
                return LuaValue.varargsOf(new LuaDouble(number), new LuaDouble(0));
            }
            int shift = Math.getExponent(number) < Double.MIN_EXPONENT ? SUBNORMAL_SHIFT : 0;
            double normal = Math.scalb(number, shift);
            int exponent = Math.getExponent(normal) + 1;
            return LuaValue.varargsOf(new LuaDouble(Math.scalb(normal, -exponent)), new LuaDouble(exponent - shift));
        }
    }

    /** {@code ldexp}: a number times a power of two. */
    static final class Scale extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue x, LuaValue power) {
            double number = Arguments.number(x, 1);
            double exponent = Arguments.number(power, 2);
            return new LuaDouble(Double.isNaN(exponent) ? exponent : Math.scalb(number, (int) exponent));
        }
    }

    /** {@code modf}: a number's integer part and the rest, both with its sign. */
    static final class Fraction extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue x) {
            double number = Arguments.number(x, 1);
            double integer = number < 0 ? Math.ceil(number) : Math.floor(number);
            double rest = Double.isInfinite(number) ? 0 : number - integer;
            return LuaValue.varargsOf(new LuaDouble(integer), new LuaDouble(Math.copySign(rest, number)));
        }
    }
}
