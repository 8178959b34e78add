package org.emilua.lua.library;

import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Arithmetic;
import org.emilua.lua.code.Builtin;
import org.emilua.lua.code.Code;
import org.emilua.lua.code.Native1;
import org.emilua.lua.code.Native2;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The library {@code math}. */
public final class MathLibrary {

    private static final double DEGREES_PER_RADIAN = 180 / Math.PI;
    private static final double RADIANS_PER_DEGREE = Math.PI / 180;

    private static final FunctionSet FUNCTIONS = new FunctionSet(
            new Builtin("abs", new Absolute()),
            new Builtin("acos", new ArcCosine()),
            new Builtin("asin", new ArcSine()),
            new Builtin("atan", new ArcTangent()),
            new Builtin("atan2", new ArcTangentOfQuotient()),
            new Builtin("ceil", new Ceiling()),
            new Builtin("cos", new Cosine()),
            new Builtin("cosh", new HyperbolicCosine()),
            new Builtin("deg", new Degrees()),
            new Builtin("exp", new Exponential()),
            new Builtin("floor", new Floor()),
            new Builtin("fmod", new Remainder()),
            new Builtin("frexp", new FloatParts.Split()),
            new Builtin("ldexp", new FloatParts.Scale()),
            new Builtin("log", new Logarithm()),
            new Builtin("log10", new CommonLogarithm()),
            new Builtin("max", new Maximum()),
            new Builtin("min", new Minimum()),
            new Builtin("modf", new FloatParts.Fraction()),
            new Builtin("pow", new Power()),
            new Builtin("rad", new Radians()),
            new Builtin("random", new RandomFunctions.Next()),
            new Builtin("randomseed", new RandomFunctions.Seed()),
            new Builtin("sin", new Sine()),
            new Builtin("sinh", new HyperbolicSine()),
            new Builtin("sqrt", new SquareRoot()),
            new Builtin("tan", new Tangent()),
            new Builtin("tanh", new HyperbolicTangent()));

    private MathLibrary() {}

    /** The library's table for one VM. */
    public static LuaTable create() {
        LuaTable table = FUNCTIONS.table(2);
        table.rawset("pi", new LuaDouble(Math.PI));
        table.rawset("huge", new LuaDouble(Double.POSITIVE_INFINITY));
        return table;
    }

    // ---- rounding and roots

