package org.emilua.lua.interpreter;

import org.emilua.lua.code.Frame;
import org.emilua.lua.code.Operations;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** An expression that can be evaluated. Shared by all VMs: it holds no state. */
abstract class Node {

    /** The expression's value, the first one if there are more. */
    abstract LuaValue eval(Frame frame);

    /** All values of the expression. */
    Varargs evalAll(Frame frame) {
        return eval(frame);
    }

    /** Whether the value counts as true. */
    boolean test(Frame frame) {
        return Operations.isTrue(eval(frame));
    }
}
