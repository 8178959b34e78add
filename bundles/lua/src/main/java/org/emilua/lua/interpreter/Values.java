package org.emilua.lua.interpreter;

import org.emilua.lua.code.Cell;
import org.emilua.lua.code.Closure;
import org.emilua.lua.code.Frame;
import org.emilua.lua.code.Operations;
import org.emilua.lua.syntax.Expr;
import org.emilua.lua.syntax.FunctionBody;
import org.emilua.lua.syntax.Upvalue;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Expressions that read something or make a function. */
final class Values {

    private Values() {}

    static final class Constant extends Node {
        private final LuaValue value;

        Constant(LuaValue value) {
            this.value = value;
        }

        @Override
        LuaValue eval(Frame frame) {
            return value;
        }
    }

    static final class LocalGet extends Node {
        private final int slot;

        LocalGet(int slot) {
            this.slot = slot;
        }

        @Override
        LuaValue eval(Frame frame) {
            return frame.value(slot);
        }
    }

    static final class CellGet extends Node {
        private final int slot;

        CellGet(int slot) {
            this.slot = slot;
        }

        @Override
        LuaValue eval(Frame frame) {
            return cell(frame.slots[slot]).value;
        }
    }

    static Cell cell(@Nullable Object held) {
        if (held instanceof Cell cell) {
            return cell;
        }
        throw new IllegalStateException("no cell where a captured variable is");
    }

    static LuaValue value(@Nullable Object held) {
        return held == null ? LuaValue.NIL : (LuaValue) held;
    }

    static final class UpvalueGet extends Node {
        private final int index;

        UpvalueGet(int index) {
            this.index = index;
        }

        @Override
        LuaValue eval(Frame frame) {
            return value(frame.closure.upvalue(index));
        }
    }

    static final class UpvalueCellGet extends Node {
        private final int index;

        UpvalueCellGet(int index) {
            this.index = index;
        }

        @Override
        LuaValue eval(Frame frame) {
            return cell(frame.closure.upvalue(index)).value;
        }
    }

    static final class Self extends Node {
        @Override
        LuaValue eval(Frame frame) {
            return frame.closure;
        }
    }

    static final class GlobalGet extends Node {
        private final Expr.Global site;

        GlobalGet(Expr.Global site) {
            this.site = site;
        }

        @Override
        LuaValue eval(Frame frame) {
            LuaValue value = frame.closure.environment.entry(site.name());
            if (value != null) {
                return value;
            }
            frame.site = site;
            return Operations.index(frame.closure.environment, site.name());
        }
    }

    static final class Field extends Node {
        private final Expr.Index site;
        private final Node object;
        private final LuaString key;

        Field(Expr.Index site, Node object, LuaString key) {
            this.site = site;
            this.object = object;
            this.key = key;
        }

        @Override
        LuaValue eval(Frame frame) {
            LuaValue from = object.eval(frame);
            frame.site = site;
            return Operations.index(from, key);
        }
    }

    static final class IndexGet extends Node {
        private final Expr.Index site;
        private final Node object;
        private final Node key;

        IndexGet(Expr.Index site, Node object, Node key) {
            this.site = site;
            this.object = object;
            this.key = key;
        }

        @Override
        LuaValue eval(Frame frame) {
            LuaValue from = object.eval(frame);
            LuaValue at = key.eval(frame);
            frame.site = site;
            return Operations.index(from, at);
        }
    }

    static final class Dots extends Node {
        @Override
        LuaValue eval(Frame frame) {
            return frame.varargs.arg1();
        }

        @Override
        Varargs evalAll(Frame frame) {
            return frame.varargs;
        }
    }

    static final class First extends Node {
        private final Node inner;

        First(Node inner) {
            this.inner = inner;
        }

        @Override
        LuaValue eval(Frame frame) {
            return inner.eval(frame);
        }
    }

    static final class MakeClosure extends Node {
        private final FunctionBody user;
        private final FunctionBody made;

        MakeClosure(FunctionBody user, FunctionBody made) {
            this.user = user;
            this.made = made;
        }

        @Override
        Closure eval(Frame frame) {
            Closure closure = new Closure(InterpretedCode.of(made), frame.closure.environment).withUpvalues(made.upvalues.size());
            for (Upvalue upvalue : made.upvalues) {
                closure.upvalue(upvalue.index(), captured(frame, upvalue));
            }
            return closure;
        }

        private @Nullable Object captured(Frame frame, Upvalue upvalue) {
            if (upvalue.fromLocal()) {
                return frame.slots[upvalue.local().slot];
            }
            return user.upvalues.get(upvalue.outer()).isSelf(user) ? frame.closure : frame.closure.upvalue(upvalue.outer());
        }
    }
}
