package org.emilua.lua.compiler;

import java.util.List;
import org.emilua.lua.syntax.Expr;
import org.emilua.lua.syntax.Stat;
import org.emilua.lua.syntax.Walker;

/** Finds calls: a function that makes one may come back to itself. */
final class CallFinder extends Walker {

    private boolean found;

    private CallFinder() {}

    /** The index of the first statement with a call in it; -1 if none has one. */
    static int firstIn(List<Stat> statements) {
        CallFinder finder = new CallFinder();
        for (int i = 0; i < statements.size(); i++) {
            finder.visit(statements.get(i));
            if (finder.found) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void visit(Expr expr) {
        found |= expr instanceof Expr.Call || expr instanceof Expr.MethodCall;
        super.visit(expr);
    }
}
