package org.emilua.lua.compiler;

import java.lang.classfile.Label;
import java.util.List;
import org.emilua.lua.syntax.Expr;
import org.emilua.lua.syntax.Local;
import org.emilua.lua.syntax.Stat;
import org.jspecify.annotations.Nullable;

/** Writes loops. */
final class Loops {

    private final Emitter emitter;
    private final Expressions expressions;
    private final Statements statements;

    Loops(Emitter emitter, Expressions expressions, Statements statements) {
        this.emitter = emitter;
        this.expressions = expressions;
        this.statements = statements;
    }

    void whileLoop(Stat.While s) {
        Label end = emitter.label();
        int around = emitter.mark();
        Rounds rounds = new Rounds(s, Turns.of(s.body(), s.condition()));
        rounds.begin();
        int mark = emitter.mark();
        expressions.conditions().jumpUnless(s.condition(), end);
        emitter.release(mark);
        statements.loopBody(s.body(), end);
        rounds.goOn();
        emitter.bind(end);
        emitter.release(around);
    }

    /** Goes back to the beginning of a loop, and asks whether to go on as its turns must. */
    private final class Rounds {
        private final Stat loop;
        private final Label round = emitter.label();
        private final Label turn = emitter.label();
        private final Turns turns;
        private final int left;

        Rounds(Stat loop, Turns turns) {
            this.loop = loop;
            this.turns = turns;
            left = turns == Turns.LONG ? -1 : emitter.slot(1);
        }

        void begin() {
            emitter.bind(round);
            if (left >= 0) {
                emitter.code.loadConstant(Turns.ROUND);
                emitter.code.istore(left);
                emitter.live(left, Types.INT);
                emitter.bind(turn);
            }
        }

        void goOn() {
            if (turns == Turns.CALLING) {
                emitter.pollCall(loop);
            }
            if (left >= 0) {
                emitter.code.iinc(left, -1);
                emitter.code.iload(left);
                emitter.code.ifne(turn);
            }
            emitter.poll(loop);
            emitter.code.goto_(round);
        }
    }

    /** The condition sees the body's variables. */
    void repeatLoop(Stat.Repeat s) {
        Label again = emitter.label();
        Label end = emitter.label();
        int around = emitter.mark();
        Rounds rounds = new Rounds(s, Turns.of(s.body(), s.condition()));
        rounds.begin();
        int mark = emitter.mark();
        statements.beginLoop(end);
        statements.block(s.body());
        statements.endLoop();
        expressions.conditions().jumpUnless(s.condition(), again);
        emitter.code.goto_(end);
        emitter.release(mark);
        emitter.bind(again);
        rounds.goOn();
        emitter.bind(end);
        emitter.release(around);
    }

    // ---- numeric loops

    void numericFor(Stat.NumericFor s) {
        int mark = emitter.mark();
        boolean integers = emitter.kinds.countsIntegers(s);
        Held first = integers ? null : expressions.keep(expressions.emit(s.start()));
        Held last = expressions.keep(expressions.emit(s.limit()));
        Expr by = s.step();
        Held increment = by == null || by instanceof Expr.Num ? null : expressions.keep(expressions.emit(by));
        Held start = expressions.keep(first == null ? integer(s.start()) : number(s, first, "initial value"));
        Held limit = expressions.keep(number(s, last, "limit"));
        Held step = increment != null ? expressions.keep(number(s, increment, "step"))
                : Held.constant(by instanceof Expr.Num constant ? constant.value() : 1);
        count(s, integers, start, limit, step);
        emitter.release(mark);
    }

    /** Goes on with a loop that began elsewhere: its next number, its limit and its step are values in JVM variables. */
    void numericForFrom(Stat.NumericFor s, int startSlot, int limitSlot, int stepSlot) {
        boolean integers = emitter.kinds.countsIntegers(s);
        emitter.code.aload(startSlot);
        emitter.operation("numberOf", Types.DOUBLE, Types.VALUE);
        if (integers) {
            emitter.code.d2l();
        }
        Held start = expressions.keep(integers ? Kind.INTEGER : Kind.NUMBER);
        emitter.code.aload(limitSlot);
        emitter.operation("numberOf", Types.DOUBLE, Types.VALUE);
        Held limit = expressions.keep(Kind.NUMBER);
        Held step;
        if (s.step() == null || s.step() instanceof Expr.Num) {
            step = Held.constant(s.step() instanceof Expr.Num by ? by.value() : 1);
        } else {
            emitter.code.aload(stepSlot);
            emitter.operation("numberOf", Types.DOUBLE, Types.VALUE);
            step = expressions.keep(Kind.NUMBER);
        }
        count(s, integers, start, limit, step);
    }

