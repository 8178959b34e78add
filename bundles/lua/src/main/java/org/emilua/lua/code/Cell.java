package org.emilua.lua.code;

import org.luaj.vm2.LuaValue;

/** A captured variable that changes: its owner and the inner functions that see it share one. */
public final class Cell {

    /** The variable's value. */
    public LuaValue value;

    /** A cell for a variable. */
    public Cell(LuaValue value) {
        this.value = value;
    }
}
