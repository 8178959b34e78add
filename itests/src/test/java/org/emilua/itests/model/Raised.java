package org.emilua.itests.model;

/** A Lua error on its way. */
@SuppressWarnings("serial")
final class Raised extends Exception {

    private final transient Value value;

    Raised(Value value) {
        super(value.text(), null, false, false);
        this.value = value;
    }

    Value value() {
        return value;
    }
}