    private Kind integer(Expr start) {
        if (start instanceof Expr.Num number) {
            emitter.code.loadConstant((long) number.value());
        } else {
            expressions.emit(start);
        }
        return Kind.INTEGER;
    }

    private Kind number(Stat.NumericFor s, Held value, String part) {
        Kind kind = value.kind();
        value.push(emitter);
        if (kind == Kind.INTEGER) {
            emitter.code.l2d();
        } else if (kind != Kind.NUMBER) {
            emitter.box(kind);
            emitter.code.loadConstant(part);
            emitter.site(s);
            emitter.invokeStatic(Types.ITERATION, "number", Types.DOUBLE, Types.VALUE, Types.of(String.class));
        }
        return Kind.NUMBER;
    }

    private void count(Stat.NumericFor s, boolean integers, Held start, Held limit, Held step) {
        if (integers) {
            countIntegers(s, start, limit, (long) step.constant());
        } else {
            countNumbers(s, start, limit, step);
        }
    }

    private void countIntegers(Stat.NumericFor s, Held i, Held limit, long step) {
        limit.push(emitter);
        emitter.invokeStatic(Types.ITERATION, step > 0 ? "last" : "lastDown", Types.LONG, Types.DOUBLE);
        Held last = expressions.keep(Kind.INTEGER);
        emitter.live(i);
        emitter.live(last);
        Label round = emitter.label();
        Label end = emitter.label();
        emitter.bind(round);
        leaveBehind(i, last, step, end);
        Turns turns = Turns.of(s.body());
        if (turns == Turns.LONG) {
            turn(s, i, step, end);
        } else {
            emitter.code.lload(i.slot());
            emitter.code.lload(last.slot());
            emitter.code.loadConstant(step);
            emitter.invokeStatic(Types.LINKAGE, "lastOfRound", Types.LONG, Types.LONG, Types.LONG, Types.LONG);
            Held lastOfRound = expressions.keep(Kind.INTEGER);
            emitter.live(lastOfRound);
            Label next = emitter.label();
            Label turn = emitter.label();
            emitter.bind(turn);
            leaveBehind(i, lastOfRound, step, next);
            turn(s, i, step, end);
            if (turns == Turns.CALLING) {
                emitter.pollCall(s);
            }
            emitter.code.goto_(turn);
            emitter.bind(next);
        }
        emitter.poll(s);
        emitter.code.goto_(round);
        emitter.bind(end);
    }

    private void leaveBehind(Held i, Held last, long step, Label end) {
        i.push(emitter);
        last.push(emitter);
        emitter.code.lcmp();
        if (step > 0) {
            emitter.code.ifgt(end);
        } else {
            emitter.code.iflt(end);
        }
    }

    private void turn(Stat.NumericFor s, Held i, long step, Label end) {
        body(s, i, end);
        i.push(emitter);
        emitter.code.loadConstant(step);
        emitter.code.ladd();
        emitter.store(Kind.INTEGER, i.slot());
    }

    private void countNumbers(Stat.NumericFor s, Held i, Held limit, Held step) {
        emitter.live(i);
        emitter.live(limit);
        emitter.live(step);
        Label end = emitter.label();
        Rounds rounds = new Rounds(s, Turns.of(s.body()));
        rounds.begin();
        if (step.isConstant()) {
            (step.constant() > 0 ? i : limit).push(emitter);
            (step.constant() > 0 ? limit : i).push(emitter);
            emitter.code.dcmpg();
            emitter.code.ifgt(end);
        } else {
            i.push(emitter);
            limit.push(emitter);
            step.push(emitter);
            emitter.invokeStatic(Types.ITERATION, "goesOn", Types.BOOLEAN, Types.DOUBLE, Types.DOUBLE, Types.DOUBLE);
            emitter.code.ifeq(end);
        }
        body(s, i, end);
        i.push(emitter);
        step.push(emitter);
        emitter.code.dadd();
        emitter.store(Kind.NUMBER, i.slot());
        rounds.goOn();
        emitter.bind(end);
    }

