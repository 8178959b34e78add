package org.emilua.lua.interpreter;

import org.emilua.lua.code.Frame;
import org.emilua.lua.code.GrowingList;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Expressions of which all values are wanted, those of the last one included: arguments, results, list elements. */
final class ValueList {

    private final @Nullable Object site;

    final Node[] nodes;

    /** Whether the last expression may have any number of values. */
    final boolean isOpen;

    /** A list for an expression or statement. */
    ValueList(@Nullable Object site, Node[] nodes, boolean isOpen) {
        this.site = site;
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
        if (!isOpen) {
            return LuaValue.varargsOf(values);
        }
        Varargs rest = nodes[n - 1].evalAll(frame);
        frame.site = site;
        return GrowingList.prepend(values, rest);
    }
}
