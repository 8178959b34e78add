package org.emilua.module.json;

/** How deep arrays and objects may be nested, in texts read and written. */
final class Nesting {

    static final int LIMIT = 1000;

    private Nesting() {}
}
