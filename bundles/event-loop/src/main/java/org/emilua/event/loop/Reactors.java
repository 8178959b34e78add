package org.emilua.event.loop;

import java.io.IOException;

/** Chooses how a loop waits for descriptors. */
final class Reactors {

    private Reactors() {}

    static Reactor open(Thread thread) throws IOException {
        throw new IOException("no reactor for " + thread);
    }
}
