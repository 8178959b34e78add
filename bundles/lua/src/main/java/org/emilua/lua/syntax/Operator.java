package org.emilua.lua.syntax;

/** Lua's operators, without {@code and}, {@code or} and {@code ..}, which have expressions of their own. */
public enum Operator {
    ADD, SUB, MUL, DIV, MOD, POW, EQ, NE, LT, LE, GT, GE, NEG, NOT, LEN;

    /** Whether the operands are numbers unless a metamethod says otherwise. */
    public boolean isArithmetic() {
        return compareTo(POW) <= 0;
    }
}
