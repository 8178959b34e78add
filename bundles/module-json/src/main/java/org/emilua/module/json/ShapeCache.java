package org.emilua.module.json;

import java.util.Arrays;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** Makes the tables of objects. Those with the same names in the same order share their list. Runs on its VM's strand only. */
final class ShapeCache {

    private static final int SIZE = 64;

    private final LuaString[] @Nullable [] shapes = new LuaString[SIZE][];

    /**
     * The table of an object. Of members with the same name the last one counts.
     *
     * @param members names, each followed by its value
     * @param from the first name
     * @param to behind the last value, at least one after {@code from}
     */
    LuaTable table(LuaValue[] members, int from, int to) {
        int count = (to - from) / 2;
        int slot = (members[from].hashCode() + count) & SIZE - 1;
        LuaString[] known = shapes[slot];
        if (known != null && known.length == count && areNames(known, members, from)) {
            return new ObjectTable(known, members, from, to);
        }
        LuaString[] names = new LuaString[count];
        for (int i = 0; i < count; i++) {
            names[i] = (LuaString) members[from + 2 * i];
        }
        ObjectTable table = new ObjectTable(names, members, from, to);
        if (size(table) < count) {
            return new ObjectTable(new LinkedHashSet<>(Arrays.asList(names)).toArray(new LuaString[0]), members, from, to);
        }
        shapes[slot] = names;
        return table;
    }

    private static boolean areNames(LuaString[] names, LuaValue[] members, int from) {
        for (int i = 0; i < names.length; i++) {
            if (names[i] != members[from + 2 * i]) {
                return false;
            }
        }
        return true;
    }

    private static int size(LuaTable table) {
        int size = 0;
        for (int place = table.nextPlace(-1); place >= 0; place = table.nextPlace(place)) {
            size++;
        }
        return size;
    }
}
