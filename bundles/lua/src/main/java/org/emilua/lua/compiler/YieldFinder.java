package org.emilua.lua.compiler;

import java.util.ArrayList;
import java.util.List;
import org.emilua.lua.syntax.ByteText;
import org.emilua.lua.syntax.Expr;
import org.emilua.lua.syntax.FunctionBody;
import org.emilua.lua.syntax.Stat;
import org.emilua.lua.syntax.Walker;
import org.jspecify.annotations.Nullable;

/**
 * Finds the calls of a function at which it can return and go on later: those that look like {@code coroutine.yield(...)},
 * by the name, and are a whole statement or the only value that one gives to variables.
 */
final class YieldFinder extends Walker {

    private static final String NAME = "yield";

    private final List<Expr.Call> found = new ArrayList<>();

    private YieldFinder() {}

    static List<Expr.Call> find(FunctionBody body) {
        YieldFinder finder = new YieldFinder();
        finder.block(body.body());
        return finder.found;
    }

    @Override
    public void visit(Stat statement) {
        switch (statement) {
            case Stat.CallStatement s -> see(s.call());
            case Stat.LocalDeclaration s -> see(s.values());
            case Stat.Assignment s when s.targets().stream().noneMatch(Expr.Index.class::isInstance) -> see(s.values());
            default -> {}
        }
        super.visit(statement);
    }

    private void see(List<Expr> values) {
        if (values.size() == 1) {
            see(values.getFirst());
        }
    }

    private void see(Expr expr) {
        if (expr instanceof Expr.Call call) {
            String name = name(call.function());
            if (name != null && name.endsWith(NAME)) {
                found.add(call);
            }
        }
    }

    private static @Nullable String name(Expr function) {
        return switch (function) {
            case Expr.LocalVar e -> e.local().name;
            case Expr.UpvalueVar e -> e.upvalue().name();
            case Expr.Global e -> ByteText.of(e.name());
            case Expr.Index e when e.key() instanceof Expr.Str key -> ByteText.of(key.value());
            default -> null;
        };
    }
}
