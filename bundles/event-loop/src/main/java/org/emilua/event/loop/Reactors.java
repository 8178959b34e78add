package org.emilua.event.loop;

import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Chooses how a loop waits for descriptors. */
final class Reactors {

    private Reactors() {}

    static Reactor open(Thread thread, BooleanSupplier mayWait) throws IOException {
        if (!Epoll.isAvailable()) {
            Throwable cause = Epoll.unavailabilityCause();
            throw new IOException("IO needs Linux with epoll, which is not available here: " + cause, cause);
        }
        return new EpollReactor(thread, mayWait);
    }
}
