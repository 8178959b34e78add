package org.emilua.lua.interpreter;

import java.util.List;
import org.emilua.lua.code.Calls;
import org.emilua.lua.code.Cell;
import org.emilua.lua.code.Frame;
import org.emilua.lua.code.Interrupts;
import org.emilua.lua.code.Iteration;
import org.emilua.lua.code.LoopCode;
import org.emilua.lua.syntax.FunctionBody;
import org.emilua.lua.syntax.Local;
import org.emilua.lua.syntax.Stat;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Loops. */
final class Loops {

    private Loops() {}

    /** A loop, which compiled code may take over at the beginning of a turn. */
    private abstract static class Loop extends Step {
        private final FunctionBody owner;
        private final Stat statement;
        private volatile @Nullable LoopCode compiled;
        private boolean offered;

        Loop(FunctionBody owner, Stat statement) {
            this.owner = owner;
            this.statement = statement;
        }

        /** Counts a turn and tells whether compiled code takes over now. */
        final @Nullable LoopCode nextTurn(Frame frame) {
            Interrupts.check();
            if (++frame.turns > Promotion.current().turns && !offered) {
                offered = true;
                Promotion.current().offer(owner, statement, code -> compiled = code);
            }
            return compiled;
        }
    }

    static final class While extends Loop {
        private final Node condition;
        private final Step body;

        While(FunctionBody owner, Stat.While site, Node condition, Step body) {
            super(owner, site);
            this.condition = condition;
            this.body = body;
        }

        @Override
        @Nullable Object execute(Frame frame) {
            while (condition.test(frame)) {
                Object signal = body.execute(frame);
                if (signal != null) {
                    return signal == BREAK ? null : signal;
                }
                LoopCode code = nextTurn(frame);
                if (code != null) {
                    return code.run(frame.closure, frame, LuaValue.NIL, LuaValue.NIL, LuaValue.NIL);
                }
            }
            return null;
        }
    }

    static final class Repeat extends Loop {
        private final Step body;
        private final Node condition;

        Repeat(FunctionBody owner, Stat.Repeat site, Step body, Node condition) {
            super(owner, site);
            this.body = body;
            this.condition = condition;
        }

        @Override
        @Nullable Object execute(Frame frame) {
            while (true) {
                Object signal = body.execute(frame);
                if (signal != null) {
                    return signal == BREAK ? null : signal;
                }
                if (condition.test(frame)) {
                    return null;
                }
                LoopCode code = nextTurn(frame);
                if (code != null) {
                    return code.run(frame.closure, frame, LuaValue.NIL, LuaValue.NIL, LuaValue.NIL);
                }
            }
        }
    }

    static final class Numeric extends Loop {
        private final Stat.NumericFor site;
        private final Node start;
        private final Node limit;
        private final @Nullable Node step;
        private final Step body;
        private final Local variable;

        Numeric(FunctionBody owner, Stat.NumericFor site, Node start, Node limit, @Nullable Node step, Step body) {
            super(owner, site);
            this.site = site;
            this.start = start;
            this.limit = limit;
            this.step = step;
            this.body = body;
            variable = site.variable();
        }

        @Override
        @Nullable Object execute(Frame frame) {
            LuaValue from = start.eval(frame);
            LuaValue to = limit.eval(frame);
            LuaValue by = step == null ? LuaValue.ONE : step.eval(frame);
            frame.site = site;
            double i = Iteration.number(from, "initial value");
            double end = Iteration.number(to, "limit");
            double increment = Iteration.number(by, "step");
            while (Iteration.goesOn(i, end, increment)) {
                LuaValue value = new LuaDouble(i);
                frame.slots[variable.slot] = variable.isCell() ? new Cell(value) : value;
                Object signal = body.execute(frame);
                if (signal != null) {
                    return signal == BREAK ? null : signal;
                }
                i += increment;
                LoopCode code = nextTurn(frame);
                if (code != null) {
                    return code.run(
                            frame.closure, frame, new LuaDouble(i), new LuaDouble(end), new LuaDouble(increment));
                }
            }
            return null;
        }
    }

    static final class Generic extends Loop {
        private final Stat.GenericFor site;
        private final Adjusted values;
        private final Step body;
        private final Local[] variables;

        Generic(FunctionBody owner, Stat.GenericFor site, Adjusted values, Step body) {
            super(owner, site);
            this.site = site;
            this.values = values;
            this.body = body;
            List<Local> declared = site.variables();
            variables = declared.toArray(new Local[0]);
        }

        @Override
        @Nullable Object execute(Frame frame) {
            LuaValue[] triple = values.eval(frame);
            LuaValue iterator = triple[0];
            LuaValue control = triple[2];
            while (true) {
                frame.site = site;
                Varargs results = Calls.all(Calls.code(iterator).call2(iterator, triple[1], control));
                control = Calls.first(results);
                if (control == LuaValue.NIL) {
                    return null;
                }
                int n = results.narg();
                for (int i = 0; i < variables.length; i++) {
                    LuaValue value = i < n ? results.arg(i + 1) : LuaValue.NIL;
                    frame.slots[variables[i].slot] = variables[i].isCell() ? new Cell(value) : value;
                }
                Object signal = body.execute(frame);
                if (signal != null) {
                    return signal == BREAK ? null : signal;
                }
                LoopCode code = nextTurn(frame);
                if (code != null) {
                    return code.run(frame.closure, frame, iterator, triple[1], control);
                }
            }
        }
    }
}
