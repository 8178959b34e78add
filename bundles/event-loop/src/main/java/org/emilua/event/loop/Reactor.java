package org.emilua.event.loop;

import java.io.IOException;

/** What lets a loop wait for descriptors. Belongs to its loop's thread, except for {@link #wakeup}. */
interface Reactor {

    /** Watches a descriptor from now on. */
    Registration register(int descriptor, Registration.Mode mode, ReadinessListener listener) throws IOException;

    /** Delivers what is ready, and waits for {@code nanos} nanoseconds at the most while nothing is; 0 does not wait. */
    void poll(long nanos);

    /** Ends a wait. Any thread may call. */
    void wakeup();

    /** Gives the poll set back. */
    void close();
}
