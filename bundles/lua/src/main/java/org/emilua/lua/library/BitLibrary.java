package org.emilua.lua.library;

import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Builtin;
import org.emilua.lua.code.Code;
import org.emilua.lua.code.Native1;
import org.emilua.lua.code.Native2;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The library {@code bit}: operations on signed integers of 32 bits. A number is rounded to the nearest integer, an even one
 * if two are equally near, and taken modulo 2^32; beyond 2^51 it is as good as any.
 */
public final class BitLibrary {

    /** Added to a number, shifts its integer part to the low bits of the sum. */
    private static final double SHIFTER = 0x1.8p52;

    private static final FunctionSet FUNCTIONS = new FunctionSet(
            new Builtin("arshift", new ShiftRightSigned()),
            new Builtin("band", new And()),
            new Builtin("bnot", new Not()),
            new Builtin("bor", new Or()),
            new Builtin("bswap", new SwapBytes()),
            new Builtin("bxor", new ExclusiveOr()),
            new Builtin("lshift", new ShiftLeft()),
            new Builtin("rol", new RotateLeft()),
            new Builtin("ror", new RotateRight()),
            new Builtin("rshift", new ShiftRight()),
            new Builtin("tobit", new ToBits()),
            new Builtin("tohex", new ToHexadecimal()));

    private BitLibrary() {}

    /** The library's table for one VM. */
    public static LuaTable create() {
        return FUNCTIONS.table(0);
    }

    /** The bits of a number. */
    public static int bits(double number) {
        return (int) Double.doubleToRawLongBits(number + SHIFTER);
    }

    private static int bits(LuaValue value, int index) {
        return bits(Arguments.number(value, index));
    }

    // ---- one operand

    private static final class ToBits extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue x) {
            return new LuaDouble(bits(x, 1));
        }
    }

    private static final class Not extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue x) {
            return new LuaDouble(~bits(x, 1));
        }
    }

    private static final class SwapBytes extends Native1 {
        @Override
        public Varargs call1(LuaValue f, LuaValue x) {
            return new LuaDouble(Integer.reverseBytes(bits(x, 1)));
        }
    }

    // ---- shifts: the low five bits of the distance count

    private static final class ShiftLeft extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue x, LuaValue y) {
            return new LuaDouble(bits(x, 1) << bits(y, 2));
        }
    }

    private static final class ShiftRight extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue x, LuaValue y) {
            return new LuaDouble(bits(x, 1) >>> bits(y, 2));
        }
    }

    private static final class ShiftRightSigned extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue x, LuaValue y) {
            return new LuaDouble(bits(x, 1) >> bits(y, 2));
        }
    }

    private static final class RotateLeft extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue x, LuaValue y) {
            return new LuaDouble(Integer.rotateLeft(bits(x, 1), bits(y, 2)));
        }
    }

    private static final class RotateRight extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue x, LuaValue y) {
            return new LuaDouble(Integer.rotateRight(bits(x, 1), bits(y, 2)));
        }
    }

    // ---- any number of operands

    private static final class And extends Code {

        @Override
        public Varargs call0(LuaValue f) {
            return call1(f, LuaValue.NONE);
        }

        @Override
        public Varargs call1(LuaValue f, LuaValue a) {
            return new LuaDouble(bits(a, 1));
        }

        @Override
        public Varargs call2(LuaValue f, LuaValue a, LuaValue b) {
            return new LuaDouble(bits(a, 1) & bits(b, 2));
        }

        @Override
        public Varargs call3(LuaValue f, LuaValue a, LuaValue b, LuaValue c) {
            return new LuaDouble(bits(a, 1) & bits(b, 2) & bits(c, 3));
        }

        @Override
        public Varargs call4(LuaValue f, LuaValue a, LuaValue b, LuaValue c, LuaValue d) {
            return new LuaDouble(bits(a, 1) & bits(b, 2) & bits(c, 3) & bits(d, 4));
        }

        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            int result = bits(Arguments.at(args, 1), 1);
            for (int i = 2; i <= args.narg(); i++) {
                result &= bits(args.arg(i), i);
            }
            return new LuaDouble(result);
        }
    }

    private static final class Or extends Code {

        @Override
        public Varargs call0(LuaValue f) {
            return call1(f, LuaValue.NONE);
        }

        @Override
        public Varargs call1(LuaValue f, LuaValue a) {
            return new LuaDouble(bits(a, 1));
        }

        @Override
        public Varargs call2(LuaValue f, LuaValue a, LuaValue b) {
            return new LuaDouble(bits(a, 1) | bits(b, 2));
        }

        @Override
        public Varargs call3(LuaValue f, LuaValue a, LuaValue b, LuaValue c) {
            return new LuaDouble(bits(a, 1) | bits(b, 2) | bits(c, 3));
        }

        @Override
        public Varargs call4(LuaValue f, LuaValue a, LuaValue b, LuaValue c, LuaValue d) {
            return new LuaDouble(bits(a, 1) | bits(b, 2) | bits(c, 3) | bits(d, 4));
        }

        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            int result = bits(Arguments.at(args, 1), 1);
            for (int i = 2; i <= args.narg(); i++) {
                result |= bits(args.arg(i), i);
            }
            return new LuaDouble(result);
        }
    }

    private static final class ExclusiveOr extends Code {

        @Override
        public Varargs call0(LuaValue f) {
            return call1(f, LuaValue.NONE);
        }

        @Override
        public Varargs call1(LuaValue f, LuaValue a) {
            return new LuaDouble(bits(a, 1));
        }

        @Override
        public Varargs call2(LuaValue f, LuaValue a, LuaValue b) {
            return new LuaDouble(bits(a, 1) ^ bits(b, 2));
        }

        @Override
        public Varargs call3(LuaValue f, LuaValue a, LuaValue b, LuaValue c) {
            return new LuaDouble(bits(a, 1) ^ bits(b, 2) ^ bits(c, 3));
        }

        @Override
        public Varargs call4(LuaValue f, LuaValue a, LuaValue b, LuaValue c, LuaValue d) {
            return new LuaDouble(bits(a, 1) ^ bits(b, 2) ^ bits(c, 3) ^ bits(d, 4));
        }

        @Override
        public Varargs callN(LuaValue f, Varargs args) {
            int result = bits(Arguments.at(args, 1), 1);
            for (int i = 2; i <= args.narg(); i++) {
                result ^= bits(args.arg(i), i);
            }
            return new LuaDouble(result);
        }
    }

    // ---- text

    /** Hexadecimal digits: as many as the second argument says, in capitals if it is negative. */
    private static final class ToHexadecimal extends Native2 {

        private static final int USUAL = 8;
        private static final int MOST = 254;

        @Override
        public Varargs call2(LuaValue f, LuaValue x, LuaValue digits) {
            int number = bits(x, 1);
            int wanted = digits == LuaValue.NONE ? USUAL : bits(digits, 2);
            String alphabet = wanted < 0 ? "0123456789ABCDEF" : "0123456789abcdef";
            byte[] text = new byte[(int) Math.min(Math.abs((long) wanted), MOST)];
            for (int i = text.length - 1; i >= 0; i--) {
                text[i] = (byte) alphabet.charAt(number & 0xF);
                number >>>= 4;
            }
            return LuaString.valueUsing(text);
        }
    }
}
