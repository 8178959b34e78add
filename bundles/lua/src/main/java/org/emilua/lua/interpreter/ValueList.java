package org.emilua.lua.interpreter;

import org.emilua.lua.code.Frame;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Expressions of which all values are wanted, those of the last one included: arguments, results, list elements. */
final class ValueList {

    final Node[] nodes;

    /** Whether the last expression may have any number of values. */
    final boolean isOpen;

    ValueList(Node[] nodes, boolean isOpen) {
        this.nodes = nodes;
        this.isOpen = isOpen;
    }

    Varargs eval(Frame frame) {
        int n = nodes.length;
        if (n == 0) {
            return LuaValue.NONE;
        }
        if (n == 1) {
            return isOpen ? nodes[0].evalAll(frame) : nodes[0].eval(frame);
        }
        LuaValue[] values = new LuaValue[isOpen ? n - 1 : n];
        for (int i = 0; i < values.length; i++) {
            values[i] = nodes[i].eval(frame);
        }
        return isOpen ? LuaValue.varargsOf(values, nodes[n - 1].evalAll(frame)) : LuaValue.varargsOf(values);
    }
}