    /** A variable that the body does not change is the counter itself. */
    private void body(Stat.NumericFor s, Held counter, Label end) {
        int mark = emitter.mark();
        Local variable = s.variable();
        if (emitter.kinds.of(variable) == counter.kind() && !variable.isAssigned()) {
            emitter.declareAt(variable, counter.slot());
        } else {
            statements.define(variable, counter);
        }
        statements.loopBody(s.body(), end);
        emitter.release(mark);
    }

    // ---- generic loops

    void genericFor(Stat.GenericFor s) {
        int mark = emitter.mark();
        List<Held> triple = statements.adjusted(s.values(), 3, true);
        int[] slots = new int[3];
        for (int i = 0; i < 3; i++) {
            triple.get(i).pushBoxed(emitter);
            slots[i] = expressions.keep(Kind.BOXED).slot();
        }
        genericForFrom(s, slots[0], slots[1], slots[2]);
        emitter.release(mark);
    }

    /** Goes on with a loop whose iterator, state and control are values in JVM variables. */
    void genericForFrom(Stat.GenericFor s, int iterator, int state, int control) {
        int mark = emitter.mark();
        Turn turn = new Turn(s, iterator, state, control);
        turn.prepare();
        Rounds rounds = new Rounds(s, Turns.of(s.body()).andCall());
        Label end = emitter.label();
        Label body = emitter.label();
        rounds.begin();
        turn.walk(body, end);
        turn.list(body, end);
        turn.call(end);
        emitter.bind(body);
        turn.defineVariables();
        statements.loopBody(s.body(), end);
        rounds.goOn();
        emitter.bind(end);
        emitter.release(mark);
    }

    /** How a generic loop gets the values of a turn: from a table place by place, from a list, or by calling its iterator. */
    private final class Turn {
        private final Stat.GenericFor loop;
        private final int iterator;
        private final int state;
        private final int control;
        private final int walked = emitter.slot(1);
        private final int place = emitter.slot(1);
        private final int listed = emitter.slot(1);
        private final int index = emitter.slot(2);
        private final Held key = Held.variable(Kind.DUAL, emitter.slot(3));
        private final @Nullable Held[] others;

        Turn(Stat.GenericFor loop, int iterator, int state, int control) {
            this.loop = loop;
            this.iterator = iterator;
            this.state = state;
            this.control = control;
            others = new Held[loop.variables().size() - 1];
            for (int i = 0; i < others.length; i++) {
                others[i] = Held.variable(Kind.BOXED, emitter.slot(1));
            }
        }

        void prepare() {
            live();
            emitter.code.aload(iterator);
            emitter.code.aload(state);
            emitter.invokeStatic(Types.ITERATION, "walked", Types.TABLE, Types.VALUE, Types.VALUE);
            emitter.code.dup();
            emitter.code.astore(walked);
            emitter.code.aload(control);
            emitter.invokeStatic(Types.ITERATION, "place", Types.INT, Types.TABLE, Types.VALUE);
            emitter.code.istore(place);
            emitter.code.aload(iterator);
            emitter.code.aload(state);
            emitter.code.aload(control);
            emitter.invokeStatic(Types.ITERATION, "listed", Types.TABLE, Types.VALUE, Types.VALUE, Types.VALUE);
            emitter.code.astore(listed);
            emitter.code.aload(control);
            emitter.operation("numberOf", Types.DOUBLE, Types.VALUE);
            emitter.code.dstore(index);
        }

        private void live() {
            emitter.live(iterator, Types.VALUE);
            emitter.live(state, Types.VALUE);
            emitter.live(control, Types.VALUE);
            emitter.live(walked, Types.TABLE);
            emitter.live(place, Types.INT);
            emitter.live(listed, Types.TABLE);
            emitter.live(index, Types.DOUBLE);
        }

