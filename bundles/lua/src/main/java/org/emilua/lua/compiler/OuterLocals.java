package org.emilua.lua.compiler;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.emilua.lua.syntax.Expr;
import org.emilua.lua.syntax.Local;
import org.emilua.lua.syntax.Stat;
import org.emilua.lua.syntax.Upvalue;
import org.emilua.lua.syntax.Walker;

/** Finds the variables that a loop uses and that are declared outside of it. */
final class OuterLocals extends Walker {

    private final Set<Local> used = new LinkedHashSet<>();
    private final Set<Local> inner = new HashSet<>();

    private OuterLocals() {}

    static Set<Local> of(Stat loop) {
        OuterLocals finder = new OuterLocals();
        finder.visit(loop);
        finder.used.removeAll(finder.inner);
        return finder.used;
    }

    @Override
    public void visit(Stat statement) {
        switch (statement) {
            case Stat.LocalDeclaration s -> inner.addAll(s.locals());
            case Stat.LocalFunction s -> inner.add(s.local());
            case Stat.NumericFor s -> inner.add(s.variable());
            case Stat.GenericFor s -> inner.addAll(s.variables());
            default -> {}
        }
        super.visit(statement);
    }

    @Override
    public void visit(Expr expr) {
        if (expr instanceof Expr.LocalVar variable) {
            used.add(variable.local());
        } else if (expr instanceof Expr.Function function) {
            for (Upvalue upvalue : function.body().upvalues) {
                if (upvalue.fromLocal()) {
                    used.add(upvalue.local());
                }
            }
        }
        super.visit(expr);
    }
}
