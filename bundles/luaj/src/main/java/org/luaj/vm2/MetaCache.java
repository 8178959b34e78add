package org.luaj.vm2;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a metatable, shared by all tables that have it: the metamethods of every access, found once and kept
 * until the metatable changes. A table that stands for another, as a live module does, has one without a metatable.
 */
@NullMarked
public final class MetaCache {

    private static final LuaString MODE = LuaValue.MODE;

    /** The metatable. */
    final @Nullable LuaTable table;

    boolean valid;
    private @Nullable LuaValue index;
    private @Nullable LuaValue newIndex;
    private boolean weakKeys;
    private boolean weakValues;

    MetaCache(LuaTable table) {
        this.table = table;
    }

    MetaCache(LuaValue index, LuaValue newIndex) {
        table = null;
        this.index = index;
        this.newIndex = newIndex;
        valid = true;
    }

    /** The {@code __index} metamethod, null if there is none. */
    public @Nullable LuaValue index() {
        if (!valid) {
            refresh();
        }
        return index;
    }

    /** The {@code __newindex} metamethod, null if there is none. */
    public @Nullable LuaValue newIndex() {
        if (!valid) {
            refresh();
        }
        return newIndex;
    }

    // ---- who else finds things here

    /** Counts the changes of tables that others inherit from, of all VMs. What was found at another count may have changed. */
    static int generation;

    private boolean shared;

    private static synchronized void nextGeneration() {
        generation++;
    }

    /** From now on changes of the table start another generation. */
    void share() {
        shared = true;
    }

    /** A string of the table got another value. Plain data is never kept by those who inherit, so it may change freely. */
    void changed(@Nullable LuaValue old) {
        valid = false;
        if (shared && !(old instanceof LuaNumber || old instanceof LuaString || old instanceof LuaBoolean)) {
            nextGeneration();
        }
    }

    boolean isWeak() {
        if (!valid) {
            refresh();
        }
        return weakKeys || weakValues;
    }

    boolean weakKeys() {
        return weakKeys;
    }

    boolean weakValues() {
        return weakValues;
    }

    private void refresh() {
        LuaTable from = table;
        if (from != null) {
            index = from.entry(LuaValue.INDEX);
            newIndex = from.entry(LuaValue.NEWINDEX);
            String mode = from.entry(MODE) instanceof LuaString text ? text.tojstring() : "";
            weakKeys = mode.indexOf('k') >= 0;
            weakValues = mode.indexOf('v') >= 0;
        }
        valid = true;
    }
}
