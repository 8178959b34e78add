package org.emilua.runtime;

/** Ends what a VM runs because the VM is being killed. An error, so that no protected call of Lua's catches it. */
final class Stopped extends Error {

    private static final long serialVersionUID = 1;

    Stopped() {
        super("the VM is being killed", null, false, false);
    }
}
