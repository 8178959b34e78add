package org.emilua.event.loop;

/** A watched descriptor. Belongs to the strand that it is watched for. */
public interface Registration {

    /** When the listener is called. */
    enum Mode {
        /** At every change to readable or writable, for non-blocking descriptors. */
        EDGE,
        /** Once after each {@link #arm}, for descriptors that may block. */
        ONE_SHOT
    }

    /** Asks for one call of the listener as soon as the descriptor is ready for one of the given. {@link Mode#ONE_SHOT} only. */
    void arm(boolean forReading, boolean forWriting);

    /** Stops watching. The descriptor stays open. */
    void cancel();
}
