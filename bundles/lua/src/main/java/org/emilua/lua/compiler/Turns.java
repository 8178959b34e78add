package org.emilua.lua.compiler;

import java.util.List;
import org.emilua.lua.syntax.Expr;
import org.emilua.lua.syntax.Stat;
import org.emilua.lua.syntax.Walker;

/** How the turns of a loop ask whether to go on. */
enum Turns {

    /** A turn calls nothing, has no loop in it and does nothing else that may take long: only one of {@link #ROUND} asks. */
    SHORT,

    /**
     * A turn may call something, but has no loop in it. Each asks in the way of calls, which the JIT may leave out where it sees what is
     * called, and so knows that no turn is long; one of {@link #ROUND} asks for sure.
     */
    CALLING,

    /** A turn may have loops in it, and asks. */
    LONG;

    /** How many turns there are between two sure questions. */
    static final int ROUND = 128;

    static Turns of(List<Stat> body) {
        Finder finder = new Finder();
        finder.block(body);
        return finder.found;
    }

    static Turns of(List<Stat> body, Expr condition) {
        Finder finder = new Finder();
        finder.block(body);
        finder.visit(condition);
        return finder.found;
    }

    /** These, of a loop that calls its iterator too. */
    Turns andCall() {
        return this == SHORT ? CALLING : this;
    }

    private static final class Finder extends Walker {
        private Turns found = SHORT;

        @Override
        public void visit(Stat statement) {
            switch (statement) {
                case Stat.While s -> found = LONG;
                case Stat.Repeat s -> found = LONG;
                case Stat.NumericFor s -> found = LONG;
                case Stat.GenericFor s -> found = LONG;
                case Stat.Goto s -> found = LONG;
                default -> super.visit(statement);
            }
        }

        @Override
        public void visit(Expr expr) {
            switch (expr) {
                case Expr.Call e -> found = found.andCall();
                case Expr.MethodCall e -> found = found.andCall();
                case Expr.Concat e -> found = found.andCall();
                default -> super.visit(expr);
            }
        }
    }
}
