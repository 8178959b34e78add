package org.luaj.vm2;

import org.jspecify.annotations.NullMarked;

/**
 * A list that knows how many values it has and makes them only when a program looks at one: for results of which programs often
 * need but the number, or nothing. From then on, and for the program always, it is a table as any other. What it is made of
 * must not change in between. Not for use by several threads at once.
 */
@NullMarked
public abstract class DeferredList extends LuaTable {

    /** A list of {@code size} values. */
    protected DeferredList(int size) {
        defer(size);
    }

    /**
     * The values of 1, 2, ..., none of them nil, as many as there must be. The array becomes the table's own. Called once, or again
     * where it failed or the table had no memory left for them.
     */
    protected abstract LuaValue[] make();

    @Override
    final LuaValue[] deferredValues() {
        return make();
    }
}
