package org.emilua.lua.interpreter;

import org.emilua.lua.code.Frame;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Expressions whose values are cut or filled with nil to a number: those of an assignment or declaration. */
final class Adjusted {

    private final ValueList list;
    private final int wanted;

    Adjusted(ValueList list, int wanted) {
        this.list = list;
        this.wanted = wanted;
    }

    LuaValue[] eval(Frame frame) {
        LuaValue[] values = new LuaValue[wanted];
        Node[] nodes = list.nodes;
        int closed = list.isOpen ? nodes.length - 1 : nodes.length;
        for (int i = 0; i < closed; i++) {
            LuaValue value = nodes[i].eval(frame);
            if (i < wanted) {
                values[i] = value;
            }
        }
        Varargs rest = LuaValue.NONE;
        if (list.isOpen) {
            rest = closed + 1 >= wanted && closed < wanted ? nodes[closed].eval(frame) : nodes[closed].evalAll(frame);
        }
        int available = rest.narg();
        for (int i = closed; i < wanted; i++) {
            values[i] = i - closed < available ? rest.arg(i - closed + 1) : LuaValue.NIL;
        }
        return values;
    }
}
