package org.emilua.lua.library;

import java.util.ArrayList;
import java.util.List;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Moves elements within tables and between them, without metamethods. */
final class TableRange {

    /** Longer ranges may be almost empty: they are not walked key by key. */
    private static final int LONGEST_WALK = 1 << 16;

    private TableRange() {}

    /**
     * Copies the values of the keys {@code first} to {@code last} to the keys from {@code start} on, nil values too; a range
     * may overlap its copy.
     */
    static void move(LuaTable source, long first, long last, LuaTable target, long start) {
        long count = last - first + 1;
        if (count <= 0 || source == target && first == start) {
            return;
        }
        boolean isDense = first >= 1 && last <= Integer.MAX_VALUE && source.dense((int) last) != null;
        if (!isDense && count > LONGEST_WALK) {
            moveSparse(source, first, last, target, start);
            return;
        }
        if (isDense && start == 1 && target.isPlain()) {
            target.presize((int) count);
        }
        if (source == target && start > first && start <= last) {
            for (long i = count - 1; i >= 0; i--) {
                set(target, start + i, get(source, first + i));
            }
        } else {
            for (long i = 0; i < count; i++) {
                set(target, start + i, get(source, first + i));
            }
        }
    }

    private static LuaValue get(LuaTable table, long key) {
        return (int) key == key ? table.rawget((int) key) : table.rawget(new LuaDouble(key));
    }

    private static void set(LuaTable table, long key, LuaValue value) {
        if ((int) key == key) {
            table.rawset((int) key, value);
        } else {
            table.rawset(new LuaDouble(key), value);
        }
    }

    /** Visits the keys that have a value, however long the range is. */
    private static void moveSparse(LuaTable source, long first, long last, LuaTable target, long start) {
        List<Entry> moved = entries(source, first, last);
        for (Entry old : entries(target, start, start + (last - first))) {
            set(target, old.key, LuaValue.NIL);
        }
        for (Entry entry : moved) {
            set(target, entry.key - first + start, entry.value);
        }
    }

    private static List<Entry> entries(LuaTable table, long first, long last) {
        List<Entry> entries = new ArrayList<>();
        Varargs next = table.next(LuaValue.NIL);
        while (next.arg1() != LuaValue.NIL) {
            if (next.arg1() instanceof LuaNumber number) {
                double key = number.todouble();
                if (key >= first && key <= last && key == Math.rint(key)) {
                    entries.add(new Entry((long) key, next.arg(2)));
                }
            }
            next = table.next(next.arg1());
        }
        return entries;
    }

    private record Entry(long key, LuaValue value) {}
}
