package org.emilua.lua.compiler;

import java.lang.classfile.Label;
import java.util.List;
import org.emilua.lua.syntax.Expr;
import org.emilua.lua.syntax.FunctionBody;
import org.emilua.lua.syntax.Local;
import org.emilua.lua.syntax.Upvalue;

/** Writes expressions: what reads variables and fields, and what makes values. */
final class Expressions {

    private final Emitter emitter;
    private final Operators operators;
    private final Conditions conditions;
    private final CallEmitter calls;
    private final Tables tables;

    Expressions(Emitter emitter) {
        this.emitter = emitter;
        operators = new Operators(emitter, this);
        conditions = new Conditions(emitter, this);
        calls = new CallEmitter(emitter, this);
        tables = new Tables(emitter, this);
    }

    CallEmitter calls() {
        return calls;
    }

    Conditions conditions() {
        return conditions;
    }

    // ---- results

    /** Leaves the value on the operand stack in the form that suits it best, and tells which. */
    Kind emit(Expr expr) {
        switch (expr) {
            case Expr.Num e -> emitter.code.loadConstant(e.value());
            case Expr.LocalVar e when !e.local().isCell() -> emitter.load(emitter.kinds.of(e.local()), emitter.slotOf(e.local()));
            case Expr.Binary e when e.operator().isArithmetic() -> operators.arithmetic(e);
            case Expr.Unary e when emitter.kinds.of(e) != Kind.BOXED -> operators.unary(e);
            case Expr.Paren e when !emitter.kinds.isMulti(e.inner()) -> emit(e.inner());
            case Expr.Or e when emitter.kinds.isChoice(e) -> choice(e);
            case Expr.Call e when emitter.kinds.of(e) == Kind.NUMBER -> calls.number(e);
            default -> emitBoxed(expr);
        }
        return emitter.kinds.of(expr);
    }

    /** Leaves a {@code LuaValue} on the operand stack. */
    void emitBoxed(Expr expr) {
        switch (expr) {
            case Expr.Nil e -> emitter.nil();
            case Expr.Bool e -> emitter.bool(e.value());
            case Expr.Num e -> emitter.boxedNumber(e.value());
            case Expr.Str e -> emitter.constant(e.value(), Types.STRING);
            case Expr.Dots e -> {
                emitter.code.aload(varargsSlot);
                emitter.code.invokevirtual(Types.VALUES, "arg1", Types.method(Types.VALUE));
            }
            case Expr.Function e -> closure(e.body());
            case Expr.LocalVar e -> local(e.local());
            case Expr.UpvalueVar e -> upvalue(e.upvalue());
            case Expr.Global e -> global(e);
            case Expr.Index e -> index(e);
            case Expr.Call e when emitter.kinds.of(e) == Kind.NUMBER -> emitter.box(emit(e));
            case Expr.Call e -> calls.first(e);
            case Expr.MethodCall e -> calls.first(e);
            case Expr.Binary e when e.operator().isArithmetic() -> operators.boxedArithmetic(e);
            case Expr.Binary e -> conditions.value(e);
            case Expr.Concat e -> concat(e);
            case Expr.Unary e -> unary(e);
            case Expr.And e -> shortCut(e.left(), e.right(), false);
            case Expr.Or e when emitter.kinds.isChoice(e) -> emitter.box(emit(e));
            case Expr.Or e -> shortCut(e.left(), e.right(), true);
            case Expr.Paren e -> emitBoxed(e.inner());
            case Expr.Table e -> tables.emit(e);
        }
    }

    /** Leaves the value on the operand stack as a kind. */
    void emitAs(Expr expr, Kind kind) {
        if (kind == Kind.BOXED) {
            emitBoxed(expr);
        } else {
            emitter.convert(emit(expr), kind);
        }
    }

    /** Evaluates an expression and says where the value is. Variables stay where they are. */
    Held hold(Expr expr) {
        if (expr instanceof Expr.Num number) {
            return Held.constant(number.value());
        }
        if (expr instanceof Expr.LocalVar variable && !variable.local().isCell()) {
            return Held.variable(emitter.kinds.of(variable.local()), emitter.slotOf(variable.local()));
        }
        if (expr instanceof Expr.Paren paren && !emitter.kinds.isMulti(paren.inner())) {
            return hold(paren.inner());
        }
        return keep(emit(expr));
    }

    /** Takes a value from the operand stack into a JVM variable. */
    Held keep(Kind kind) {
        int slot = emitter.slot(Emitter.width(kind));
        emitter.store(kind, slot);
        return Held.variable(kind, slot);
    }

    // ---- variables

    private int varargsSlot = -1;

    void varargsIn(int slot) {
        varargsSlot = slot;
    }

    int varargsSlot() {
        return varargsSlot;
    }

    private void local(Local local) {
        if (local.isCell()) {
            emitter.code.aload(emitter.slotOf(local));
            emitter.code.getfield(Types.CELL, "value", Types.VALUE);
        } else {
            Kind kind = emitter.kinds.of(local);
            emitter.load(kind, emitter.slotOf(local));
            emitter.box(kind);
        }
    }

    private void upvalue(Upvalue upvalue) {
        if (upvalue.isSelf(emitter.body)) {
            emitter.code.aload(1);
            return;
        }
        captured(upvalue.index());
        if (upvalue.isCell()) {
            emitter.code.checkcast(Types.CELL);
            emitter.code.getfield(Types.CELL, "value", Types.VALUE);
        } else {
            emitter.code.checkcast(Types.VALUE);
        }
    }

