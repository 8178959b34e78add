package org.emilua.lua.compiler;

import org.emilua.lua.syntax.Expr;
import org.emilua.lua.syntax.FunctionBody;
import org.emilua.lua.syntax.Walker;

/** Finds out whether a function calls itself. */
final class SelfCalls extends Walker {

    private final FunctionBody body;
    private boolean found;

    private SelfCalls(FunctionBody body) {
        this.body = body;
    }

    static boolean of(FunctionBody body) {
        SelfCalls finder = new SelfCalls(body);
        finder.block(body.body());
        return finder.found;
    }

    @Override
    public void visit(Expr expr) {
        found |= expr instanceof Expr.Call(Expr.UpvalueVar called, var args, int line) && called.upvalue().isSelf(body);
        super.visit(expr);
    }
}
