package org.emilua.lua.code;

import org.emilua.lua.LuaState;

/**
 * Reaches into VMs that are busy. Loops and calls look at one counter for the whole process, which is zero unless some VM
 * is to be stopped or counts its steps; only then they ask their own VM.
 */
public final class Interrupts {

    /** How many VMs want to be asked. */
    public static volatile int pending;

    /**
     * The same for calls and for turns of loops. The JVM may read it once for many turns of which it has all the code before it, but not for
     * more than there are between two looks at {@link #pending}, and not across calls.
     */
    private static int pendingAtCalls;

    private Interrupts() {}

    /** Has loops and calls ask their VMs from now on. Any thread. */
    public static synchronized void request() {
        pending = pending + 1;
        pendingAtCalls = pending;
    }

    /** Takes a request back. Any thread. */
    public static synchronized void withdraw() {
        pending = pending - 1;
        pendingAtCalls = pending;
    }

    /** Asks the VM that runs on this thread whether to go on, if any VM wants to be asked. */
    public static void check() {
        if (pending != 0) {
            poll();
        }
    }

    /** As {@link #check}, at the beginning of a function, and in loops that come to {@link #check} now and then. */
    public static void checkCall() {
        if (pendingAtCalls != 0) {
            poll();
        }
    }

    /** Asks the VM that runs on this thread whether to go on. */
    public static void poll() {
        LuaState.current().runHook();
    }
}
