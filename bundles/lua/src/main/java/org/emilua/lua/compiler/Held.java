package org.emilua.lua.compiler;

import java.lang.classfile.Label;

/**
 * Where the value of an expression is kept until an operator needs it.
 *
 * @param kind how it is kept
 * @param slot its JVM variable; -1 for a constant number
 * @param constant the constant number
 */
record Held(Kind kind, int slot, double constant) {

    static Held variable(Kind kind, int slot) {
        return new Held(kind, slot, 0);
    }

    static Held constant(double value) {
        return new Held(Kind.NUMBER, -1, value);
    }

    boolean isConstant() {
        return slot < 0;
    }

    /** Pushes the value as it is kept. */
    void push(Emitter emitter) {
        if (isConstant()) {
            emitter.code.loadConstant(constant);
        } else {
            emitter.load(kind, slot);
        }
    }

    /** Pushes a {@code LuaValue}. */
    void pushBoxed(Emitter emitter) {
        if (isConstant()) {
            emitter.boxedNumber(constant);
        } else {
            push(emitter);
            emitter.box(kind);
        }
    }

    /** Goes to {@code slow} unless the value is a number of the usual form. */
    void requireNumber(Emitter emitter, Label slow) {
        if (kind == Kind.DUAL) {
            emitter.code.aload(slot);
            emitter.code.ifnonnull(slow);
        } else if (kind == Kind.BOXED) {
            emitter.code.aload(slot);
            emitter.code.instanceOf(Types.NUMBER);
            emitter.code.ifeq(slow);
        }
    }

    /** Pushes the {@code double} of what was found to be a number. */
    void pushNumber(Emitter emitter) {
        switch (kind) {
            case NUMBER -> push(emitter);
            case INTEGER -> {
                push(emitter);
                emitter.code.l2d();
            }
            case DUAL -> emitter.code.dload(slot + 1);
            case BOXED, CELL -> {
                emitter.code.aload(slot);
                emitter.code.checkcast(Types.NUMBER);
                emitter.code.getfield(Types.NUMBER, "v", Types.DOUBLE);
            }
        }
    }
}
