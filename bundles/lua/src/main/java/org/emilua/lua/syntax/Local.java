package org.emilua.lua.syntax;

import org.jspecify.annotations.Nullable;

/** A local variable or parameter of a function. */
public final class Local {

    /** The variable's name, a {@link ByteText}; a loop's hidden variables have one in parentheses. */
    public final String name;

    /** The function that declares it. */
    public final FunctionBody owner;

    /** Its place in the function's frame; variables that do not live at the same time may share one. */
    public final int slot;

    private boolean captured;
    private boolean assigned;

    /** The function that a {@code local function} names; null for other variables. */
    @Nullable FunctionBody function;

    Local(String name, FunctionBody owner, int slot) {
        this.name = name;
        this.owner = owner;
        this.slot = slot;
    }

    void capture() {
        captured = true;
    }

    void assign() {
        assigned = true;
    }

    /** Whether the variable gets another value after its declaration. */
    public boolean isAssigned() {
        return assigned;
    }

    /** Whether inner functions see it and it changes: then they share a cell with its owner, otherwise they have a copy. */
    public boolean isCell() {
        return captured && assigned;
    }

    /** Whether inner functions see it. */
    public boolean isCaptured() {
        return captured;
    }
}