    /** Pushes what the function captured: a cell or a value. */
    void captured(int index) {
        emitter.code.aload(1);
        if (index < 4) {
            emitter.code.getfield(Types.CLOSURE, "u" + index, Types.OBJECT);
        } else {
            emitter.code.getfield(Types.CLOSURE, "further", Types.OBJECT.arrayType());
            emitter.code.loadConstant(index - 4);
            emitter.code.aaload();
        }
    }

    void environment() {
        emitter.code.aload(1);
        emitter.code.getfield(Types.CLOSURE, "environment", Types.TABLE);
    }

    private void global(Expr.Global e) {
        environment();
        emitter.field(e.name(), e);
    }

    private void index(Expr.Index e) {
        emitBoxed(e.object());
        if (e.key() instanceof Expr.Str key) {
            emitter.field(key.value(), e);
            return;
        }
        Kind kind = key(e.key());
        emitter.site(e);
        switch (kind) {
            case BOXED, CELL -> emitter.operation("index", Types.VALUE, Types.VALUE, Types.VALUE);
            case NUMBER -> emitter.operation("index", Types.VALUE, Types.VALUE, Types.DOUBLE);
            case INTEGER -> emitter.operation("index", Types.VALUE, Types.VALUE, Types.LONG);
            case DUAL -> emitter.operation("index", Types.VALUE, Types.VALUE, Types.VALUE, Types.DOUBLE);
        }
    }

    /** Leaves the key of a field that has no constant name; a constant integer as one. */
    Kind key(Expr key) {
        if (key instanceof Expr.Num number && number.value() == (int) number.value()) {
            emitter.code.loadConstant((long) number.value());
            return Kind.INTEGER;
        }
        return emit(key);
    }

    private void concat(Expr.Concat e) {
        List<Expr> operands = e.operands();
        if (operands.size() == 2) {
            emitBoxed(operands.get(0));
            emitBoxed(operands.get(1));
            emitter.site(e);
            emitter.invokeStatic(Types.CONCATENATION, "concat", Types.VALUE, Types.VALUE, Types.VALUE);
            return;
        }
        array(operands);
        emitter.site(e);
        emitter.invokeStatic(Types.CONCATENATION, "concat", Types.VALUE, Types.VALUE_ARRAY);
    }

    /** Pushes an array of the expressions' values. */
    void array(List<Expr> values) {
        emitter.code.loadConstant(values.size());
        emitter.code.anewarray(Types.VALUE);
        for (int i = 0; i < values.size(); i++) {
            emitter.code.dup();
            emitter.code.loadConstant(i);
            emitBoxed(values.get(i));
            emitter.code.aastore();
        }
    }

    private void unary(Expr.Unary e) {
        switch (e.operator()) {
            case NOT -> conditions.value(e);
            case LEN -> {
                emitBoxed(e.operand());
                emitter.site(e);
                emitter.operation("length", Types.VALUE, Types.VALUE);
            }
            default -> emitter.box(emit(e));
        }
    }

    // ---- and, or

    private void shortCut(Expr left, Expr right, boolean keepTrue) {
        Label end = emitter.label();
        emitBoxed(left);
        emitter.code.dup();
        emitter.operation("isTrue", Types.BOOLEAN, Types.VALUE);
        if (keepTrue) {
            emitter.code.ifne(end);
        } else {
            emitter.code.ifeq(end);
        }
        emitter.code.pop();
        emitBoxed(right);
        emitter.bind(end);
    }

    /** {@code condition and number or other}. */
    private void choice(Expr.Or e) {
        Kind kind = emitter.kinds.of(e);
        if (!(e.left() instanceof Expr.And and)) {
            throw new IllegalStateException("no choice");
        }
        Label otherwise = emitter.label();
        Label end = emitter.label();
        conditions.jumpUnless(and.left(), otherwise);
        emitAs(and.right(), kind);
        emitter.code.goto_(end);
        emitter.bind(otherwise);
        emitAs(e.right(), kind);
        emitter.bind(end);
    }

    // ---- functions

    /** Pushes a new closure of an inner function. */
    void closure(FunctionBody made) {
        emitter.constant(made, Types.BODY);
        environment();
        emitter.invokeStatic(Types.LINKAGE, "closure", Types.CLOSURE, Types.BODY, Types.TABLE);
        for (Upvalue upvalue : made.upvalues) {
            emitter.code.dup();
            if (upvalue.index() < 4) {
                capture(upvalue);
                emitter.code.putfield(Types.CLOSURE, "u" + upvalue.index(), Types.OBJECT);
            } else {
                emitter.code.getfield(Types.CLOSURE, "further", Types.OBJECT.arrayType());
                emitter.code.loadConstant(upvalue.index() - 4);
                capture(upvalue);
                emitter.code.aastore();
            }
        }
    }

    private void capture(Upvalue upvalue) {
        if (!upvalue.fromLocal()) {
            if (emitter.body.upvalues.get(upvalue.outer()).isSelf(emitter.body)) {
                emitter.code.aload(1);
            } else {
                captured(upvalue.outer());
            }
        } else if (!emitter.isDeclared(upvalue.local())) {
            emitter.code.aconst_null(); // the function that a local function is about to name
        } else if (upvalue.isCell()) {
            emitter.code.aload(emitter.slotOf(upvalue.local()));
        } else {
            local(upvalue.local());
        }
    }
}
