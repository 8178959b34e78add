package org.emilua.itests.model;

/** What a fiber is blocked in. */
final class Wait {

    private final String what;
    private final boolean interruptible;
    private final Runnable withdraw;
    private final Runnable afterwards;
    private boolean cancelled;

    /**
     * A wait that begins.
     *
     * @param what names it in reports of deadlocks
     * @param interruptible whether an interruption ends it
     * @param withdraw takes it back from wherever it is queued
     */
    Wait(String what, boolean interruptible, Runnable withdraw) {
        this(what, interruptible, withdraw, () -> {});
    }

    /**
     * A wait of which others are served when it is taken back.
     *
     * @param afterwards what happens once the fiber is ready again
     */
    Wait(String what, boolean interruptible, Runnable withdraw, Runnable afterwards) {
        this.what = what;
        this.afterwards = afterwards;
        this.interruptible = interruptible;
        this.withdraw = withdraw;
    }

    String what() {
        return what;
    }

    boolean isInterruptible() {
        return interruptible;
    }

    boolean isCancelled() {
        return cancelled;
    }

    void cancel() {
        cancelled = true;
        withdraw.run();
    }

    void cancelled() {
        afterwards.run();
    }
}
