package org.emilua.lua.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Visits the statements and expressions of a function, not those of inner functions. Subclasses look at what they care for. */
public abstract class Walker {

    /** For subclasses. */
    protected Walker() {}

    /** Visits statements in order. */
    public void block(@Nullable List<Stat> statements) {
        if (statements != null) {
            statements.forEach(this::visit);
        }
    }

    /** Visits a statement and all that it contains. */
    public void visit(Stat statement) {
        switch (statement) {
            case Stat.LocalDeclaration s -> all(s.values());
            case Stat.LocalFunction s -> visit(s.function());
            case Stat.Assignment s -> {
                all(s.targets());
                all(s.values());
            }
            case Stat.CallStatement s -> visit(s.call());
            case Stat.Do s -> block(s.body());
            case Stat.While s -> {
                visit(s.condition());
                block(s.body());
            }
            case Stat.Repeat s -> {
                block(s.body());
                visit(s.condition());
            }
            case Stat.If s -> {
                for (Stat.Branch branch : s.branches()) {
                    visit(branch.condition());
                    block(branch.body());
                }
                block(s.otherwise());
            }
            case Stat.NumericFor s -> {
                visit(s.start());
                visit(s.limit());
                if (s.step() != null) {
                    visit(s.step());
                }
                block(s.body());
            }
            case Stat.GenericFor s -> {
                all(s.values());
                block(s.body());
            }
            case Stat.Return s -> all(s.values());
            case Stat.Break s -> {}
            case Stat.Goto s -> {}
            case Stat.Label s -> {}
        }
    }

    /** Visits an expression and its operands. */
    public void visit(Expr expr) {
        switch (expr) {
            case Expr.Index e -> {
                visit(e.object());
                visit(e.key());
            }
            case Expr.Call e -> {
                visit(e.function());
                all(e.args());
            }
            case Expr.MethodCall e -> {
                visit(e.object());
                all(e.args());
            }
            case Expr.Binary e -> {
                visit(e.left());
                visit(e.right());
            }
            case Expr.Concat e -> all(e.operands());
            case Expr.Unary e -> visit(e.operand());
            case Expr.And e -> {
                visit(e.left());
                visit(e.right());
            }
            case Expr.Or e -> {
                visit(e.left());
                visit(e.right());
            }
            case Expr.Paren e -> visit(e.inner());
            case Expr.Table e -> {
                for (Expr.Field field : e.fields()) {
                    if (field.key() != null) {
                        visit(field.key());
                    }
                    visit(field.value());
                }
            }
            default -> {}
        }
    }

    private void all(List<Expr> exprs) {
        exprs.forEach(this::visit);
    }
}
