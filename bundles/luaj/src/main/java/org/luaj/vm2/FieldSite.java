package org.luaj.vm2;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * What a place in the code that accesses fields by one name remembers: where in a table the field was last, and which
 * function tables with some metatable inherited. Tables that are made alike have their fields in the same places.
 *
 * <p>VMs share code and so these; whatever one remembers is checked against the table at hand, and several threads may
 * overwrite each other's.
 */
@NullMarked
public final class FieldSite {

    private static final int MOST_LEVELS = 16;
    private static final int PATIENCE = 15;

    private final LuaString key;
    private final long bit;
    private int slot;
    private int misses;
    private @Nullable Inherited inherited;

    /** A function that tables with a metatable inherit as long as nothing changes in the tables on the way. */
    private record Inherited(MetaCache meta, int generation, LuaValue value) {}

    /** A place that accesses fields of that name. */
    public FieldSite(LuaString key) {
        this.key = key;
        bit = LuaTable.bitOf(key);
    }

    /** The field's value, if it is found where it was found before; null if one has to look for it. */
    public @Nullable LuaValue get(LuaTable table) {
        LuaValue value = table.entryAt(slot, key);
        if (value != null) {
            return value;
        }
        Inherited known = inherited;
        return known != null
                        && table.meta() == known.meta
                        && known.generation == MetaCache.generation
                        && table.lacks(bit)
                ? known.value
                : null;
    }

    /** Looks for the field in the table and, as long as metatables name tables, where it inherits from; null if it is not there. */
    public @Nullable LuaValue find(LuaTable table) {
        int found = table.takeSlot(key);
        if (found >= 0) {
            LuaValue value = table.entryAt(found, key);
            if (value != null) {
                slot = found;
                return value;
            }
        }
        MetaCache meta = table.meta();
        if (meta == null || !table.isPlain()) {
            return null;
        }
        int generation = MetaCache.generation;
        LuaValue value = inherited(table);
        if (value instanceof LuaFunction && (inherited == null || (++misses & PATIENCE) == 0)) {
            share(table, value);
            inherited = new Inherited(meta, generation, value);
        }
        return value;
    }

    /**
     * Whether the field is neither in the table nor in what it inherits from. Where metatables do more than name tables, the
     * answer is no.
     */
    public boolean isAbsent(LuaTable table) {
        LuaTable at = table;
        for (int i = 0; i < MOST_LEVELS; i++) {
            if (!at.isPlain() || !at.lacks(bit) && at.entry(key) != null) {
                return false;
            }
            MetaCache meta = at.meta();
            LuaValue index = meta == null ? null : meta.index();
            if (!(index instanceof LuaTable next)) {
                return index == null;
            }
            at = next;
        }
        return false;
    }

    private @Nullable LuaValue inherited(LuaTable table) {
        LuaTable at = table;
        for (int i = 0; i < MOST_LEVELS; i++) {
            MetaCache meta = at.meta();
            if (meta == null || !(meta.index() instanceof LuaTable next) || !next.isPlain()) {
                return null;
            }
            LuaValue value = next.entry(key);
            if (value != null) {
                return value;
            }
            at = next;
        }
        return null;
    }

    /** Every table that the look-up goes through tells when it changes. */
    private void share(LuaTable table, LuaValue value) {
        LuaTable at = table;
        while (true) {
            MetaCache meta = at.meta();
            LuaTable metatable = meta == null ? null : meta.table;
            if (meta == null || metatable == null || !(meta.index() instanceof LuaTable next)) {
                return;
            }
            metatable.beShared();
            next.beShared();
            if (next.entry(key) == value) {
                return;
            }
            at = next;
        }
    }

    /** Replaces the field's value, if it has one where it was found before. */
    public boolean replace(LuaTable table, LuaValue value) {
        return table.replaceAt(slot, key, value);
    }

    /** Replaces the field's value, if it has one. */
    public boolean findAndReplace(LuaTable table, LuaValue value) {
        int found = table.takeSlot(key);
        if (found < 0) {
            return false;
        }
        slot = found;
        return table.replaceAt(found, key, value);
    }
}