        void walk(Label body, Label end) {
            Label not = emitter.label();
            emitter.code.aload(walked);
            emitter.code.ifnull(not);
            emitter.code.aload(walked);
            emitter.code.iload(place);
            emitter.code.invokevirtual(Types.TABLE, "nextPlace", Types.method(Types.INT, Types.INT));
            emitter.code.dup();
            emitter.code.istore(place);
            emitter.code.iflt(end);
            emitter.code.aload(walked);
            emitter.code.iload(place);
            emitter.code.invokevirtual(Types.TABLE, "namedKeyAt", Types.method(Types.VALUE, Types.INT));
            emitter.code.dup();
            emitter.operation("otherThanNumber", Types.VALUE, Types.VALUE);
            emitter.code.astore(key.slot());
            emitter.code.iload(place);
            emitter.invokeStatic(Types.ITERATION, "keyNumber", Types.DOUBLE, Types.VALUE, Types.INT);
            emitter.code.dstore(key.slot() + 1);
            second(() -> {
                emitter.code.aload(walked);
                emitter.code.iload(place);
                emitter.code.invokevirtual(Types.TABLE, "valueAt", Types.method(Types.VALUE, Types.INT));
            });
            emitter.code.goto_(body);
            emitter.bind(not);
        }

        private void second(Runnable value) {
            for (int i = 0; i < others.length; i++) {
                if (i == 0) {
                    value.run();
                } else {
                    emitter.nil();
                }
                emitter.code.astore(held(i).slot());
            }
        }

        private Held held(int i) {
            Held held = others[i];
            if (held == null) {
                throw new IllegalStateException("no place for a loop's variable");
            }
            return held;
        }

        void list(Label body, Label end) {
            Label not = emitter.label();
            int mark = emitter.mark();
            int element = emitter.slot(1);
            emitter.code.aload(listed);
            emitter.code.ifnull(not);
            emitter.code.dload(index);
            emitter.code.dconst_1();
            emitter.code.dadd();
            emitter.code.dstore(index);
            emitter.code.aload(listed);
            emitter.code.dload(index);
            emitter.invokeStatic(Types.ITERATION, "element", Types.VALUE, Types.TABLE, Types.DOUBLE);
            emitter.code.dup();
            emitter.code.astore(element);
            emitter.nil();
            emitter.code.if_acmpeq(end);
            emitter.code.aconst_null();
            emitter.code.astore(key.slot());
            emitter.code.dload(index);
            emitter.code.dstore(key.slot() + 1);
            second(() -> emitter.code.aload(element));
            emitter.code.goto_(body);
            emitter.bind(not);
            emitter.release(mark);
        }

        void call(Label end) {
            int mark = emitter.mark();
            emitter.code.aload(iterator);
            emitter.invokeStatic(Types.CALLS, "code", Types.CODE, Types.VALUE);
            emitter.code.aload(iterator);
            emitter.code.aload(state);
            emitter.code.aload(control);
            emitter.site(loop);
            emitter.code.invokevirtual(Types.CODE, "call2", Types.entry(2));
            emitter.invokeStatic(Types.CALLS, "all", Types.VALUES, Types.VALUES);
            int results = emitter.slot(1);
            emitter.code.dup();
            emitter.code.astore(results);
            emitter.invokeStatic(Types.CALLS, "first", Types.VALUE, Types.VALUES);
            emitter.code.dup();
            emitter.code.astore(control);
            emitter.nil();
            emitter.code.if_acmpeq(end);
            emitter.code.aload(control);
            emitter.convert(Kind.BOXED, Kind.DUAL);
            emitter.store(Kind.DUAL, key.slot());
            for (int i = 0; i < others.length; i++) {
                emitter.code.aload(results);
                emitter.code.loadConstant(i + 2);
                emitter.code.invokevirtual(Types.VALUES, "arg", Types.method(Types.VALUE, Types.INT));
                emitter.code.astore(held(i).slot());
            }
            emitter.release(mark);
        }

        void defineVariables() {
            for (int i = 0; i < loop.variables().size(); i++) {
                statements.define(loop.variables().get(i), i == 0 ? key : held(i - 1));
            }
        }
    }
}
