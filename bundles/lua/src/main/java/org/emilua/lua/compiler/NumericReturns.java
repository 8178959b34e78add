package org.emilua.lua.compiler;

import java.util.List;
import org.emilua.lua.syntax.FunctionBody;
import org.emilua.lua.syntax.Stat;
import org.emilua.lua.syntax.Walker;

/** Finds out whether whatever a function returns is one number. */
final class NumericReturns extends Walker {

    private final Kinds kinds;
    private boolean all = true;

    private NumericReturns(Kinds kinds) {
        this.kinds = kinds;
    }

    static boolean all(FunctionBody body, Kinds kinds) {
        NumericReturns finder = new NumericReturns(kinds);
        finder.block(body.body());
        return finder.all && endsInReturn(body.body());
    }

    @Override
    public void visit(Stat statement) {
        if (statement instanceof Stat.Return s) {
            all &= s.values().size() == 1 && kinds.of(s.values().getFirst()).isNumeric();
        }
        super.visit(statement);
    }

    private static boolean endsInReturn(List<Stat> statements) {
        return !statements.isEmpty() && switch (statements.getLast()) {
            case Stat.Return s -> true;
            case Stat.Do s -> endsInReturn(s.body());
            case Stat.If s -> s.otherwise() != null
                    && endsInReturn(s.otherwise())
                    && s.branches().stream().allMatch(branch -> endsInReturn(branch.body()));
            default -> false;
        };
    }
}
