package org.emilua.lua.interpreter;

import org.emilua.lua.code.Calls;
import org.emilua.lua.code.Closure;
import org.emilua.lua.code.Frame;
import org.emilua.lua.code.GrowingList;
import org.emilua.lua.code.Operations;
import org.emilua.lua.code.TailCall;
import org.emilua.lua.syntax.Expr;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A call of a function or, with a name, of a method. */
final class Calling extends Node {

    private final Expr site;
    private final Node callee;
    private final @Nullable LuaString method;
    private final ValueList args;

    Calling(Expr site, Node callee, @Nullable LuaString method, ValueList args) {
        this.site = site;
        this.callee = callee;
        this.method = method;
        this.args = args;
    }

    @Override
    LuaValue eval(Frame frame) {
        return Calls.first(call(frame, null));
    }

    @Override
    Varargs evalAll(Frame frame) {
        return Calls.all(call(frame, null));
    }

    /** Makes the call in tail position: one of a Lua function is left to the caller. */
    Varargs evalTail(Frame frame, Object tailSite) {
        return call(frame, tailSite);
    }

    private Varargs call(Frame frame, @Nullable Object tailSite) {
        LuaValue object = callee.eval(frame);
        if (method == null) {
            return callFunction(frame, object, tailSite);
        }
        frame.site = site;
        LuaValue function = Operations.index(object, method);
        return callMethod(frame, function, object, tailSite);
    }

    private Varargs callFunction(Frame frame, LuaValue f, @Nullable Object tailSite) {
        Node[] nodes = args.nodes;
        if (args.isOpen || nodes.length > 4 || tailSite != null && f instanceof Closure) {
            return finish(frame, f, args.eval(frame), tailSite);
        }
        LuaValue a = nodes.length > 0 ? nodes[0].eval(frame) : LuaValue.NIL;
        LuaValue b = nodes.length > 1 ? nodes[1].eval(frame) : LuaValue.NIL;
        LuaValue c = nodes.length > 2 ? nodes[2].eval(frame) : LuaValue.NIL;
        LuaValue d = nodes.length > 3 ? nodes[3].eval(frame) : LuaValue.NIL;
        frame.site = site;
        return switch (nodes.length) {
            case 0 -> Calls.code(f).call0(f);
            case 1 -> Calls.code(f).call1(f, a);
            case 2 -> Calls.code(f).call2(f, a, b);
            case 3 -> Calls.code(f).call3(f, a, b, c);
            default -> Calls.code(f).call4(f, a, b, c, d);
        };
    }

    private Varargs callMethod(Frame frame, LuaValue f, LuaValue self, @Nullable Object tailSite) {
        Node[] nodes = args.nodes;
        if (args.isOpen || nodes.length > 3 || tailSite != null && f instanceof Closure) {
            Varargs values = args.eval(frame);
            frame.site = site;
            return finish(frame, f, GrowingList.prepend(self, values), tailSite);
        }
        LuaValue a = nodes.length > 0 ? nodes[0].eval(frame) : LuaValue.NIL;
        LuaValue b = nodes.length > 1 ? nodes[1].eval(frame) : LuaValue.NIL;
        LuaValue c = nodes.length > 2 ? nodes[2].eval(frame) : LuaValue.NIL;
        frame.site = site;
        return switch (nodes.length) {
            case 0 -> Calls.code(f).call1(f, self);
            case 1 -> Calls.code(f).call2(f, self, a);
            case 2 -> Calls.code(f).call3(f, self, a, b);
            default -> Calls.code(f).call4(f, self, a, b, c);
        };
    }

    private Varargs finish(Frame frame, LuaValue f, Varargs values, @Nullable Object tailSite) {
        if (tailSite != null && f instanceof Closure) {
            return new TailCall(f, values);
        }
        frame.site = site;
        return Calls.code(f).callN(f, values);
    }
}
