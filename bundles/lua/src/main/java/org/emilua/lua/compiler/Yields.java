package org.emilua.lua.compiler;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.emilua.lua.syntax.Expr;

/** Writes the calls at which a function returns and goes on later. Its variables stay in fields of its object meanwhile. */
final class Yields {

    private static final String POINT = "point";

    private final Emitter emitter;
    private final Expressions expressions;
    private final CodeBuilder code;
    private final ResumptionMembers members;
    private final Map<Expr.Call, Point> points = new IdentityHashMap<>();

    /** A place to go on at; numbers begin with 1. */
    private record Point(int number, Label entry) {}

    Yields(Emitter emitter, Expressions expressions, List<Expr.Call> calls, ResumptionMembers members) {
        this.emitter = emitter;
        this.expressions = expressions;
        this.members = members;
        code = emitter.code;
        for (Expr.Call call : calls) {
            points.put(call, new Point(points.size() + 1, emitter.label()));
        }
    }

    boolean has(Expr.Call call) {
        return points.containsKey(call);
    }

    /** Where the method begins: goes to where the function was left. */
    void goOn() {
        Label beginning = emitter.label();
        List<SwitchCase> cases = new ArrayList<>();
        points.values().forEach(point -> cases.add(SwitchCase.of(point.number(), point.entry())));
        code.aload(0).getfield(emitter.owner, POINT, Types.INT);
        code.aload(0).iconst_0().putfield(emitter.owner, POINT, Types.INT);
        code.tableswitch(1, cases.size(), beginning, cases);
        emitter.bind(beginning);
    }

    /** With an empty operand stack: makes the call and leaves its results. */
    void emit(Expr.Call call) {
        Point point = points.get(call);
        if (point == null) {
            throw new IllegalStateException("nothing to go on at");
        }
        Label ordinary = emitter.label();
        Label end = emitter.label();
        int mark = emitter.mark();
        expressions.emitBoxed(call.function());
        Held function = expressions.keep(Kind.BOXED);
        expressions.calls().values(call.args(), call);
        int values = emitter.slot(1);
        code.astore(values);
        function.push(emitter);
        emitter.invokeStatic(Types.RESUMPTION, "isYield", Types.BOOLEAN, Types.VALUE);
        code.ifeq(ordinary);
        leave(point.number(), values);
        emitter.bind(point.entry());
        emitter.live().forEach(this::restore);
        code.aload(CallEmitter.FIRST_ARGUMENT);
        code.goto_(end);
        emitter.bind(ordinary);
        expressions.calls().listed(function, values, call);
        emitter.bind(end);
        emitter.release(mark);
    }

    private void leave(int point, int values) {
        emitter.live().forEach(this::save);
        code.aload(0).loadConstant(point).putfield(emitter.owner, POINT, Types.INT);
        code.aload(values).areturn();
    }

    private void save(Emitter.Live variable) {
        code.aload(0).loadLocal(TypeKind.from(variable.type()), variable.slot());
        code.putfield(emitter.owner, members.field(variable), variable.type());
    }

    /** What the field refers to shall not live longer than in the variable. */
    private void restore(Emitter.Live variable) {
        code.aload(0).getfield(emitter.owner, members.field(variable), variable.type());
        code.storeLocal(TypeKind.from(variable.type()), variable.slot());
        if (!variable.type().isPrimitive()) {
            code.aload(0).aconst_null().putfield(emitter.owner, members.field(variable), variable.type());
        }
    }
}
