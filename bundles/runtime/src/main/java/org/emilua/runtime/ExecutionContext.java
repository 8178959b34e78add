package org.emilua.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.event.loop.EventLoop;

/**
 * What VMs run on: an event loop, which runs their strands on its own thread, or leaves them to threads that were added
 * (reference: Threads and the actor model). It ends with its last VM. Safe to use from any thread.
 */
final class ExecutionContext {

    private final EventLoop loop;
    private final AtomicInteger vms = new AtomicInteger();

    private ExecutionContext(EventLoop loop) {
        this.loop = loop;
    }

    static ExecutionContext start(String name) {
        return new ExecutionContext(EventLoop.start(name));
    }

    EventLoop loop() {
        return loop;
    }

    /** A VM is to run here. */
    void entered() {
        vms.incrementAndGet();
    }

    /** A VM has ended. */
    void left() {
        if (vms.decrementAndGet() == 0) {
            loop.stop();
        }
    }

    /** Whether several strands run at once. */
    boolean isShared() {
        return loop.hasWorkers();
    }

    /** Whether the calling thread alone runs everything here, so that every strand is at rest except those it runs. */
    boolean isHere() {
        return loop.isCurrent() && !loop.hasWorkers();
    }

    /** Adds threads. Raises EAGAIN where the system does not give as many. */
    void addThreads(int count) {
        try {
            loop.addWorkers(count);
        } catch (OutOfMemoryError e) {
            throw ErrorCode.system(Errno.EAGAIN.code());
        }
    }
}
