package org.emilua.lua.interpreter;

import java.util.List;
import org.emilua.lua.code.Frame;
import org.emilua.lua.syntax.Stat;
import org.jspecify.annotations.Nullable;

/** Blocks, conditions and jumps. */
final class Blocks {

    private Blocks() {}

    static final class Plain extends Step {
        private final Step[] steps;

        Plain(Step[] steps) {
            this.steps = steps;
        }

        @Override
        @Nullable Object execute(Frame frame) {
            for (Step step : steps) {
                Object signal = step.execute(frame);
                if (signal != null) {
                    return signal;
                }
            }
            return null;
        }
    }

    /** A block with labels, where a goto may lead. */
    static final class Labelled extends Step {
        private final Step[] steps;
        private final List<Stat> statements;

        Labelled(Step[] steps, List<Stat> statements) {
            this.steps = steps;
            this.statements = statements;
        }

        @Override
        @Nullable Object execute(Frame frame) {
            int i = 0;
            while (i < steps.length) {
                Object signal = steps[i++].execute(frame);
                if (signal != null) {
                    i = signal instanceof Stat.Label ? statements.indexOf(signal) : -1;
                    if (i < 0) {
                        return signal;
                    }
                }
            }
            return null;
        }
    }

    static final class If extends Step {
        private final Node[] conditions;
        private final Step[] branches;
        private final Step otherwise;

        If(Node[] conditions, Step[] branches, Step otherwise) {
            this.conditions = conditions;
            this.branches = branches;
            this.otherwise = otherwise;
        }

        @Override
        @Nullable Object execute(Frame frame) {
            for (int i = 0; i < conditions.length; i++) {
                if (conditions[i].test(frame)) {
                    return branches[i].execute(frame);
                }
            }
            return otherwise.execute(frame);
        }
    }

    static final class Signal extends Step {
        private final Object signal;

        Signal(Object signal) {
            this.signal = signal;
        }

        @Override
        Object execute(Frame frame) {
            return signal;
        }
    }

    static final class Drop extends Step {
        private final Node call;

        Drop(Node call) {
            this.call = call;
        }

        @Override
        @Nullable Object execute(Frame frame) {
            call.evalAll(frame);
            return null;
        }
    }

    static final class ReturnOne extends Step {
        private final Node value;

        ReturnOne(Node value) {
            this.value = value;
        }

        @Override
        Object execute(Frame frame) {
            return value.eval(frame);
        }
    }

    static final class Return extends Step {
        private final ValueList values;

        Return(ValueList values) {
            this.values = values;
        }

        @Override
        Object execute(Frame frame) {
            return values.eval(frame);
        }
    }

    static final class ReturnCall extends Step {
        private final Stat.Return site;
        private final Calling call;

        ReturnCall(Stat.Return site, Calling call) {
            this.site = site;
            this.call = call;
        }

        @Override
        Object execute(Frame frame) {
            return call.evalTail(frame, site);
        }
    }
}
