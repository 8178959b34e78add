package org.emilua.module.json;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** A table made of an object's text; remembers the order of the names there, so that they are written in that order again. */
final class ObjectTable extends LuaTable {

    /** All different; maybe shared with other tables, and never changed. */
    final LuaString[] names;

    /**
     * A table.
     *
     * @param members names, each followed by its value
     * @param from the first name
     * @param to behind the last value
     */
    ObjectTable(LuaString[] names, LuaValue[] members, int from, int to) {
        super(0, (to - from) / 2);
        this.names = names;
        for (int i = from; i < to; i += 2) {
            store((LuaString) members[i], members[i + 1]);
        }
    }
}
