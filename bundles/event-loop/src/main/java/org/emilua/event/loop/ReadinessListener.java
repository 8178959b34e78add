package org.emilua.event.loop;

/** Hears that a descriptor can be read from or written to. */
@FunctionalInterface
public interface ReadinessListener {

    /**
     * Called on the strand that watches. An error counts as both readable and writable, so that the next call on the descriptor
     * tells it.
     *
     * @param readable whether reading would not block
     * @param writable whether writing would not block
     * @param hungUp whether the other side will send no more, so that reading will never block again
     */
    void ready(boolean readable, boolean writable, boolean hungUp);
}
