package org.emilua.lua.interpreter;

import org.emilua.lua.code.Arithmetic;
import org.emilua.lua.code.Concatenation;
import org.emilua.lua.code.Frame;
import org.emilua.lua.code.Operations;
import org.emilua.lua.syntax.Expr;
import org.luaj.vm2.LuaValue;

/** Operators. */
final class Operators {

    private Operators() {}

    static Node binary(Expr.Binary e, Node left, Node right) {
        return switch (e.operator()) {
            case ADD -> new Add(e, left, right);
            case SUB -> new Sub(e, left, right);
            case MUL -> new Mul(e, left, right);
            case DIV -> new Div(e, left, right);
            case MOD -> new Mod(e, left, right);
            case POW -> new Pow(e, left, right);
            case EQ -> new Equal(e, left, right, true);
            case NE -> new Equal(e, left, right, false);
            case LT -> new Less(e, left, right, false);
            case GT -> new Less(e, left, right, true);
            case LE -> new LessOrEqual(e, left, right, false);
            case GE -> new LessOrEqual(e, left, right, true);
            default -> throw new IllegalStateException("not binary: " + e.operator());
        };
    }

    static Node unary(Expr.Unary e, Node operand) {
        return switch (e.operator()) {
            case NEG -> new Negate(e, operand);
            case NOT -> new Not(operand);
            case LEN -> new Length(e, operand);
            default -> throw new IllegalStateException("not unary: " + e.operator());
        };
    }

    private abstract static class Binary extends Node {
        final Expr.Binary site;
        final Node left;
        final Node right;

        Binary(Expr.Binary site, Node left, Node right) {
            this.site = site;
            this.left = left;
            this.right = right;
        }
    }

    private static final class Add extends Binary {
        Add(Expr.Binary site, Node left, Node right) {
            super(site, left, right);
        }

        @Override
        LuaValue eval(Frame frame) {
            LuaValue a = left.eval(frame);
            LuaValue b = right.eval(frame);
            frame.site = site;
            return Arithmetic.add(a, b);
        }
    }

    private static final class Sub extends Binary {
        Sub(Expr.Binary site, Node left, Node right) {
            super(site, left, right);
        }

        @Override
        LuaValue eval(Frame frame) {
            LuaValue a = left.eval(frame);
            LuaValue b = right.eval(frame);
            frame.site = site;
            return Arithmetic.sub(a, b);
        }
    }

    private static final class Mul extends Binary {
        Mul(Expr.Binary site, Node left, Node right) {
            super(site, left, right);
        }

        @Override
        LuaValue eval(Frame frame) {
            LuaValue a = left.eval(frame);
            LuaValue b = right.eval(frame);
            frame.site = site;
            return Arithmetic.mul(a, b);
        }
    }

    private static final class Div extends Binary {
        Div(Expr.Binary site, Node left, Node right) {
            super(site, left, right);
        }

        @Override
        LuaValue eval(Frame frame) {
            LuaValue a = left.eval(frame);
            LuaValue b = right.eval(frame);
            frame.site = site;
            return Arithmetic.div(a, b);
        }
    }

    private static final class Mod extends Binary {
        Mod(Expr.Binary site, Node left, Node right) {
            super(site, left, right);
        }

        @Override
        LuaValue eval(Frame frame) {
            LuaValue a = left.eval(frame);
            LuaValue b = right.eval(frame);
            frame.site = site;
            return Arithmetic.mod(a, b);
        }
    }

    private static final class Pow extends Binary {
        Pow(Expr.Binary site, Node left, Node right) {
            super(site, left, right);
        }

        @Override
        LuaValue eval(Frame frame) {
            LuaValue a = left.eval(frame);
            LuaValue b = right.eval(frame);
            frame.site = site;
            return Arithmetic.pow(a, b);
        }
    }

    /** An operator whose result is a boolean. */
    private abstract static class Relation extends Binary {
        Relation(Expr.Binary site, Node left, Node right) {
            super(site, left, right);
        }

