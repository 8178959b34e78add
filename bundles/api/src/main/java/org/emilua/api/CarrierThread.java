package org.emilua.api;

import org.jspecify.annotations.Nullable;

/**
 * A thread that carries VMs: strands run on it one at a time, with their fibers mounted on its stack. The current VM is a
 * field, which costs less than a thread-local variable.
 */
public class CarrierThread extends Thread {

    /** Room for about 300,000 nested Lua calls; only what is used is ever committed. */
    private static final long STACK_BYTES = 64L << 20;

    private @Nullable Vm vm;

    /** A thread that runs {@code body} with a stack deep enough for Lua's recursion. */
    public CarrierThread(Runnable body, String name) {
        super(null, body, name, STACK_BYTES);
    }

    /** The VM whose strand runs now. */
    public final @Nullable Vm vm() {
        return vm;
    }

    /** Enters or (null) leaves a VM. Only the runtime calls this, on this thread. */
    public final void vm(@Nullable Vm entered) {
        vm = entered;
    }
}
