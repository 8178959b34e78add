package org.emilua.event.loop;

import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Chooses how a loop waits for descriptors. */
final class Reactors {

    private Reactors() {}

    /**
     * Opens a reactor for the loop that {@code thread} runs. It asks {@code idle} right before each wait, when calls of
     * {@link Reactor#wakeup} end that wait already, and does not wait where the answer is no.
     */
    static Reactor open(Thread thread, BooleanSupplier idle) throws IOException {
        if (!Epoll.isAvailable()) {
            Throwable cause = Epoll.unavailabilityCause();
            throw new IOException("IO needs Linux with epoll, which is not available here: " + cause, cause);
        }
        return new EpollReactor(thread, idle);
    }
}
