package org.emilua.lua.interpreter;

import java.util.List;
import org.emilua.lua.code.Cell;
import org.emilua.lua.code.Frame;
import org.emilua.lua.code.Operations;
import org.emilua.lua.syntax.Expr;
import org.emilua.lua.syntax.Local;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** Declarations and assignments. */
final class Variables {

    private Variables() {}

    private static void declare(Frame frame, Local local, LuaValue value) {
        frame.slots[local.slot] = local.isCell() ? new Cell(value) : value;
    }

    static final class DeclareOne extends Step {
        private final Local local;
        private final Node value;

        DeclareOne(Local local, Node value) {
            this.local = local;
            this.value = value;
        }

        @Override
        @Nullable Object execute(Frame frame) {
            declare(frame, local, value.eval(frame));
            return null;
        }
    }

    static final class Declare extends Step {
        private final Local[] locals;
        private final Adjusted values;

        Declare(List<Local> locals, Adjusted values) {
            this.locals = locals.toArray(new Local[0]);
            this.values = values;
        }

        @Override
        @Nullable Object execute(Frame frame) {
            LuaValue[] evaluated = values.eval(frame);
            for (int i = 0; i < locals.length; i++) {
                declare(frame, locals[i], evaluated[i]);
            }
            return null;
        }
    }

    static final class DeclareFunction extends Step {
        private final Local local;
        private final Values.MakeClosure function;

        DeclareFunction(Local local, Values.MakeClosure function) {
            this.local = local;
            this.function = function;
        }

        /** The function may capture the variable's cell, so that comes first. */
        @Override
        @Nullable Object execute(Frame frame) {
            if (local.isCell()) {
                Cell cell = new Cell(LuaValue.NIL);
                frame.slots[local.slot] = cell;
                cell.value = function.eval(frame);
            } else {
                frame.slots[local.slot] = function.eval(frame);
            }
            return null;
        }
    }

    static final class SetLocal extends Step {
        private final int slot;
        private final Node value;

        SetLocal(int slot, Node value) {
            this.slot = slot;
            this.value = value;
        }

        @Override
        @Nullable Object execute(Frame frame) {
            frame.slots[slot] = value.eval(frame);
            return null;
        }
    }

    /** What is assigned to. Object and key of a field are evaluated before the values of the assignment. */
    abstract static class Target {

        LuaValue object(Frame frame) {
            return LuaValue.NIL;
        }

        LuaValue key(Frame frame) {
            return LuaValue.NIL;
        }

        abstract void assign(Frame frame, LuaValue object, LuaValue key, LuaValue value);
    }

    static final class LocalTarget extends Target {
        private final Local local;

        LocalTarget(Local local) {
            this.local = local;
        }

        @Override
        void assign(Frame frame, LuaValue object, LuaValue key, LuaValue value) {
            if (local.isCell()) {
                Values.cell(frame.slots[local.slot]).value = value;
            } else {
                frame.slots[local.slot] = value;
            }
        }
    }

    static final class UpvalueTarget extends Target {
        private final int index;

        UpvalueTarget(int index) {
            this.index = index;
        }

        @Override
        void assign(Frame frame, LuaValue object, LuaValue key, LuaValue value) {
            Values.cell(frame.closure.upvalue(index)).value = value;
        }
    }

    static final class GlobalTarget extends Target {
        private final Expr.Global site;

        GlobalTarget(Expr.Global site) {
            this.site = site;
        }

        @Override
        void assign(Frame frame, LuaValue object, LuaValue key, LuaValue value) {
            frame.site = site;
            Operations.setIndex(frame.closure.environment, site.name(), value);
        }
    }

    static final class IndexTarget extends Target {
        private final Expr.Index site;
        private final Node object;
        private final Node key;

        IndexTarget(Expr.Index site, Node object, Node key) {
            this.site = site;
            this.object = object;
            this.key = key;
        }

        @Override
        LuaValue object(Frame frame) {
            return object.eval(frame);
        }

        @Override
        LuaValue key(Frame frame) {
            return key.eval(frame);
        }

        @Override
        void assign(Frame frame, LuaValue to, LuaValue at, LuaValue value) {
            frame.site = site;
            Operations.setIndex(to, at, value);
        }
    }

    static final class AssignOne extends Step {
        private final Target target;
        private final Node value;

        AssignOne(Target target, Node value) {
            this.target = target;
            this.value = value;
        }

        @Override
        @Nullable Object execute(Frame frame) {
            LuaValue object = target.object(frame);
            LuaValue key = target.key(frame);
            target.assign(frame, object, key, value.eval(frame));
            return null;
        }
    }

    static final class Assign extends Step {
        private final Target[] targets;
        private final Adjusted values;

        Assign(Target[] targets, Adjusted values) {
            this.targets = targets;
            this.values = values;
        }

        @Override
        @Nullable Object execute(Frame frame) {
            LuaValue[] objects = new LuaValue[targets.length];
            LuaValue[] keys = new LuaValue[targets.length];
            for (int i = 0; i < targets.length; i++) {
                objects[i] = targets[i].object(frame);
                keys[i] = targets[i].key(frame);
            }
            LuaValue[] evaluated = values.eval(frame);
            for (int i = targets.length - 1; i >= 0; i--) {
                targets[i].assign(frame, objects[i], keys[i], evaluated[i]);
            }
            return null;
        }
    }
}
