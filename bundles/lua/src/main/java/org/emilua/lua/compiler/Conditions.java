package org.emilua.lua.compiler;

import java.lang.classfile.Label;
import org.emilua.lua.syntax.Expr;
import org.emilua.lua.syntax.Operator;

/** Writes conditions as jumps. */
final class Conditions {

    private final Emitter emitter;
    private final Expressions expressions;

    Conditions(Emitter emitter, Expressions expressions) {
        this.emitter = emitter;
        this.expressions = expressions;
    }

    /** Leaves true or false as a {@code LuaValue}. */
    void value(Expr condition) {
        Label isFalse = emitter.label();
        Label end = emitter.label();
        jumpUnless(condition, isFalse);
        emitter.bool(true);
        emitter.code.goto_(end);
        emitter.bind(isFalse);
        emitter.bool(false);
        emitter.bind(end);
    }

    /** Goes to a label if the condition does not hold. */
    void jumpUnless(Expr condition, Label target) {
        jump(condition, false, target);
    }

    private void jump(Expr condition, boolean when, Label target) {
        switch (condition) {
            case Expr.Nil e -> always(!when, target);
            case Expr.Bool e -> always(e.value() == when, target);
            case Expr.Num e -> always(when, target);
            case Expr.Str e -> always(when, target);
            case Expr.Paren e when !emitter.kinds.isMulti(e.inner()) -> jump(e.inner(), when, target);
            case Expr.Unary e when e.operator() == Operator.NOT -> jump(e.operand(), !when, target);
            case Expr.And e -> both(e.left(), e.right(), when, target);
            case Expr.Or e -> either(e.left(), e.right(), when, target);
            case Expr.Binary e when e.operator() == Operator.EQ -> equal(e, when, target);
            case Expr.Binary e when e.operator() == Operator.NE -> equal(e, !when, target);
            case Expr.Binary e when !e.operator().isArithmetic() -> order(e, when, target);
            default -> truth(condition, when, target);
        }
    }

    private void always(boolean jumps, Label target) {
        if (jumps) {
            emitter.code.goto_(target);
        }
    }

    private void both(Expr left, Expr right, boolean when, Label target) {
        if (when) {
            Label end = emitter.label();
            jump(left, false, end);
            jump(right, true, target);
            emitter.bind(end);
        } else {
            jump(left, false, target);
            jump(right, false, target);
        }
    }

    private void either(Expr left, Expr right, boolean when, Label target) {
        if (when) {
            jump(left, true, target);
            jump(right, true, target);
        } else {
            Label end = emitter.label();
            jump(left, true, end);
            jump(right, false, target);
            emitter.bind(end);
        }
    }

    private void truth(Expr condition, boolean when, Label target) {
        Kind kind = expressions.emit(condition);
        switch (kind) {
            case NUMBER, INTEGER -> {
                emitter.code.pop2();
                always(when, target);
            }
            case DUAL -> {
                emitter.code.pop2();
                emitter.operation("isNumberOrTrue", Types.BOOLEAN, Types.VALUE);
                branch(when, target);
            }
            case BOXED, CELL -> {
                emitter.operation("isTrue", Types.BOOLEAN, Types.VALUE);
                branch(when, target);
            }
        }
    }

    /** Jumps on the boolean on the operand stack. */
    private void branch(boolean when, Label target) {
        if (when) {
            emitter.code.ifne(target);
        } else {
            emitter.code.ifeq(target);
        }
    }

    // ---- equality

    private void equal(Expr.Binary e, boolean when, Label target) {
        if (isSimpleConstant(e.right())) {
            constant(e.left(), e.right(), when, target);
        } else if (isSimpleConstant(e.left())) {
            constant(e.right(), e.left(), when, target);
        } else if (e.right() instanceof Expr.Str string) {
            expressions.emitBoxed(e.left());
            emitter.constant(string.value(), Types.STRING);
            emitter.operation("equal", Types.BOOLEAN, Types.VALUE, Types.STRING);
            branch(when, target);
        } else {
            compare(e, when, target);
        }
    }

    private static boolean isSimpleConstant(Expr expr) {
        return expr instanceof Expr.Nil || expr instanceof Expr.Bool;
    }

    private void constant(Expr value, Expr constant, boolean when, Label target) {
        expressions.emitBoxed(value);
        if (constant instanceof Expr.Bool bool) {
            emitter.bool(bool.value());
        } else {
            emitter.nil();
        }
        if (when) {
            emitter.code.if_acmpeq(target);
        } else {
            emitter.code.if_acmpne(target);
        }
    }

