package org.emilua.lua.library;

/** What a VM's program set for the collection of garbage. */
public final class CollectorSettings {

    private static final int USUAL_PERCENTAGE = 200;

    private boolean running = true;
    private int pause = USUAL_PERCENTAGE;
    private int stepMultiplier = USUAL_PERCENTAGE;

    /** The settings of a new VM. */
    public CollectorSettings() {}

    boolean isRunning() {
        return running;
    }

    void run(boolean wanted) {
        running = wanted;
    }

    /** Sets the pause between cycles, in percent; returns the one before. */
    int pause(int percentage) {
        int before = pause;
        pause = percentage;
        return before;
    }

    /** Sets the speed of a cycle, in percent; returns the one before. */
    int stepMultiplier(int percentage) {
        int before = stepMultiplier;
        stepMultiplier = percentage;
        return before;
    }
}
