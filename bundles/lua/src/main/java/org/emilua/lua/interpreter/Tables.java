package org.emilua.lua.interpreter;

import java.util.Arrays;
import org.emilua.lua.code.Frame;
import org.emilua.lua.code.Lists;
import org.emilua.lua.code.Operations;
import org.emilua.lua.syntax.Expr;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Table constructors. */
final class Tables {

    private Tables() {}

    /** A constructor whose list elements, if any, precede its other fields. */
    static final class ListFirst extends Node {
        private final ValueList elements;
        private final Node[] keys;
        private final Node[] values;
        private final Expr.Field[] sites;

        ListFirst(ValueList elements, Node[] keys, Node[] values, Expr.Field[] sites) {
            this.elements = elements;
            this.keys = keys;
            this.values = values;
            this.sites = sites;
        }

        @Override
        LuaValue eval(Frame frame) {
            LuaTable table = list(frame);
            if (keys.length > 0) {
                table.presize(0, keys.length);
                for (int i = 0; i < keys.length; i++) {
                    put(frame, sites[i], table, keys[i], values[i]);
                }
            }
            return table;
        }

        private LuaTable list(Frame frame) {
            int n = elements.nodes.length;
            if (n == 0) {
                return new LuaTable();
            }
            int closed = elements.isOpen ? n - 1 : n;
            LuaValue[] list = new LuaValue[closed];
            for (int i = 0; i < closed; i++) {
                list[i] = elements.nodes[i].eval(frame);
            }
            return LuaTable.list(elements.isOpen ? Lists.extended(list, elements.nodes[closed].evalAll(frame)) : list);
        }
    }

    private static void put(Frame frame, Expr.Field site, LuaTable table, Node key, Node value) {
        LuaValue at = key.eval(frame);
        LuaValue stored = value.eval(frame);
        frame.site = site;
        Operations.setIndex(table, at, stored);
    }

    /** A constructor with list elements behind other fields. */
    static final class Mixed extends Node {
        private final @Nullable Node[] keys;
        private final Node[] values;
        private final int listed;
        private final boolean isOpen;
        private final Expr.Field[] sites;

        Mixed(@Nullable Node[] keys, Node[] values, int listed, boolean isOpen, Expr.Field[] sites) {
            this.keys = keys;
            this.values = values;
            this.listed = listed;
            this.isOpen = isOpen;
            this.sites = sites;
        }

        /** The list comes last into the table, as in Lua, where it overwrites equal keys. */
        @Override
        LuaValue eval(Frame frame) {
            LuaValue[] list = new LuaValue[isOpen ? listed - 1 : listed];
            LuaTable keyed = new LuaTable(0, values.length - listed);
            int next = 0;
            Varargs rest = LuaValue.NONE;
            for (int i = 0; i < values.length; i++) {
                Node key = keys[i];
                if (key != null) {
                    put(frame, sites[i], keyed, key, values[i]);
                } else if (next < list.length) {
                    list[next++] = values[i].eval(frame);
                } else {
                    rest = values[i].evalAll(frame);
                }
            }
            keyed.adopt(Lists.extended(list, rest));
            return keyed;
        }
    }
}
