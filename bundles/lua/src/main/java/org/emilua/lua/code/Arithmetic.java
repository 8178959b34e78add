package org.emilua.lua.code;

import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Lua's arithmetic: on doubles, on strings that spell numbers, by metamethods. */
public final class Arithmetic {

    public static final int ADD = 0;
    public static final int SUB = 1;
    public static final int MUL = 2;
    public static final int DIV = 3;
    public static final int MOD = 4;
    public static final int POW = 5;
    public static final int NEG = 6;

    private static final LuaString[] EVENTS = {
        LuaValue.ADD, LuaValue.SUB, LuaValue.MUL, LuaValue.DIV, LuaValue.MOD, LuaValue.POW, LuaValue.UNM
    };

    private Arithmetic() {}

    /** The remainder with the sign of the divisor. */
    public static double mod(double a, double b) {
        return a - Math.floor(a / b) * b;
    }

    /** C's {@code pow}, which differs from Java's for bases of magnitude one. */
    public static double pow(double a, double b) {
        if (b == 2) {
            return a * a;
        }
        if (a == 1 || a == -1 && Double.isInfinite(b)) {
            return 1;
        }
        return Math.pow(a, b);
    }

    /** An operation on two numbers. */
    public static double compute(int operation, double a, double b) {
        return switch (operation) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case MOD -> mod(a, b);
            case POW -> pow(a, b);
            default -> -a;
        };
    }

    /** {@code a + b}. */
    public static LuaValue add(LuaValue a, LuaValue b) {
        return a instanceof LuaDouble x && b instanceof LuaDouble y ? new LuaDouble(x.v + y.v) : other(a, b, ADD);
    }

    /** {@code a - b}. */
    public static LuaValue sub(LuaValue a, LuaValue b) {
        return a instanceof LuaDouble x && b instanceof LuaDouble y ? new LuaDouble(x.v - y.v) : other(a, b, SUB);
    }

    /** {@code a * b}. */
    public static LuaValue mul(LuaValue a, LuaValue b) {
        return a instanceof LuaDouble x && b instanceof LuaDouble y ? new LuaDouble(x.v * y.v) : other(a, b, MUL);
    }

    /** {@code a / b}. */
    public static LuaValue div(LuaValue a, LuaValue b) {
        return a instanceof LuaDouble x && b instanceof LuaDouble y ? new LuaDouble(x.v / y.v) : other(a, b, DIV);
    }

    /** {@code a % b}. */
    public static LuaValue mod(LuaValue a, LuaValue b) {
        return a instanceof LuaDouble x && b instanceof LuaDouble y ? new LuaDouble(mod(x.v, y.v)) : other(a, b, MOD);
    }

    /** {@code a ^ b}. */
    public static LuaValue pow(LuaValue a, LuaValue b) {
        return a instanceof LuaDouble x && b instanceof LuaDouble y ? new LuaDouble(pow(x.v, y.v)) : other(a, b, POW);
    }

    /** {@code a + b} with a number on the right. */
    public static LuaValue add(LuaValue a, double b) {
        return a instanceof LuaDouble x ? new LuaDouble(x.v + b) : other(a, new LuaDouble(b), ADD);
    }

    /** {@code a + b} with a number on the left. */
    public static LuaValue add(double a, LuaValue b) {
        return b instanceof LuaDouble y ? new LuaDouble(a + y.v) : other(new LuaDouble(a), b, ADD);
    }

    /** {@code a - b} with a number on the right. */
    public static LuaValue sub(LuaValue a, double b) {
        return a instanceof LuaDouble x ? new LuaDouble(x.v - b) : other(a, new LuaDouble(b), SUB);
    }

    /** {@code a - b} with a number on the left. */
    public static LuaValue sub(double a, LuaValue b) {
        return b instanceof LuaDouble y ? new LuaDouble(a - y.v) : other(new LuaDouble(a), b, SUB);
    }

    /** {@code a * b} with a number on the right. */
    public static LuaValue mul(LuaValue a, double b) {
        return a instanceof LuaDouble x ? new LuaDouble(x.v * b) : other(a, new LuaDouble(b), MUL);
    }

    /** {@code a * b} with a number on the left. */
    public static LuaValue mul(double a, LuaValue b) {
        return b instanceof LuaDouble y ? new LuaDouble(a * y.v) : other(new LuaDouble(a), b, MUL);
    }

    /** {@code a / b} with a number on the right. */
    public static LuaValue div(LuaValue a, double b) {
        return a instanceof LuaDouble x ? new LuaDouble(x.v / b) : other(a, new LuaDouble(b), DIV);
    }

    /** {@code a / b} with a number on the left. */
    public static LuaValue div(double a, LuaValue b) {
        return b instanceof LuaDouble y ? new LuaDouble(a / y.v) : other(new LuaDouble(a), b, DIV);
    }

    /** {@code a % b} with a number on the right. */
    public static LuaValue mod(LuaValue a, double b) {
        return a instanceof LuaDouble x ? new LuaDouble(mod(x.v, b)) : other(a, new LuaDouble(b), MOD);
    }

    /** {@code a % b} with a number on the left. */
    public static LuaValue mod(double a, LuaValue b) {
        return b instanceof LuaDouble y ? new LuaDouble(mod(a, y.v)) : other(new LuaDouble(a), b, MOD);
    }

    /** {@code a ^ b} with a number on the right. */
    public static LuaValue pow(LuaValue a, double b) {
        return a instanceof LuaDouble x ? new LuaDouble(pow(x.v, b)) : other(a, new LuaDouble(b), POW);
    }

    /** {@code a ^ b} with a number on the left. */
    public static LuaValue pow(double a, LuaValue b) {
        return b instanceof LuaDouble y ? new LuaDouble(pow(a, y.v)) : other(new LuaDouble(a), b, POW);
    }

    /** {@code -a}. */
    public static LuaValue neg(LuaValue a) {
        return a instanceof LuaDouble x ? new LuaDouble(-x.v) : other(a, a, NEG);
    }

    /** An operation whose operands are not both numbers of the usual form. */
    public static LuaValue other(LuaValue a, LuaValue b, int operation) {
        LuaValue x = Conversions.toNumber(a);
        LuaValue y = Conversions.toNumber(b);
        if (x instanceof LuaNumber && y instanceof LuaNumber) {
            return new LuaDouble(compute(operation, x.todouble(), y.todouble()));
        }
        LuaValue handler = Metatables.metamethod(a, EVENTS[operation]);
        if (handler == LuaValue.NIL) {
            handler = Metatables.metamethod(b, EVENTS[operation]);
        }
        if (handler == LuaValue.NIL) {
            throw Errors.arithmetic(a, b);
        }
        return Calls.first(Calls.metamethod(handler).call2(handler, a, b));
    }
}
