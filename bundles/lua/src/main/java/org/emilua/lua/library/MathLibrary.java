package org.emilua.lua.library;

import org.emilua.lua.LuaState;
import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Arithmetic;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Native1;
import org.emilua.lua.code.Native2;
import org.emilua.lua.code.NativeN;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The library {@code math}. */
public final class MathLibrary {

    private static final double LN_2 = Math.log(2);

    private static final Library LIBRARY = new Library()
            .add("abs", new Function1() {
                @Override
                double apply(double x) {
                    return Math.abs(x);
                }
            })
            .add("acos", new Function1() {
                @Override
                double apply(double x) {
                    return Math.acos(x);
                }
            })
            .add("asin", new Function1() {
                @Override
                double apply(double x) {
                    return Math.asin(x);
                }
            })
            .add("atan", new Function1() {
                @Override
                double apply(double x) {
                    return Math.atan(x);
                }
            })
            .add("ceil", new Function1() {
                @Override
                double apply(double x) {
                    return Math.ceil(x);
                }
            })
            .add("cos", new Function1() {
                @Override
                double apply(double x) {
                    return Math.cos(x);
                }
            })
            .add("cosh", new Function1() {
                @Override
                double apply(double x) {
                    return Math.cosh(x);
                }
            })
            .add("deg", new Function1() {
                @Override
                double apply(double x) {
                    return x * (180 / Math.PI);
                }
            })
            .add("exp", new Function1() {
                @Override
                double apply(double x) {
                    return Math.exp(x);
                }
            })
            .add("floor", new Function1() {
                @Override
                double apply(double x) {
                    return Math.floor(x);
                }
            })
            .add("log10", new Function1() {
                @Override
                double apply(double x) {
                    return Math.log10(x);
                }
            })
            .add("rad", new Function1() {
                @Override
                double apply(double x) {
                    return x * (Math.PI / 180);
                }
            })
            .add("sin", new Function1() {
                @Override
                double apply(double x) {
                    return Math.sin(x);
                }
            })
            .add("sinh", new Function1() {
                @Override
                double apply(double x) {
                    return Math.sinh(x);
                }
            })
            .add("sqrt", new Function1() {
                @Override
                double apply(double x) {
                    return Math.sqrt(x);
                }
            })
            .add("tan", new Function1() {
                @Override
                double apply(double x) {
                    return Math.tan(x);
                }
            })
            .add("tanh", new Function1() {
                @Override
                double apply(double x) {
                    return Math.tanh(x);
                }
            })
            .add("atan2", new Function2() {
                @Override
                double apply(double y, double x) {
                    return Math.atan2(y, x);
                }
            })
            .add("fmod", new Function2() {
                @Override
                double apply(double x, double y) {
                    return x % y;
                }
            })
            .add("ldexp", new Function2() {
                @Override
                double apply(double x, double exponent) {
                    return Math.scalb(x, (int) exponent);
                }
            })
            .add("pow", new Function2() {
                @Override
                double apply(double x, double y) {
                    return Arithmetic.pow(x, y);
                }
            })
            .add("log", new Log())
            .add("frexp", new Frexp())
            .add("modf", new Modf())
            .add("max", new Extremum(false))
            .add("min", new Extremum(true))
            .add("random", new Random())
            .add("randomseed", new RandomSeed())
            .add("pi", new LuaDouble(Math.PI))
            .add("huge", new LuaDouble(Double.POSITIVE_INFINITY));

    private MathLibrary() {}

    /** The library's table, for one VM. */
    public static LuaTable create() {
        return LIBRARY.table();
    }

    /** A function of one number. Each has a class of its own, which the JIT can inline where it is called. */
    private abstract static class Function1 extends Native1 {

        abstract double apply(double x);

        @Override
        public final Varargs call1(LuaValue f, LuaValue x) {
            return new LuaDouble(apply(Arguments.number(x, 1)));
        }
    }

    /** A function of two numbers. */
    private abstract static class Function2 extends Native2 {

        abstract double apply(double x, double y);

        @Override
        public final Varargs call2(LuaValue f, LuaValue x, LuaValue y) {
            double first = Arguments.number(x, 1);
            return new LuaDouble(apply(first, Arguments.number(y, 2)));
        }
    }

    private static final class Log extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue x, LuaValue base) {
            double value = Arguments.number(x, 1);
            if (Arguments.isAbsent(base)) {
                return new LuaDouble(Math.log(value));
            }
            double b = Arguments.number(base, 2);
            if (b == 10) {
                return new LuaDouble(Math.log10(value));
            }
            return new LuaDouble(b == 2 ? log2(value) : Math.log(value) / Math.log(b));
        }

        /** Exact for powers of two. */
        private static double log2(double x) {
            int exponent = Math.getExponent(x);
            if (x > 0 && exponent >= Double.MIN_EXPONENT && exponent <= Double.MAX_EXPONENT && Math.scalb(1.0, exponent) == x) {
                return exponent;
            }
            return Math.log(x) / LN_2;
        }
    }

    private static final class Frexp extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue value) {
            double x = Arguments.number(value, 1);
            if (x == 0 || Double.isNaN(x) || Double.isInfinite(x)) {
                return LuaValue.varargsOf(new LuaDouble(x), new LuaDouble(0));
            }
            int exponent = Math.getExponent(x) + 1;
            double fraction = Math.scalb(x, -exponent);
            while (Math.abs(fraction) < 0.5) { // a subnormal number
                fraction *= 2;
                exponent--;
            }
            return LuaValue.varargsOf(new LuaDouble(fraction), new LuaDouble(exponent));
        }
    }

    private static final class Modf extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue value) {
            double x = Arguments.number(value, 1);
            double whole = x < 0 ? Math.ceil(x) : Math.floor(x);
            double rest = Double.isInfinite(x) ? Math.copySign(0, x) : Math.copySign(x - whole, x);
            return LuaValue.varargsOf(new LuaDouble(whole), new LuaDouble(rest));
        }
    }

    private static final class Extremum extends NativeN {
        private final boolean smallest;

        Extremum(boolean smallest) {
            this.smallest = smallest;
        }

        @Override
        public Varargs call1(LuaValue f, LuaValue a) {
            return new LuaDouble(Arguments.number(a, 1));
        }

        @Override
        public Varargs call2(LuaValue f, LuaValue a, LuaValue b) {
            double x = Arguments.number(a, 1);
            return new LuaDouble(choose(x, Arguments.number(b, 2)));
        }

        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            double chosen = Arguments.number(Arguments.at(args, 1), 1);
            for (int i = 2; i <= args.narg(); i++) {
                chosen = choose(chosen, Arguments.number(args.arg(i), i));
            }
            return new LuaDouble(chosen);
        }

        /** The first one unless the second is better; comparisons with NaN do not hold. */
        private double choose(double x, double y) {
            return smallest ? y < x ? y : x : y > x ? y : x;
        }
    }

    private static final class Random extends NativeN {
        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            double fraction = LuaState.current().random().next();
            int count = args.narg();
            if (count == 0) {
                return new LuaDouble(fraction);
            }
            double low = 1;
            double high = Arguments.number(args.arg1(), 1);
            if (count > 1) {
                low = high;
                high = Arguments.number(args.arg(2), 2);
            }
            if (low > high) {
                throw Errors.argument(Math.min(count, 2), "interval is empty");
            }
            return new LuaDouble(Math.floor(fraction * (high - low + 1)) + low);
        }
    }

    private static final class RandomSeed extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue seed) {
            LuaState.current().random().seed(Arguments.number(seed, 1));
            return LuaValue.NONE;
        }
    }
}
