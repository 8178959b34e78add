package org.emilua.transport;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import org.emilua.api.Operation;
import org.emilua.api.Resource;
import org.emilua.api.Vm;
import org.emilua.api.bytes.ByteSpan;
import org.emilua.api.error.Errno;
import org.emilua.event.loop.EventLoop;
import org.emilua.event.loop.ReadinessListener;
import org.emilua.event.loop.Registration;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor that others may share, as the standard streams are: it stays in blocking mode and is called only when it is
 * ready. A descriptor that cannot be watched, as a regular file, never blocks for long and is called at once. The
 * descriptor is not closed with the endpoint. Runs on its VM's strand only.
 */
public final class DescriptorEndpoint implements Resource, ReadinessListener {

    /** What a pipe or terminal that is ready takes without blocking (PIPE_BUF, pipe(7)). */
    private static final int ATOMIC_BYTES = 4096;

    private final Vm vm;
    private final FileDescriptor descriptor;
    private final TransferQueue reads = new Reads();
    private final TransferQueue writes = new Writes();
    private @Nullable Registration registration;
    private boolean unwatchable;
    private boolean closed;
    private boolean readable;
    private boolean writable;

    /** An endpoint for an open descriptor. */
    public DescriptorEndpoint(Vm vm, int descriptor) {
        Epoll.ensureAvailability(); // loads the native calls
        this.vm = vm;
        this.descriptor = new FileDescriptor(descriptor);
        vm.own(this);
    }

    /** Reads what is there, up to the span's length; the result is the number of bytes. Fails with {@code eof} at the end. */
    public Operation<Integer> read(ByteSpan buffer) {
        return reads.operation(buffer);
    }

    /** Writes as much of the span as is taken without blocking; the result is the number of bytes. */
    public Operation<Integer> write(ByteSpan buffer) {
        return writes.operation(buffer);
    }

    @Override
    public void close() {
        vm.release(this);
        closed = true;
        reads.abortAll();
        writes.abortAll();
        Registration watched = registration;
        registration = null;
        if (watched != null) {
            watched.cancel();
        }
    }

    @Override
    public void ready(boolean nowReadable, boolean nowWritable, boolean hungUp) {
        readable = nowReadable;
        writable = nowWritable;
        if (readable) {
            reads.ready();
        }
        if (writable) {
            writes.ready();
        }
        arm();
    }

    private void watch() throws IOException {
        if (registration == null && !unwatchable) {
            try {
                registration = EventLoop.current().register(vm::execute, descriptor.intValue(), Registration.Mode.ONE_SHOT, this);
            } catch (IOException e) {
                if (SystemErrors.of(e).code() != Errno.EPERM.code()) {
                    throw e;
                }
                unwatchable = true; // a regular file, which is always ready
            }
        }
    }

    private void arm() {
        Registration watched = registration;
        if (watched != null && !(reads.isIdle() && writes.isIdle())) {
            watched.arm(!reads.isIdle(), !writes.isIdle());
        }
    }

    private final class Reads extends TransferQueue {

        @Override
        boolean isClosed() {
            return closed;
        }

        @Override
        int transfer(ByteSpan buffer) throws IOException {
            watch();
            if (!readable && !unwatchable) {
                return WOULD_BLOCK;
            }
            readable = false;
            Scratch scratch = Scratch.ofThread();
            int count = descriptor.readAddress(scratch.address, 0, Math.min(buffer.length(), Scratch.CAPACITY));
            if (count > 0) {
                scratch.buffer.get(0, buffer.array(), buffer.offset(), count);
            }
            return count;
        }

        @Override
        void awaitReadiness() {
            arm();
        }

        @Override
        public String toString() {
            return "read from descriptor " + descriptor.intValue();
        }
    }

    private final class Writes extends TransferQueue {

        @Override
        boolean isClosed() {
            return closed;
        }

        @Override
        int transfer(ByteSpan buffer) throws IOException {
            watch();
            if (!writable && !unwatchable) {
                return WOULD_BLOCK;
            }
            writable = false;
            Scratch scratch = Scratch.ofThread();
            int wanted = Math.min(buffer.length(), unwatchable ? Scratch.CAPACITY : ATOMIC_BYTES);
            scratch.buffer.put(0, buffer.array(), buffer.offset(), wanted);
            return descriptor.writeAddress(scratch.address, 0, wanted);
        }

        @Override
        void awaitReadiness() {
            arm();
        }

        @Override
        public String toString() {
            return "write to descriptor " + descriptor.intValue();
        }
    }
}
