package org.emilua.lua.compiler;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.List;
import org.emilua.lua.code.CallStack;
import org.emilua.lua.syntax.Expr;
import org.emilua.lua.syntax.FunctionBody;
import org.emilua.lua.syntax.Local;
import org.emilua.lua.syntax.Stat;

/** Writes a whole function. */
final class FunctionWriter implements Statements.Exit {

    private static final int CLOSURE = 1;

    private final Emitter emitter;
    private final CodeBuilder code;
    private final boolean listed;
    private final Expressions expressions;
    private final Statements statements;

    FunctionWriter(Emitter emitter, boolean listed) {
        this.emitter = emitter;
        this.listed = listed;
        code = emitter.code;
        expressions = new Expressions(emitter);
        statements = new Statements(emitter, expressions, this);
    }

    /** Begins an entry, which takes any function and is only ever given closures. */
    void takeClosure() {
        code.aload(CLOSURE);
        code.checkcast(Types.CLOSURE);
        code.astore(CLOSURE);
    }

    /** Writes the function as one that returns where a call is one of {@code yield}, and goes on behind that. */
    void writeResumable(List<Expr.Call> calls, ResumptionMembers members) {
        takeClosure();
        Yields yields = new Yields(emitter, expressions, calls, members);
        expressions.calls().returnAt(yields);
        yields.goOn();
        write();
    }

    /** Writes the function with a method besides that takes and returns numbers, which it leaves numbers to. */
    void writeBesideNumbers() {
        Label others = emitter.label();
        int count = emitter.body.parameters.size();
        for (int i = 0; i < count; i++) {
            code.aload(CallEmitter.FIRST_ARGUMENT + i);
            code.instanceOf(Types.NUMBER);
            code.ifeq(others);
        }
        code.aload(0);
        code.aload(CLOSURE);
        for (int i = 0; i < count; i++) {
            Held.variable(Kind.BOXED, CallEmitter.FIRST_ARGUMENT + i).pushNumber(emitter);
        }
        emitter.site(CallStack.FORWARD);
        code.invokevirtual(emitter.owner, CallStack.BODY_OF_NUMBERS, Types.ofNumbers(count));
        emitter.box(Kind.NUMBER);
        code.areturn();
        emitter.bind(others);
        write();
    }

    void write() {
        FunctionBody body = emitter.body;
        if (listed) {
            spread(body.parameters, body.isVararg());
        } else {
            Label start = emitter.label();
            emitter.bind(start);
            expressions.calls().allowSelfCalls();
            statements.beginsAt(start);
            Kind kind = emitter.kinds.ofArguments();
            for (int i = 0; i < body.parameters.size(); i++) {
                parameter(body.parameters.get(i), kind, CallEmitter.FIRST_ARGUMENT + i * Emitter.width(kind));
            }
        }
        statements.functionBody(body.body());
        if (emitter.kinds.ofArguments() == Kind.NUMBER) {
            code.dconst_0(); // not reached
        } else {
            code.getstatic(Types.VALUE, "NONE", Types.VALUE);
        }
        withValues();
    }

    private void spread(List<Local> parameters, boolean vararg) {
        for (int i = 0; i < parameters.size(); i++) {
            int slot = emitter.slot(1);
            code.aload(CallEmitter.FIRST_ARGUMENT);
            code.loadConstant(i + 1);
            code.invokevirtual(Types.VALUES, "arg", Types.method(Types.VALUE, Types.INT));
            code.astore(slot);
            parameter(parameters.get(i), Kind.BOXED, slot);
        }
        if (vararg) {
            int slot = emitter.slot(1);
            code.aload(CallEmitter.FIRST_ARGUMENT);
            code.loadConstant(parameters.size() + 1);
            code.invokevirtual(Types.VALUES, "subargs", Types.method(Types.VALUES, Types.INT));
            code.astore(slot);
            emitter.live(slot, Types.VALUES);
            expressions.varargsIn(slot);
        }
    }

    private void parameter(Local parameter, Kind kind, int slot) {
        if (emitter.kinds.of(parameter) == kind) {
            emitter.declareAt(parameter, slot);
        } else {
            statements.define(parameter, Held.variable(kind, slot));
        }
    }

    @Override
    public void withValues() {
        code.aload(CLOSURE).pop(); // the JIT keeps what is still used, and others may ask for it
        if (emitter.kinds.ofArguments() == Kind.NUMBER) {
            code.dreturn();
        } else {
            code.areturn();
        }
    }

    @Override
    public void to(Stat.Label label) {
        throw new IllegalStateException("a goto out of its function");
    }
}
