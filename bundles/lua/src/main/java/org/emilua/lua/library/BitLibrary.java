package org.emilua.lua.library;

import java.util.Locale;
import org.emilua.lua.code.Arguments;
import org.emilua.lua.code.Native1;
import org.emilua.lua.code.Native2;
import org.emilua.lua.code.NativeN;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The library {@code bit}: operations on signed integers of 32 bits. */
public final class BitLibrary {

    /** Adding this to a number leaves its value modulo 2^32, rounded to the nearest even, in the low bits of the sum. */
    private static final double TO_BITS = 6755399441055744.0;

    private static final int MOST_DIGITS = 8;

    private static final Library LIBRARY = new Library()
            .add("tobit", new Unary() {
                @Override
                int apply(int x) {
                    return x;
                }
            })
            .add("bnot", new Unary() {
                @Override
                int apply(int x) {
                    return ~x;
                }
            })
            .add("bswap", new Unary() {
                @Override
                int apply(int x) {
                    return Integer.reverseBytes(x);
                }
            })
            .add("band", new Folding() {
                @Override
                int apply(int x, int y) {
                    return x & y;
                }
            })
            .add("bor", new Folding() {
                @Override
                int apply(int x, int y) {
                    return x | y;
                }
            })
            .add("bxor", new Folding() {
                @Override
                int apply(int x, int y) {
                    return x ^ y;
                }
            })
            .add("lshift", new Shift() {
                @Override
                int apply(int x, int count) {
                    return x << count;
                }
            })
            .add("rshift", new Shift() {
                @Override
                int apply(int x, int count) {
                    return x >>> count;
                }
            })
            .add("arshift", new Shift() {
                @Override
                int apply(int x, int count) {
                    return x >> count;
                }
            })
            .add("rol", new Shift() {
                @Override
                int apply(int x, int count) {
                    return Integer.rotateLeft(x, count);
                }
            })
            .add("ror", new Shift() {
                @Override
                int apply(int x, int count) {
                    return Integer.rotateRight(x, count);
                }
            })
            .add("tohex", new ToHex());

    private BitLibrary() {}

    /** The library's table, for one VM. */
    public static LuaTable create() {
        return LIBRARY.table();
    }

    private static int bits(LuaValue value, int index) {
        return (int) Double.doubleToRawLongBits(Arguments.number(value, index) + TO_BITS);
    }

    private abstract static class Unary extends Native1 {

        abstract int apply(int x);

        @Override
        public final Varargs call1(LuaValue f, LuaValue x) {
            return new LuaDouble(apply(bits(x, 1)));
        }
    }

    private abstract static class Shift extends Native2 {

        abstract int apply(int x, int count);

        @Override
        public final Varargs call2(LuaValue f, LuaValue x, LuaValue count) {
            int value = bits(x, 1);
            return new LuaDouble(apply(value, bits(count, 2)));
        }
    }

    private abstract static class Folding extends NativeN {

        abstract int apply(int x, int y);

        @Override
        public final Varargs call2(LuaValue f, LuaValue a, LuaValue b) {
            int x = bits(a, 1);
            return new LuaDouble(apply(x, bits(b, 2)));
        }

        @Override
        public final Varargs callN(LuaValue f, Varargs args) {
            int result = bits(Arguments.at(args, 1), 1);
            for (int i = 2; i <= args.narg(); i++) {
                result = apply(result, bits(args.arg(i), i));
            }
            return new LuaDouble(result);
        }
    }

    private static final class ToHex extends Native2 {
        @Override
        public Varargs call2(LuaValue f, LuaValue x, LuaValue digits) {
            int value = bits(x, 1);
            int wanted = Arguments.isAbsent(digits) ? MOST_DIGITS : bits(digits, 2);
            int count = Math.min(Math.abs(Math.max(wanted, -MOST_DIGITS)), MOST_DIGITS);
            String all = String.format("%08x", value);
            String shown = all.substring(MOST_DIGITS - count);
            return LuaString.valueOf(wanted < 0 ? shown.toUpperCase(Locale.ROOT) : shown);
        }
    }
}
