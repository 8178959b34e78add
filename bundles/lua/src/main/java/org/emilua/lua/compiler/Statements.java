package org.emilua.lua.compiler;

import java.lang.classfile.Label;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.emilua.lua.syntax.Expr;
import org.emilua.lua.syntax.Local;
import org.emilua.lua.syntax.Stat;
import org.emilua.lua.syntax.Upvalue;
import org.jspecify.annotations.Nullable;

/** Writes statements, loops apart. */
final class Statements {

    /** Leaves a method in the middle of it. */
    interface Exit {

        /** With the values of a return on the operand stack. */
        void withValues();

        /** To a label outside of what the method covers. */
        void to(Stat.Label label);
    }

    private final Emitter emitter;
    private final Expressions expressions;
    private final CallEmitter calls;
    private final Loops loops;
    private final Exit exit;
    private final Map<Stat.Label, Label> labels = new HashMap<>();
    private final Deque<Label> breaks = new ArrayDeque<>();
    private @Nullable Label start;

    Statements(Emitter emitter, Expressions expressions, Exit exit) {
        this.emitter = emitter;
        this.expressions = expressions;
        this.exit = exit;
        calls = expressions.calls();
        loops = new Loops(emitter, expressions, this);
    }

    Loops loops() {
        return loops;
    }

    /** Where the function begins anew when it ends in a call of itself. */
    void beginsAt(Label label) {
        start = label;
    }

    private void labels(List<Stat> statements) {
        for (Stat statement : statements) {
            if (statement instanceof Stat.Label label) {
                labels.put(label, emitter.label());
            }
        }
    }

    void block(List<Stat> statements) {
        labels(statements);
        for (Stat statement : statements) {
            emit(statement);
        }
    }

    /** The statements of a function. What may come back to it asks whether to go on just before it first calls something. */
    void functionBody(List<Stat> statements) {
        int calling = CallFinder.firstIn(statements);
        labels(statements);
        for (int i = 0; i < statements.size(); i++) {
            if (i == calling) {
                emitter.pollCall();
            }
            emit(statements.get(i));
        }
    }

    /** The body of a loop, which a {@code break} leaves to {@code end}. */
    void loopBody(List<Stat> body, Label end) {
        breaks.push(end);
        int mark = emitter.mark();
        block(body);
        emitter.release(mark);
        breaks.pop();
    }

    void beginLoop(Label end) {
        breaks.push(end);
    }

    void endLoop() {
        breaks.pop();
    }

    private void scoped(List<Stat> body) {
        int mark = emitter.mark();
        block(body);
        emitter.release(mark);
    }

    private void emit(Stat statement) {
        switch (statement) {
            case Stat.LocalDeclaration s -> declaration(s);
            case Stat.LocalFunction s -> localFunction(s);
            case Stat.Assignment s -> assignment(s);
            case Stat.CallStatement s -> temporary(() -> calls.drop(s.call()));
            case Stat.Do s -> scoped(s.body());
            case Stat.While s -> loops.whileLoop(s);
            case Stat.Repeat s -> loops.repeatLoop(s);
            case Stat.If s -> branches(s);
            case Stat.NumericFor s -> loops.numericFor(s);
            case Stat.GenericFor s -> loops.genericFor(s);
            case Stat.Return s -> returning(s);
            case Stat.Break s -> emitter.code.goto_(breaks.element());
            case Stat.Goto s -> jump(s);
            case Stat.Label s -> emitter.bind(labelOf(s));
        }
    }

    private Label labelOf(Stat.Label label) {
        Label known = labels.get(label);
        if (known == null) {
            throw new IllegalStateException("a label outside of its block");
        }
        return known;
    }

    private void jump(Stat.Goto s) {
        Stat.Label target = s.target();
        Label known = labels.get(target);
        if (known == null) {
            exit.to(target);
        } else {
            emitter.poll(s);
            emitter.code.goto_(known);
        }
    }

    /** What is evaluated needs its JVM variables no longer than the statement lasts. */
    private void temporary(Runnable evaluation) {
        int mark = emitter.mark();
        evaluation.run();
        emitter.release(mark);
    }

    // ---- declarations

    private void declaration(Stat.LocalDeclaration s) {
        List<Local> locals = s.locals();
        if (locals.size() == 1 && s.values().size() == 1) {
            Local local = locals.getFirst();
            Kind kind = emitter.kinds.of(local);
            temporary(() -> expressions.emitAs(s.values().getFirst(), kind == Kind.CELL ? Kind.BOXED : kind));
            define(local);
            return;
        }
        List<Held> values = adjusted(s.values(), locals.size(), false);
        for (int i = 0; i < locals.size(); i++) {
            define(locals.get(i), values.get(i));
        }
    }

