package org.emilua.lua.compiler;

import java.lang.classfile.Label;
import org.emilua.lua.code.Arithmetic;
import org.emilua.lua.syntax.Expr;
import org.emilua.lua.syntax.Operator;

/** Writes arithmetic: on doubles where the operands are numbers, by a call where they turn out to be something else. */
final class Operators {

    private final Emitter emitter;
    private final Expressions expressions;

    Operators(Emitter emitter, Expressions expressions) {
        this.emitter = emitter;
        this.expressions = expressions;
    }

    /** Leaves the result in the form that {@link Kinds} says. */
    void arithmetic(Expr.Binary e) {
        Kind kind = emitter.kinds.of(e);
        switch (kind) {
            case INTEGER -> integers(e);
            case NUMBER -> {
                expressions.emitAs(e.left(), Kind.NUMBER);
                expressions.emitAs(e.right(), Kind.NUMBER);
                compute(e.operator());
            }
            default -> guarded(e, false);
        }
    }

    private void integers(Expr.Binary e) {
        expressions.emit(e.left());
        long constant = e.right() instanceof Expr.Num number ? (long) number.value() : 0;
        emitter.code.loadConstant(constant);
        switch (e.operator()) {
            case ADD -> emitter.code.ladd();
            case SUB -> emitter.code.lsub();
            default -> emitter.invokeStatic(Types.of(Math.class), "floorMod", Types.LONG, Types.LONG, Types.LONG);
        }
    }

    private void compute(Operator operator) {
        switch (operator) {
            case ADD -> emitter.code.dadd();
            case SUB -> emitter.code.dsub();
            case MUL -> emitter.code.dmul();
            case DIV -> emitter.code.ddiv();
            case MOD -> emitter.arithmetic("mod", Types.DOUBLE, Types.DOUBLE, Types.DOUBLE);
            case POW -> emitter.arithmetic("pow", Types.DOUBLE, Types.DOUBLE, Types.DOUBLE);
            default -> throw new IllegalStateException("no arithmetic: " + operator);
        }
    }

    /** Leaves a {@code LuaValue}. */
    void boxedArithmetic(Expr.Binary e) {
        Kind kind = emitter.kinds.of(e);
        if (kind.isNumeric()) {
            arithmetic(e);
            emitter.box(kind);
        } else if (isDirect(e.left()) && isDirect(e.right())) {
            direct(e);
        } else {
            guarded(e, true);
        }
    }

    private boolean isDirect(Expr operand) {
        Kind kind = emitter.kinds.of(operand);
        return kind == Kind.BOXED || kind == Kind.NUMBER;
    }

    /** One call does it all. */
    private void direct(Expr.Binary e) {
        Kind left = expressions.emit(e.left());
        Kind right = expressions.emit(e.right());
        emitter.site(e);
        emitter.arithmetic(
                e.operator().name().toLowerCase(java.util.Locale.ROOT),
                Types.VALUE,
                left == Kind.NUMBER ? Types.DOUBLE : Types.VALUE,
                right == Kind.NUMBER ? Types.DOUBLE : Types.VALUE);
    }

    private void guarded(Expr.Binary e, boolean boxed) {
        int mark = emitter.mark();
        Held left = expressions.hold(e.left());
        Held right = expressions.hold(e.right());
        Label slow = emitter.label();
        Label end = emitter.label();
        left.requireNumber(emitter, slow);
        right.requireNumber(emitter, slow);
        if (!boxed) {
            emitter.code.aconst_null();
        }
        left.pushNumber(emitter);
        right.pushNumber(emitter);
        compute(e.operator());
        if (boxed) {
            emitter.box(Kind.NUMBER);
        }
        emitter.code.goto_(end);
        emitter.bind(slow);
        left.pushBoxed(emitter);
        right.pushBoxed(emitter);
        other(e, operation(e.operator()), boxed);
        emitter.bind(end);
        emitter.release(mark);
    }

    private void other(Object site, int operation, boolean boxed) {
        emitter.code.loadConstant(operation);
        emitter.site(site);
        emitter.arithmetic("other", Types.VALUE, Types.VALUE, Types.VALUE, Types.INT);
        if (!boxed) {
            emitter.convert(Kind.BOXED, Kind.DUAL);
        }
    }

    private static int operation(Operator operator) {
        return switch (operator) {
            case ADD -> Arithmetic.ADD;
            case SUB -> Arithmetic.SUB;
            case MUL -> Arithmetic.MUL;
            case DIV -> Arithmetic.DIV;
            case MOD -> Arithmetic.MOD;
            case POW -> Arithmetic.POW;
            default -> throw new IllegalStateException("no arithmetic: " + operator);
        };
    }

    /** A minus sign or a length, in the form that {@link Kinds} says. */
    void unary(Expr.Unary e) {
        if (e.operator() == Operator.LEN) {
            length(e);
        } else if (emitter.kinds.of(e.operand()).isNumeric()) {
            expressions.emitAs(e.operand(), Kind.NUMBER);
            emitter.code.dneg();
        } else {
            negation(e);
        }
    }

    private void length(Expr.Unary e) {
        int mark = emitter.mark();
        expressions.emitBoxed(e.operand());
        Held operand = expressions.keep(Kind.BOXED);
        operand.push(emitter);
        emitter.operation("plainLength", Types.DOUBLE, Types.VALUE);
        Held length = expressions.keep(Kind.NUMBER);
        Label slow = emitter.label();
        Label end = emitter.label();
        length.push(emitter);
        emitter.code.dconst_0();
        emitter.code.dcmpl();
        emitter.code.iflt(slow);
        emitter.code.aconst_null();
        length.push(emitter);
        emitter.code.goto_(end);
        emitter.bind(slow);
        operand.push(emitter);
        emitter.site(e);
        emitter.operation("length", Types.VALUE, Types.VALUE);
        emitter.convert(Kind.BOXED, Kind.DUAL);
        emitter.bind(end);
        emitter.release(mark);
    }

    private void negation(Expr.Unary e) {
        int mark = emitter.mark();
        Held operand = expressions.hold(e.operand());
        Label slow = emitter.label();
        Label end = emitter.label();
        operand.requireNumber(emitter, slow);
        emitter.code.aconst_null();
        operand.pushNumber(emitter);
        emitter.code.dneg();
        emitter.code.goto_(end);
        emitter.bind(slow);
        operand.pushBoxed(emitter);
        emitter.code.dup();
        other(e, Arithmetic.NEG, false);
        emitter.bind(end);
        emitter.release(mark);
    }
}
