package org.emilua.lua.compiler;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.List;
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

    /** Writes the function as one that returns where a call is one of {@code yield}, and goes on behind that. */
    void writeResumable(List<Expr.Call> calls, ResumptionMembers members) {
        Yields yields = new Yields(emitter, expressions, calls, members);
        expressions.calls().returnAt(yields);
        yields.goOn();
        write();
    }

    void write() {
        FunctionBody body = emitter.body;
        if (mayRecur(body)) {
            emitter.invokeStatic(Types.INTERRUPTS, "checkCall", Types.VOID);
        }
        if (listed) {
            spread(body.parameters, body.isVararg());
        } else {
            Label start = emitter.label();
            emitter.bind(start);
            expressions.calls().allowSelfCalls();
            statements.beginsAt(start);
            for (int i = 0; i < body.parameters.size(); i++) {
                parameter(body.parameters.get(i), CallEmitter.FIRST_ARGUMENT + i);
            }
        }
        statements.block(body.body());
        code.getstatic(Types.VALUE, "NONE", Types.VALUE);
        withValues();
    }

    private static boolean mayRecur(FunctionBody body) {
        CallFinder finder = new CallFinder();
        finder.block(body.body());
        return finder.found;
    }

    private void spread(List<Local> parameters, boolean vararg) {
        for (int i = 0; i < parameters.size(); i++) {
            int slot = emitter.slot(1);
            code.aload(CallEmitter.FIRST_ARGUMENT);
            code.loadConstant(i + 1);
            code.invokevirtual(Types.VALUES, "arg", Types.method(Types.VALUE, Types.INT));
            code.astore(slot);
            parameter(parameters.get(i), slot);
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

    private void parameter(Local parameter, int slot) {
        if (emitter.kinds.of(parameter) == Kind.BOXED) {
            emitter.declareAt(parameter, slot);
        } else {
            statements.define(parameter, Held.variable(Kind.BOXED, slot));
        }
    }

    @Override
    public void withValues() {
        code.aload(CLOSURE).pop(); // the JIT keeps what is still used, and others may ask for it
        code.areturn();
    }

    @Override
    public void to(Stat.Label label) {
        throw new IllegalStateException("a goto out of its function");
    }
}
