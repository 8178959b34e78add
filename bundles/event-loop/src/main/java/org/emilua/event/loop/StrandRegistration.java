package org.emilua.event.loop;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A watched descriptor of a strand, which may run on another thread than the loop's: tells the strand what happens and the
 * loop what the strand wants. What it is as {@link ReadinessListener} belongs to the loop's thread, the rest to the strand.
 */
final class StrandRegistration implements Registration, ReadinessListener {

    private final EventLoop loop;
    private final Executor strand;
    private final ReadinessListener listener;
    private @Nullable Registration watched;
    private boolean cancelled;

    StrandRegistration(EventLoop loop, Executor strand, ReadinessListener listener) {
        this.loop = loop;
        this.strand = strand;
        this.listener = listener;
    }

    /** What the poll set has for it. */
    void watched(Registration inPollSet) {
        watched = inPollSet;
    }

    @Override
    public void ready(boolean readable, boolean writable, boolean hungUp) {
        if (!loop.hasWorkers()) {
            listener.ready(readable, writable, hungUp);
            return;
        }
        strand.execute(() -> {
            if (!cancelled) {
                listener.ready(readable, writable, hungUp);
            }
        });
    }

    @Override
    public void arm(boolean forReading, boolean forWriting) {
        if (loop.isCurrent()) {
            inPollSet().arm(forReading, forWriting);
        } else {
            loop.execute(() -> inPollSet().arm(forReading, forWriting));
        }
    }

    /** Returns only when the poll set has forgotten the descriptor, whose number may be another one's as soon as it is closed. */
    @Override
    public void cancel() {
        cancelled = true;
        if (loop.isCurrent()) {
            inPollSet().cancel();
            return;
        }
        try {
            loop.call(() -> inPollSet().cancel());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Registration inPollSet() {
        return Objects.requireNonNull(watched);
    }
}
