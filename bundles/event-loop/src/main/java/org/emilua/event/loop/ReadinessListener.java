package org.emilua.event.loop;

/** Hears that a descriptor can be read from or written to. */
@FunctionalInterface
public interface ReadinessListener {

    /**
     * Called on the loop's thread. An error or hang-up counts as both, so that the next call on the descriptor tells it.
     *
     * @param readable whether reading would not block
     * @param writable whether writing would not block
     */
    void ready(boolean readable, boolean writable);
}
