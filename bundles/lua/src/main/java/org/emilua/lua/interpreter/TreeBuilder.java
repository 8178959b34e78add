package org.emilua.lua.interpreter;

import java.util.ArrayList;
import java.util.List;
import org.emilua.lua.syntax.Expr;
import org.emilua.lua.syntax.FunctionBody;
import org.emilua.lua.syntax.Local;
import org.emilua.lua.syntax.Stat;
import org.emilua.lua.syntax.Upvalue;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaValue;

/** Makes the tree of a function's nodes. */
final class TreeBuilder {

    private final FunctionBody body;

    TreeBuilder(FunctionBody body) {
        this.body = body;
    }

    Step build() {
        return block(body.body());
    }

    // ---- statements

    private Step block(List<Stat> statements) {
        Step[] steps = new Step[statements.size()];
        boolean hasLabels = false;
        for (int i = 0; i < steps.length; i++) {
            steps[i] = step(statements.get(i));
            hasLabels |= statements.get(i) instanceof Stat.Label;
        }
        if (hasLabels) {
            return new Blocks.Labelled(steps, statements);
        }
        return steps.length == 1 ? steps[0] : new Blocks.Plain(steps);
    }

    private Step step(Stat statement) {
        return switch (statement) {
            case Stat.LocalDeclaration s -> localDeclaration(s);
            case Stat.LocalFunction s -> new Variables.DeclareFunction(s.local(), function(s.function()));
            case Stat.Assignment s -> assignment(s);
            case Stat.CallStatement s -> new Blocks.Drop(node(s.call()));
            case Stat.Do s -> block(s.body());
            case Stat.While s -> new Loops.While(body, s, node(s.condition()), block(s.body()));
            case Stat.Repeat s -> new Loops.Repeat(body, s, block(s.body()), node(s.condition()));
            case Stat.If s -> new Blocks.If(
                    s.branches().stream().map(b -> node(b.condition())).toArray(Node[]::new),
                    s.branches().stream().map(b -> block(b.body())).toArray(Step[]::new),
                    s.otherwise() == null ? new Blocks.Plain(new Step[0]) : block(s.otherwise()));
            case Stat.NumericFor s -> new Loops.Numeric(
                    body, s, node(s.start()), node(s.limit()), s.step() == null ? null : node(s.step()), block(s.body()));
            case Stat.GenericFor s -> new Loops.Generic(body, s, values(s.values(), 3), block(s.body()));
            case Stat.Return s -> returning(s);
            case Stat.Break s -> new Blocks.Signal(Step.BREAK);
            case Stat.Goto s -> new Blocks.Signal(s.target());
            case Stat.Label s -> new Blocks.Plain(new Step[0]);
        };
    }

    private Step localDeclaration(Stat.LocalDeclaration s) {
        if (s.locals().size() == 1 && s.values().size() == 1) {
            return new Variables.DeclareOne(s.locals().getFirst(), node(s.values().getFirst()));
        }
        return new Variables.Declare(s.locals(), values(s.values(), s.locals().size()));
    }

    private Step assignment(Stat.Assignment s) {
        if (s.targets().size() == 1 && s.values().size() == 1) {
            return assignOne(s.targets().getFirst(), node(s.values().getFirst()));
        }
        Variables.Target[] targets = s.targets().stream().map(t -> target(t)).toArray(Variables.Target[]::new);
        return new Variables.Assign(targets, values(s.values(), targets.length));
    }

    private Step assignOne(Expr target, Node value) {
        if (target instanceof Expr.LocalVar v && !v.local().isCell()) {
            return new Variables.SetLocal(v.local().slot, value);
        }
        return new Variables.AssignOne(target(target), value);
    }

    private Variables.Target target(Expr target) {
        return switch (target) {
            case Expr.LocalVar v -> new Variables.LocalTarget(v.local());
            case Expr.UpvalueVar v -> new Variables.UpvalueTarget(v.upvalue().index());
            case Expr.Global g -> new Variables.GlobalTarget(g);
            case Expr.Index i -> new Variables.IndexTarget(i, node(i.object()), node(i.key()));
            default -> throw new IllegalStateException("not assignable: " + target);
        };
    }

