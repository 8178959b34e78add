package org.emilua.lua.syntax;

/**
 * A variable of an enclosing function that a function uses.
 *
 * @param local the variable
 * @param index its index among the function's upvalues, from 0
 * @param fromLocal whether it is a local variable of the directly enclosing function, and not one of its upvalues
 * @param outer its index among the enclosing function's upvalues if it is one of them
 */
public record Upvalue(Local local, int index, boolean fromLocal, int outer) {

    /** The variable's name. */
    public String name() {
        return local.name;
    }

    /** Whether it is, in {@code user}, that function itself: one that its {@code local function} named for good. */
    public boolean isSelf(FunctionBody user) {
        return local.function == user && !local.isAssigned();
    }

    /** Whether it is a cell shared with others, and not a copy of a value that never changes. */
    public boolean isCell() {
        return local.isCell();
    }
}