    /** Defines a variable with the value on the operand stack, which has the variable's kind, a value for a cell. */
    void define(Local local) {
        Kind kind = emitter.kinds.of(local);
        if (kind == Kind.CELL) {
            emitter.invokeStatic(Types.LINKAGE, "cell", Types.CELL, Types.VALUE);
        }
        emitter.store(kind, emitter.declare(local));
    }

    /** Defines a variable with a value that is held somewhere. */
    void define(Local local, Held value) {
        Kind kind = emitter.kinds.of(local);
        value.push(emitter);
        emitter.convert(value.kind(), kind == Kind.CELL ? Kind.BOXED : kind);
        define(local);
    }

    private void localFunction(Stat.LocalFunction s) {
        Local local = s.local();
        if (!local.isCell()) {
            expressions.closure(s.function().body());
            define(local);
            return;
        }
        emitter.nil();
        define(local);
        emitter.code.aload(emitter.slotOf(local));
        expressions.closure(s.function().body());
        emitter.code.putfield(Types.CELL, "value", Types.VALUE);
    }

    /** The values of expressions, cut or filled with nil to a number. Variables are copied if something changes them soon. */
    List<Held> adjusted(List<Expr> values, int wanted, boolean copied) {
        List<Held> held = new ArrayList<>();
        boolean open = !values.isEmpty() && emitter.kinds.isMulti(values.getLast());
        int closed = open ? values.size() - 1 : values.size();
        for (int i = 0; i < closed; i++) {
            Held value = copied ? expressions.keep(expressions.emit(values.get(i))) : expressions.hold(values.get(i));
            if (i < wanted) {
                held.add(value);
            }
        }
        if (open) {
            spread(values.getLast(), wanted, held);
        }
        while (held.size() < wanted) {
            emitter.nil();
            held.add(expressions.keep(Kind.BOXED));
        }
        return held;
    }

    private void spread(Expr last, int wanted, List<Held> held) {
        int missing = wanted - held.size();
        if (missing == 1) {
            expressions.emitBoxed(last);
            held.add(expressions.keep(Kind.BOXED));
            return;
        }
        calls.all(last);
        int all = emitter.slot(1);
        emitter.code.astore(all);
        for (int i = 1; i <= missing; i++) {
            emitter.code.aload(all);
            emitter.code.loadConstant(i);
            emitter.code.invokevirtual(Types.VALUES, "arg", Types.method(Types.VALUE, Types.INT));
            held.add(expressions.keep(Kind.BOXED));
        }
    }

    // ---- assignments

    private void assignment(Stat.Assignment s) {
        if (s.targets().size() == 1 && s.values().size() == 1) {
            temporary(() -> assignOne(s.targets().getFirst(), s.values().getFirst()));
        } else {
            temporary(() -> assignAll(s));
        }
    }

    private void assignOne(Expr target, Expr value) {
        switch (target) {
            case Expr.LocalVar e when !e.local().isCell() -> {
                Kind kind = emitter.kinds.of(e.local());
                expressions.emitAs(value, kind);
                emitter.store(kind, emitter.slotOf(e.local()));
            }
            case Expr.LocalVar e -> {
                expressions.emitBoxed(value);
                emitter.code.aload(emitter.slotOf(e.local()));
                emitter.code.swap();
                emitter.code.putfield(Types.CELL, "value", Types.VALUE);
            }
            case Expr.UpvalueVar e -> {
                expressions.emitBoxed(value);
                cell(e.upvalue());
                emitter.code.swap();
                emitter.code.putfield(Types.CELL, "value", Types.VALUE);
            }
            case Expr.Global e -> {
                expressions.emitBoxed(value);
                expressions.environment();
                emitter.code.swap();
                emitter.constant(e.name(), Types.STRING);
                emitter.code.swap();
                emitter.setField(e.name(), e);
            }
            case Expr.Index e -> {
                expressions.emitBoxed(e.object());
                Kind key = key(e.key());
                expressions.emitBoxed(value);
                setIndex(e, key);
            }
            default -> throw new IllegalStateException("not assignable: " + target);
        }
    }

    private void cell(Upvalue upvalue) {
        expressions.captured(upvalue.index());
        emitter.code.checkcast(Types.CELL);
    }

