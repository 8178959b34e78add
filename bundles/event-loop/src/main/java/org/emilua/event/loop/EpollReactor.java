package org.emilua.event.loop;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits with epoll(7), through Netty's handler for it, which the loop's own thread drives. Belongs to that thread, except
 * for {@link #wakeup}.
 */
final class EpollReactor implements Reactor {

    private static final long LONGEST_WAIT = 3_600_000_000_000L;

    /** What a hang-up or an error also counts as: reading and writing tell which it was. */
    private static final EpollIoOps BOTH = EpollIoOps.EPOLLERR.with(EpollIoOps.valueOf(0x10)); // EPOLLHUP

    private static final EpollIoOps CHANGES =
            EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLOUT).with(EpollIoOps.EPOLLRDHUP).with(EpollIoOps.EPOLLET);

    /** EPOLLONESHOT: after an event the descriptor stays in the set without interest, until it is armed again. */
    private static final EpollIoOps ONE_SHOT = EpollIoOps.valueOf(1 << 30);

    private final ManualIoEventLoop netty;

    /**
     * A poll set of {@code thread}. Before it waits, and when a wake-up would not be lost any more, it asks
     * {@code mayWait} once again.
     */
    EpollReactor(Thread thread, BooleanSupplier mayWait) {
        netty = new ManualIoEventLoop(thread, EpollIoHandler.newFactory()) {
            @Override
            protected boolean canBlock() {
                return mayWait.getAsBoolean();
            }
        };
    }

    @Override
    public Registration register(int descriptor, Registration.Mode mode, ReadinessListener listener) throws IOException {
        Watched watched = new Watched(descriptor, listener);
        Future<IoRegistration> registered = netty.register(watched);
        if (!registered.isDone()) {
            netty.runNow();
        }
        if (!registered.isSuccess()) {
            Throwable cause = registered.cause();
            throw cause instanceof IOException e ? e : new IOException("descriptor " + descriptor + " cannot be watched", cause);
        }
        IoRegistration registration = registered.getNow();
        watched.registration = registration;
        try {
            registration.submit(mode == Registration.Mode.EDGE ? CHANGES : ONE_SHOT.with(EpollIoOps.EPOLLERR));
        } catch (UncheckedIOException e) { // epoll_ctl(2) refuses a regular file with EPERM
            watched.cancel();
            throw e.getCause();
        }
        return watched;
    }

    @Override
    public void poll(long nanos) {
        if (nanos <= 0) {
            netty.runNow();
        } else {
            netty.run(Math.min(nanos, LONGEST_WAIT));
        }
    }

    @Override
    public void wakeup() {
        netty.wakeup();
    }

    @Override
    public void close() {
        netty.shutdown();
        while (!netty.isTerminated()) {
            netty.runNow();
        }
    }

    /** One descriptor in the poll set. */
    private static final class Watched implements EpollIoHandle, Registration {

        private final FileDescriptor descriptor;
        private final ReadinessListener listener;
        private @Nullable IoRegistration registration;

        Watched(int descriptor, ReadinessListener listener) {
            this.descriptor = new FileDescriptor(descriptor);
            this.listener = listener;
        }

        @Override
        public FileDescriptor fd() {
            return descriptor;
        }

        @Override
        public void handle(IoRegistration source, IoEvent event) {
            EpollIoOps ops = ((EpollIoEvent) event).ops();
            boolean failed = (ops.value() & BOTH.value()) != 0;
            boolean hungUp = failed || ops.contains(EpollIoOps.EPOLLRDHUP);
            boolean readable = hungUp || ops.contains(EpollIoOps.EPOLLIN);
            boolean writable = failed || ops.contains(EpollIoOps.EPOLLOUT);
            try {
                listener.ready(readable, writable, hungUp);
            } catch (RuntimeException | Error e) { // must not cost the other descriptors their events
                System.getLogger("org.emilua.event.loop").log(System.Logger.Level.ERROR, "a readiness listener failed", e);
            }
        }

        @Override
        public void arm(boolean forReading, boolean forWriting) {
            EpollIoOps interest = ONE_SHOT;
            if (forReading) {
                interest = interest.with(EpollIoOps.EPOLLIN).with(EpollIoOps.EPOLLRDHUP);
            }
            if (forWriting) {
                interest = interest.with(EpollIoOps.EPOLLOUT);
            }
            IoRegistration registered = registration;
            if (registered != null) {
                registered.submit(interest);
            }
        }

        @Override
        public void cancel() {
            IoRegistration registered = registration;
            registration = null;
            if (registered != null) {
                registered.cancel();
            }
        }

        @Override
        public void close() {
            registration = null; // the loop ends; the descriptor belongs to whoever opened it
        }
    }
}