    private static final class Absolute extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue x) {
            return new LuaDouble(Math.abs(Arguments.number(x, 1)));
        }
    }

    private static final class Ceiling extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue x) {
            return new LuaDouble(Math.ceil(Arguments.number(x, 1)));
        }
    }

    private static final class Floor extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue x) {
            return new LuaDouble(Math.floor(Arguments.number(x, 1)));
        }
    }

    private static final class SquareRoot extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue x) {
            return new LuaDouble(Math.sqrt(Arguments.number(x, 1)));
        }
    }

    // ---- angles

    private static final class ArcCosine extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue x) {
            return new LuaDouble(Math.acos(Arguments.number(x, 1)));
        }
    }

    private static final class ArcSine extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue x) {
            return new LuaDouble(Math.asin(Arguments.number(x, 1)));
        }
    }

    private static final class ArcTangent extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue x) {
            return new LuaDouble(Math.atan(Arguments.number(x, 1)));
        }
    }

    private static final class Cosine extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue x) {
            return new LuaDouble(Math.cos(Arguments.number(x, 1)));
        }
    }

    private static final class HyperbolicCosine extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue x) {
            return new LuaDouble(Hyperbolic.cosine(Arguments.number(x, 1)));
        }
    }

    private static final class Degrees extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue x) {
            return new LuaDouble(Arguments.number(x, 1) * DEGREES_PER_RADIAN);
        }
    }

    private static final class Radians extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue x) {
            return new LuaDouble(Arguments.number(x, 1) * RADIANS_PER_DEGREE);
        }
    }

    private static final class Sine extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue x) {
            return new LuaDouble(Math.sin(Arguments.number(x, 1)));
        }
    }

    private static final class HyperbolicSine extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue x) {
            return new LuaDouble(Hyperbolic.sine(Arguments.number(x, 1)));
        }
    }

    private static final class Tangent extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue x) {
            return new LuaDouble(Math.tan(Arguments.number(x, 1)));
        }
    }

    private static final class HyperbolicTangent extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue x) {
            return new LuaDouble(Hyperbolic.tangent(Arguments.number(x, 1)));
        }
    }

    private static final class ArcTangentOfQuotient extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue x, LuaValue y) {
            return new LuaDouble(Math.atan2(Arguments.number(x, 1), Arguments.number(y, 2)));
        }
    }

    // ---- powers and quotients

    private static final class Exponential extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue x) {
            return new LuaDouble(Math.exp(Arguments.number(x, 1)));
        }
    }

    private static final class CommonLogarithm extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue x) {
            return new LuaDouble(Math.log10(Arguments.number(x, 1)));
        }
    }

    private static final class Remainder extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue x, LuaValue y) {
            return new LuaDouble(Arguments.number(x, 1) % Arguments.number(y, 2));
        }
    }

    private static final class Power extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue x, LuaValue y) {
            return new LuaDouble(Arithmetic.pow(Arguments.number(x, 1), Arguments.number(y, 2)));
        }
    }

    /** The logarithm to any base, and the natural one without a base. Powers of two have exact logarithms to base two. */
    private static final class Logarithm extends Native2 {

        private static final double LOG_OF_2 = Math.log(2);

        @Override
        public Varargs call2(LuaValue f, LuaValue x, LuaValue base) {
            double number = Arguments.number(x, 1);
            if (base == LuaValue.NONE) {
                return new LuaDouble(Math.log(number));
            }
            double to = Arguments.number(base, 2);
            return new LuaDouble(to == 10 ? Math.log10(number) : binary(number) * (1 / binary(to)));
        }

        private static double binary(double number) {
            int exponent = Math.getExponent(number);
            if (number <= 0 || exponent > Double.MAX_EXPONENT || exponent < Double.MIN_EXPONENT) {
                return Math.log(number) / LOG_OF_2;
            }
            double mantissa = Math.scalb(number, -exponent);
            return mantissa > 1.5 ? exponent + 1 + Math.log(mantissa / 2) / LOG_OF_2 : exponent + Math.log(mantissa) / LOG_OF_2;
        }
    }

    // ---- extremes: of numbers that do not compare, the last one counts

    private static final class Maximum extends Code {

        private static double greater(double a, double b) {
            return a > b ? a : b;
        }

        @Override
        public Varargs call0(LuaValue f) {
            return call1(f, LuaValue.NONE);
        }

        @Override
        public Varargs call1(LuaValue f, LuaValue a) {
            return new LuaDouble(Arguments.number(a, 1));
        }

        @Override
        public Varargs call2(LuaValue f, LuaValue a, LuaValue b) {
            return new LuaDouble(greater(Arguments.number(a, 1), Arguments.number(b, 2)));
        }

        @Override
        public Varargs call3(LuaValue f, LuaValue a, LuaValue b, LuaValue c) {
            return callN(f, LuaValue.varargsOf(a, b, c));
        }

        @Override
        public Varargs call4(LuaValue f, LuaValue a, LuaValue b, LuaValue c, LuaValue d) {
            return callN(f, LuaValue.varargsOf(new LuaValue[] {a, b, c, d}));
        }

        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            double greatest = Arguments.number(Arguments.at(args, 1), 1);
            for (int i = 2; i <= args.narg(); i++) {
                greatest = greater(greatest, Arguments.number(args.arg(i), i));
            }
            return new LuaDouble(greatest);
        }
    }

    private static final class Minimum extends Code {

        private static double less(double a, double b) {
            return a < b ? a : b;
        }

        @Override
        public Varargs call0(LuaValue f) {
            return call1(f, LuaValue.NONE);
        }

        @Override
        public Varargs call1(LuaValue f, LuaValue a) {
            return new LuaDouble(Arguments.number(a, 1));
        }

        @Override
        public Varargs call2(LuaValue f, LuaValue a, LuaValue b) {
            return new LuaDouble(less(Arguments.number(a, 1), Arguments.number(b, 2)));
        }

        @Override
        public Varargs call3(LuaValue f, LuaValue a, LuaValue b, LuaValue c) {
            return callN(f, LuaValue.varargsOf(a, b, c));
        }

        @Override
        public Varargs call4(LuaValue f, LuaValue a, LuaValue b, LuaValue c, LuaValue d) {
            return callN(f, LuaValue.varargsOf(new LuaValue[] {a, b, c, d}));
        }

        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            double least = Arguments.number(Arguments.at(args, 1), 1);
            for (int i = 2; i <= args.narg(); i++) {
                least = less(least, Arguments.number(args.arg(i), i));
            }
            return new LuaDouble(least);
        }
    }
}
