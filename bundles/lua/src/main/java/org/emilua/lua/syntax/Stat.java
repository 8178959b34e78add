package org.emilua.lua.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement. */
public sealed interface Stat {

    /** {@code local names = values}. */
    record LocalDeclaration(List<Local> locals, List<Expr> values, int line) implements Stat {}

    /** {@code local function}: the variable is declared before the function. */
    record LocalFunction(Local local, Expr.Function function) implements Stat {}

    /** {@code targets = values}; targets are variables and index expressions. */
    record Assignment(List<Expr> targets, List<Expr> values, int line) implements Stat {}

    /** A call whose results are dropped. */
    record CallStatement(Expr call) implements Stat {}

    /** {@code do ... end}. */
    record Do(List<Stat> body) implements Stat {}

    /** {@code while}. */
    record While(Expr condition, List<Stat> body, int line) implements Stat {}

    /** {@code repeat}; the condition sees the body's locals. */
    record Repeat(List<Stat> body, Expr condition, int line) implements Stat {}

    /** {@code if} with all its branches. */
    record If(List<Branch> branches, @Nullable List<Stat> otherwise) implements Stat {}

    /** A condition and what it guards. */
    record Branch(Expr condition, List<Stat> body) {}

    /** {@code for i = start, limit, step}; without step it is null. */
    record NumericFor(Local variable, Expr start, Expr limit, @Nullable Expr step, List<Stat> body, int line) implements Stat {}

    /** {@code for names in values}. The three hidden variables hold iterator, state and control. */
    record GenericFor(List<Local> hidden, List<Local> variables, List<Expr> values, List<Stat> body, int line) implements Stat {}

    /** {@code return}. */
    record Return(List<Expr> values, int line) implements Stat {}

    /** {@code break}. */
    record Break() implements Stat {}

    /** {@code goto}; {@link Label} objects are compared by identity. */
    final class Goto implements Stat {
        final String name;
        final int line;

        /** How many locals were active at the goto, block by block outwards while it is not resolved. */
        int activeLocals;

        private @Nullable Label target;

        Goto(String name, int line, int activeLocals) {
            this.name = name;
            this.line = line;
            this.activeLocals = activeLocals;
        }

        void resolve(Label label) {
            target = label;
            label.gotos.add(this);
        }

        /** Where it stands. */
        public int line() {
            return line;
        }

        /** Where it goes. */
        public Label target() {
            Label label = target;
            if (label == null) {
                throw new IllegalStateException("goto " + name + " is not resolved");
            }
            return label;
        }
    }

    /** {@code ::name::}. */
    final class Label implements Stat {
        final String name;
        int activeLocals;
        final List<Goto> gotos = new ArrayList<>();

        Label(String name, int activeLocals) {
            this.name = name;
            this.activeLocals = activeLocals;
        }

        /** Whether any goto leads here. */
        public boolean isUsed() {
            return !gotos.isEmpty();
        }
    }
}