        @Override
        final LuaValue eval(Frame frame) {
            return Operations.box(test(frame));
        }
    }

    private static final class Equal extends Relation {
        private final boolean wanted;

        Equal(Expr.Binary site, Node left, Node right, boolean wanted) {
            super(site, left, right);
            this.wanted = wanted;
        }

        @Override
        boolean test(Frame frame) {
            LuaValue a = left.eval(frame);
            LuaValue b = right.eval(frame);
            frame.site = site;
            return Operations.equal(a, b) == wanted;
        }
    }

    private static final class Less extends Relation {
        private final boolean swapped;

        Less(Expr.Binary site, Node left, Node right, boolean swapped) {
            super(site, left, right);
            this.swapped = swapped;
        }

        @Override
        boolean test(Frame frame) {
            LuaValue a = left.eval(frame);
            LuaValue b = right.eval(frame);
            frame.site = site;
            return swapped ? Operations.lessThan(b, a) : Operations.lessThan(a, b);
        }
    }

    private static final class LessOrEqual extends Relation {
        private final boolean swapped;

        LessOrEqual(Expr.Binary site, Node left, Node right, boolean swapped) {
            super(site, left, right);
            this.swapped = swapped;
        }

        @Override
        boolean test(Frame frame) {
            LuaValue a = left.eval(frame);
            LuaValue b = right.eval(frame);
            frame.site = site;
            return swapped ? Operations.lessOrEqual(b, a) : Operations.lessOrEqual(a, b);
        }
    }

    private static final class Negate extends Node {
        private final Expr.Unary site;
        private final Node operand;

        Negate(Expr.Unary site, Node operand) {
            this.site = site;
            this.operand = operand;
        }

        @Override
        LuaValue eval(Frame frame) {
            LuaValue value = operand.eval(frame);
            frame.site = site;
            return Arithmetic.neg(value);
        }
    }

    private static final class Not extends Node {
        private final Node operand;

        Not(Node operand) {
            this.operand = operand;
        }

        @Override
        LuaValue eval(Frame frame) {
            return Operations.box(!operand.test(frame));
        }

        @Override
        boolean test(Frame frame) {
            return !operand.test(frame);
        }
    }

    private static final class Length extends Node {
        private final Expr.Unary site;
        private final Node operand;

        Length(Expr.Unary site, Node operand) {
            this.site = site;
            this.operand = operand;
        }

        @Override
        LuaValue eval(Frame frame) {
            LuaValue value = operand.eval(frame);
            frame.site = site;
            return Operations.length(value);
        }
    }

    static final class Concat extends Node {
        private final Expr.Concat site;
        private final Node[] operands;

        Concat(Expr.Concat site, Node[] operands) {
            this.site = site;
            this.operands = operands;
        }

        @Override
        LuaValue eval(Frame frame) {
            LuaValue[] values = new LuaValue[operands.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = operands[i].eval(frame);
            }
            frame.site = site;
            return Concatenation.concat(values);
        }
    }

    static final class And extends Node {
        private final Node left;
        private final Node right;

        And(Node left, Node right) {
            this.left = left;
            this.right = right;
        }

        @Override
        LuaValue eval(Frame frame) {
            LuaValue value = left.eval(frame);
            return Operations.isTrue(value) ? right.eval(frame) : value;
        }

        @Override
        boolean test(Frame frame) {
            return left.test(frame) && right.test(frame);
        }
    }

    static final class Or extends Node {
        private final Node left;
        private final Node right;

        Or(Node left, Node right) {
            this.left = left;
            this.right = right;
        }

        @Override
        LuaValue eval(Frame frame) {
            LuaValue value = left.eval(frame);
            return Operations.isTrue(value) ? value : right.eval(frame);
        }

        @Override
        boolean test(Frame frame) {
            return left.test(frame) || right.test(frame);
        }
    }
}
