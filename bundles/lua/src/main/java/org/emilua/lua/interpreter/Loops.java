package org.emilua.lua.interpreter;

import java.util.List;
import org.emilua.lua.code.Calls;
import org.emilua.lua.code.Cell;
import org.emilua.lua.code.Conversions;
import org.emilua.lua.code.Errors;
import org.emilua.lua.code.Frame;
import org.emilua.lua.syntax.Local;
import org.emilua.lua.syntax.Stat;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Loops. */
final class Loops {

    private Loops() {}

    static final class While extends Step {
        private final Node condition;
        private final Step body;

        While(Node condition, Step body) {
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
            }
            return null;
        }
    }

    static final class Repeat extends Step {
        private final Step body;
        private final Node condition;

        Repeat(Step body, Node condition) {
            this.body = body;
            this.condition = condition;
        }

        @Override
        @Nullable Object execute(Frame frame) {
            do {
                Object signal = body.execute(frame);
                if (signal != null) {
                    return signal == BREAK ? null : signal;
                }
            } while (!condition.test(frame));
            return null;
        }
    }

    static final class Numeric extends Step {
        private final Stat.NumericFor site;
        private final Node start;
        private final Node limit;
        private final @Nullable Node step;
        private final Step body;
        private final Local variable;

        Numeric(Stat.NumericFor site, Node start, Node limit, @Nullable Node step, Step body) {
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
            double i = number(from, "initial value");
            double end = number(to, "limit");
            double increment = number(by, "step");
            while (increment > 0 ? i <= end : end <= i) {
                LuaValue value = new LuaDouble(i);
                frame.slots[variable.slot] = variable.isCell() ? new Cell(value) : value;
                Object signal = body.execute(frame);
                if (signal != null) {
                    return signal == BREAK ? null : signal;
                }
                i += increment;
            }
            return null;
        }

        private static double number(LuaValue value, String part) {
            if (Conversions.toNumber(value) instanceof LuaNumber number) {
                return number.todouble();
            }
            throw Errors.loop(part);
        }
    }

    static final class Generic extends Step {
        private final Stat.GenericFor site;
        private final Adjusted values;
        private final Step body;
        private final Local[] variables;

        Generic(Stat.GenericFor site, Adjusted values, Step body) {
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
            }
        }
    }
}
