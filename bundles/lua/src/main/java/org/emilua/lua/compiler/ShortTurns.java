package org.emilua.lua.compiler;

import java.util.List;
import org.emilua.lua.syntax.Expr;
import org.emilua.lua.syntax.Stat;
import org.emilua.lua.syntax.Walker;

/**
 * Finds out whether a turn of a loop is short: it calls nothing, has no loop in it and does nothing else that may take long. Of
 * such a loop only every hundredth turn or so asks whether to go on, so that the JIT can make more of the others.
 */
final class ShortTurns extends Walker {

    /** How many turns there are between two questions. */
    static final int COUNT = 128;

    private boolean all = true;

    private ShortTurns() {}

    static boolean of(List<Stat> body) {
        ShortTurns finder = new ShortTurns();
        finder.block(body);
        return finder.all;
    }

    static boolean of(List<Stat> body, Expr condition) {
        ShortTurns finder = new ShortTurns();
        finder.block(body);
        finder.visit(condition);
        return finder.all;
    }

    @Override
    public void visit(Stat statement) {
        switch (statement) {
            case Stat.While s -> all = false;
            case Stat.Repeat s -> all = false;
            case Stat.NumericFor s -> all = false;
            case Stat.GenericFor s -> all = false;
            case Stat.Goto s -> all = false;
            default -> super.visit(statement);
        }
    }

    @Override
    public void visit(Expr expr) {
        switch (expr) {
            case Expr.Call e -> all = false;
            case Expr.MethodCall e -> all = false;
            case Expr.Concat e -> all = false;
            default -> super.visit(expr);
        }
    }
}