    private void compare(Expr.Binary e, boolean when, Label target) {
        Kind left = emitter.kinds.of(e.left());
        Kind right = emitter.kinds.of(e.right());
        if (left.isNumeric() && right.isNumeric()) {
            numbers(e, when, target);
        } else if (left.isNumeric() || right.isNumeric()) {
            equalToNumber(left.isNumeric() ? e.right() : e.left(), left.isNumeric() ? e.left() : e.right(), when, target);
        } else {
            expressions.emitBoxed(e.left());
            expressions.emitBoxed(e.right());
            emitter.site(e);
            emitter.operation("equal", Types.BOOLEAN, Types.VALUE, Types.VALUE);
            branch(when, target);
        }
    }

    private void equalToNumber(Expr value, Expr number, boolean when, Label target) {
        Kind kind = expressions.emit(value);
        expressions.emitAs(number, Kind.NUMBER);
        if (kind == Kind.DUAL) {
            emitter.operation("equal", Types.BOOLEAN, Types.VALUE, Types.DOUBLE, Types.DOUBLE);
        } else {
            emitter.operation("equal", Types.BOOLEAN, Types.VALUE, Types.DOUBLE);
        }
        branch(when, target);
    }

    // ---- order

    private void order(Expr.Binary e, boolean when, Label target) {
        Kind left = emitter.kinds.of(e.left());
        Kind right = emitter.kinds.of(e.right());
        if (left.isNumeric() && right.isNumeric()) {
            numbers(e, when, target);
        } else if (left != Kind.DUAL && right != Kind.DUAL && left != Kind.INTEGER && right != Kind.INTEGER) {
            expressions.emit(e.left());
            expressions.emit(e.right());
            emitter.site(e);
            emitter.operation(name(e.operator()), Types.BOOLEAN, operand(left), operand(right));
            branch(when, target);
        } else {
            guarded(e, when, target);
        }
    }

    private static java.lang.constant.ClassDesc operand(Kind kind) {
        return kind == Kind.NUMBER ? Types.DOUBLE : Types.VALUE;
    }

    private static String name(Operator operator) {
        return switch (operator) {
            case LT -> "lessThan";
            case LE -> "lessOrEqual";
            case GT -> "greaterThan";
            case GE -> "greaterOrEqual";
            default -> throw new IllegalStateException("no order: " + operator);
        };
    }

    private void numbers(Expr.Binary e, boolean when, Label target) {
        if (emitter.kinds.of(e.left()) == Kind.INTEGER && emitter.kinds.of(e.right()) == Kind.INTEGER) {
            expressions.emit(e.left());
            expressions.emit(e.right());
            emitter.code.lcmp();
            jumpOn(e.operator(), when, target);
            return;
        }
        expressions.emitAs(e.left(), Kind.NUMBER);
        expressions.emitAs(e.right(), Kind.NUMBER);
        doubles(e.operator(), when, target);
    }

    /** Compares the two doubles on the operand stack; no comparison but that for inequality holds for NaN. */
    private void doubles(Operator operator, boolean when, Label target) {
        if (operator == Operator.LT || operator == Operator.LE) {
            emitter.code.dcmpg();
        } else {
            emitter.code.dcmpl();
        }
        jumpOn(operator, when, target);
    }

    private void jumpOn(Operator operator, boolean when, Label target) {
        switch (operator) {
            case LT -> {
                if (when) {
                    emitter.code.iflt(target);
                } else {
                    emitter.code.ifge(target);
                }
            }
            case LE -> {
                if (when) {
                    emitter.code.ifle(target);
                } else {
                    emitter.code.ifgt(target);
                }
            }
            case GT -> {
                if (when) {
                    emitter.code.ifgt(target);
                } else {
                    emitter.code.ifle(target);
                }
            }
            case GE -> {
                if (when) {
                    emitter.code.ifge(target);
                } else {
                    emitter.code.iflt(target);
                }
            }
            default -> { // EQ, and NE with the jump's sense turned round already
                if (when) {
                    emitter.code.ifeq(target);
                } else {
                    emitter.code.ifne(target);
                }
            }
        }
    }

    private void guarded(Expr.Binary e, boolean when, Label target) {
        int mark = emitter.mark();
        Held left = expressions.hold(e.left());
        Held right = expressions.hold(e.right());
        Label slow = emitter.label();
        Label end = emitter.label();
        left.requireNumber(emitter, slow);
        right.requireNumber(emitter, slow);
        left.pushNumber(emitter);
        right.pushNumber(emitter);
        doubles(e.operator(), when, target);
        emitter.code.goto_(end);
        emitter.bind(slow);
        left.pushBoxed(emitter);
        right.pushBoxed(emitter);
        emitter.site(e);
        emitter.operation(name(e.operator()), Types.BOOLEAN, Types.VALUE, Types.VALUE);
        branch(when, target);
        emitter.bind(end);
        emitter.release(mark);
    }
}
