package org.emilua.lua.compiler;

import org.emilua.lua.syntax.Expr;
import org.emilua.lua.syntax.Walker;

/** Finds out whether a function calls anything: one that does may come back to itself. */
final class CallFinder extends Walker {

    boolean found;

    @Override
    public void visit(Expr expr) {
        if (expr instanceof Expr.Call || expr instanceof Expr.MethodCall) {
            found = true;
        } else {
            super.visit(expr);
        }
    }
}