    private Kind key(Expr key) {
        if (key instanceof Expr.Str name) {
            emitter.constant(name.value(), Types.STRING);
            return Kind.BOXED;
        }
        return expressions.key(key);
    }

    private void setIndex(Expr.Index e, Kind kind) {
        if (e.key() instanceof Expr.Str name) {
            emitter.setField(name.value(), e);
            return;
        }
        emitter.site(e);
        switch (kind) {
            case BOXED, CELL -> emitter.operation("setIndex", Types.VOID, Types.VALUE, Types.VALUE, Types.VALUE);
            case NUMBER -> emitter.operation("setIndex", Types.VOID, Types.VALUE, Types.DOUBLE, Types.VALUE);
            case INTEGER -> emitter.operation("setIndex", Types.VOID, Types.VALUE, Types.LONG, Types.VALUE);
            case DUAL -> emitter.operation("setIndex", Types.VOID, Types.VALUE, Types.VALUE, Types.DOUBLE, Types.VALUE);
        }
    }

    /** A target of an assignment with several: what it needs is evaluated before any value. */
    private record Target(Expr expr, @Nullable Held object, @Nullable Held key) {}

    private void assignAll(Stat.Assignment s) {
        List<Target> targets = new ArrayList<>();
        for (Expr target : s.targets()) {
            if (target instanceof Expr.Index e) {
                expressions.emitBoxed(e.object());
                Held object = expressions.keep(Kind.BOXED);
                targets.add(new Target(e, object, e.key() instanceof Expr.Str ? null : expressions.keep(expressions.key(e.key()))));
            } else {
                targets.add(new Target(target, null, null));
            }
        }
        List<Held> values = adjusted(s.values(), targets.size(), true);
        for (int i = targets.size() - 1; i >= 0; i--) {
            assign(targets.get(i), values.get(i));
        }
    }

    private void assign(Target target, Held value) {
        switch (target.expr()) {
            case Expr.LocalVar e when !e.local().isCell() -> {
                Kind kind = emitter.kinds.of(e.local());
                value.push(emitter);
                emitter.convert(value.kind(), kind);
                emitter.store(kind, emitter.slotOf(e.local()));
            }
            case Expr.LocalVar e -> {
                emitter.code.aload(emitter.slotOf(e.local()));
                value.pushBoxed(emitter);
                emitter.code.putfield(Types.CELL, "value", Types.VALUE);
            }
            case Expr.UpvalueVar e -> {
                cell(e.upvalue());
                value.pushBoxed(emitter);
                emitter.code.putfield(Types.CELL, "value", Types.VALUE);
            }
            case Expr.Global e -> {
                expressions.environment();
                emitter.constant(e.name(), Types.STRING);
                value.pushBoxed(emitter);
                emitter.setField(e.name(), e);
            }
            case Expr.Index e -> field(e, target, value);
            default -> throw new IllegalStateException("not assignable: " + target.expr());
        }
    }

    private void field(Expr.Index e, Target target, Held value) {
        Held object = target.object();
        if (object == null) {
            throw new IllegalStateException("no object to assign to");
        }
        object.push(emitter);
        Held key = target.key();
        Kind kind = Kind.BOXED;
        if (key == null) {
            kind = key(e.key());
        } else {
            key.push(emitter);
            kind = key.kind();
        }
        value.pushBoxed(emitter);
        setIndex(e, kind);
    }

    // ---- branches and returns

    private void branches(Stat.If s) {
        Label end = emitter.label();
        for (Stat.Branch branch : s.branches()) {
            Label next = emitter.label();
            temporary(() -> expressions.conditions().jumpUnless(branch.condition(), next));
            scoped(branch.body());
            emitter.code.goto_(end);
            emitter.bind(next);
        }
        if (s.otherwise() != null) {
            scoped(s.otherwise());
        }
        emitter.bind(end);
    }

    private void returning(Stat.Return s) {
        List<Expr> values = s.values();
        if (values.size() == 1 && values.getFirst() instanceof Expr.Call call && start != null && calls.isSelf(call)) {
            calls.again(call, start);
            return;
        }
        temporary(() -> {
            if (emitter.kinds.ofArguments() == Kind.NUMBER) {
                expressions.emitAs(values.getFirst(), Kind.NUMBER);
            } else if (values.size() == 1 && (values.getFirst() instanceof Expr.Call || values.getFirst() instanceof Expr.MethodCall)) {
                calls.tail(s, values.getFirst());
            } else {
                calls.values(values, s);
            }
        });
        exit.withValues();
    }
}