    private Step returning(Stat.Return s) {
        List<Expr> values = s.values();
        if (values.size() == 1 && (values.getFirst() instanceof Expr.Call || values.getFirst() instanceof Expr.MethodCall)) {
            return new Blocks.ReturnCall(s, (Calling) node(values.getFirst()));
        }
        return values.size() == 1 && !values.getFirst().isMulti()
                ? new Blocks.ReturnOne(node(values.getFirst()))
                : new Blocks.Return(list(s, values));
    }

    // ---- expressions

    /** Expressions whose values are all wanted. */
    private ValueList list(@Nullable Object site, List<Expr> exprs) {
        Node[] nodes = exprs.stream().map(this::node).toArray(Node[]::new);
        return new ValueList(site, nodes, !exprs.isEmpty() && exprs.getLast().isMulti());
    }

    private Adjusted values(List<Expr> exprs, int wanted) {
        return new Adjusted(list(null, exprs), wanted);
    }

    private Node node(Expr expr) {
        return switch (expr) {
            case Expr.Nil e -> new Values.Constant(LuaValue.NIL);
            case Expr.Bool e -> new Values.Constant(LuaValue.valueOf(e.value()));
            case Expr.Num e -> new Values.Constant(new LuaDouble(e.value()));
            case Expr.Str e -> new Values.Constant(e.value());
            case Expr.Dots e -> new Values.Dots();
            case Expr.Function e -> function(e);
            case Expr.LocalVar e -> local(e.local());
            case Expr.UpvalueVar e -> upvalue(e.upvalue());
            case Expr.Global e -> new Values.GlobalGet(e);
            case Expr.Index e -> e.key() instanceof Expr.Str key
                    ? new Values.Field(e, node(e.object()), key.value())
                    : new Values.IndexGet(e, node(e.object()), node(e.key()));
            case Expr.Call e -> new Calling(e, node(e.function()), null, list(e, e.args()));
            case Expr.MethodCall e -> new Calling(e, node(e.object()), e.name(), list(e, e.args()));
            case Expr.Binary e -> Operators.binary(e, node(e.left()), node(e.right()));
            case Expr.Concat e -> new Operators.Concat(e, e.operands().stream().map(this::node).toArray(Node[]::new));
            case Expr.Unary e -> Operators.unary(e, node(e.operand()));
            case Expr.And e -> new Operators.And(node(e.left()), node(e.right()));
            case Expr.Or e -> new Operators.Or(node(e.left()), node(e.right()));
            case Expr.Paren e -> e.inner().isMulti() ? new Values.First(node(e.inner())) : node(e.inner());
            case Expr.Table e -> table(e);
        };
    }

    private static Node local(Local local) {
        return local.isCell() ? new Values.CellGet(local.slot) : new Values.LocalGet(local.slot);
    }

    private Node upvalue(Upvalue upvalue) {
        if (upvalue.isSelf(body)) {
            return new Values.Self();
        }
        return upvalue.isCell() ? new Values.UpvalueCellGet(upvalue.index()) : new Values.UpvalueGet(upvalue.index());
    }

    private Values.MakeClosure function(Expr.Function e) {
        return new Values.MakeClosure(body, e.body());
    }

    private Node table(Expr.Table e) {
        List<Expr> elements = new ArrayList<>();
        List<Expr.Field> keyed = new ArrayList<>();
        for (Expr.Field field : e.fields()) {
            if (field.key() == null) {
                elements.add(field.value());
            } else {
                keyed.add(field);
            }
        }
        if (e.listFirst() && (keyed.isEmpty() || elements.isEmpty() || !elements.getLast().isMulti())) {
            return new Tables.ListFirst(list(e, elements), keys(keyed), values(keyed), keyed.toArray(new Expr.Field[0]));
        }
        List<Expr.Field> all = e.fields();
        boolean open = all.getLast().key() == null && all.getLast().value().isMulti();
        return new Tables.Mixed(keys(all), values(all), elements.size(), open, all.toArray(new Expr.Field[0]));
    }

    private @Nullable Node[] keys(List<Expr.Field> fields) {
        return fields.stream().map(field -> field.key() == null ? null : node(field.key())).toArray(Node[]::new);
    }

    private Node[] values(List<Expr.Field> fields) {
        return fields.stream().map(field -> node(field.value())).toArray(Node[]::new);
    }
}
