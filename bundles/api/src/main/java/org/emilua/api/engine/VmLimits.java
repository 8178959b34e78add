package org.emilua.api.engine;

/**
 * What one VM may use at the most; {@link #UNLIMITED} where there is no limit.
 *
 * @param memory bytes of the heap that the VM's values use, as far as that can be estimated; a VM that exceeds it is ended
 * @param cpu percent of one processor's time, 1 to 100; a VM that has used up its share has to pause
 * @param descriptors resources that are open at once, as sockets are; opening more raises EMFILE
 * @param actors VMs that this one and those that it spawned spawn, living at once; spawning more raises EAGAIN
 */
public record VmLimits(long memory, int cpu, int descriptors, int actors) {

    /** No limit. */
    public static final int UNLIMITED = -1;

    /** No limits at all. */
    public static final VmLimits NONE = new VmLimits(UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED);

    private static final int WHOLE_PROCESSOR = 100;

    /** Checks that the limits make sense. */
    public VmLimits {
        require(memory == UNLIMITED || memory > 0, "memory", memory);
        require(cpu == UNLIMITED || cpu > 0 && cpu <= WHOLE_PROCESSOR, "cpu", cpu);
        require(descriptors >= UNLIMITED, "descriptors", descriptors);
        require(actors >= UNLIMITED, "actors", actors);
    }

    private static void require(boolean valid, String name, long value) {
        if (!valid) {
            throw new IllegalArgumentException("no limit for " + name + ": " + value);
        }
    }
}
