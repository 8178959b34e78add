package org.emilua.transport;

import org.emilua.api.Operation;
import org.emilua.api.bytes.ByteSpan;
import org.emilua.api.error.ErrorCode;

/** One read or write that waits in a {@link TransferQueue} until its system call does not block. */
final class TransferOperation extends Operation<Integer> {

    private static final ByteSpan NOTHING = ByteSpan.allocate(0, 0);

    private final TransferQueue queue;
    private ByteSpan buffer = NOTHING;

    TransferOperation(TransferQueue queue) {
        this.queue = queue;
    }

    TransferOperation prepared(ByteSpan transferred) {
        buffer = transferred;
        return this;
    }

    ByteSpan buffer() {
        return buffer;
    }

    /** Whether the operation may be prepared for another transfer. */
    boolean isFree() {
        return isIdle();
    }

    @Override
    protected void start() {
        queue.start(this);
    }

    @Override
    protected void cancel() {
        queue.remove(this);
        ended();
        abort();
    }

    void transferred(int count) {
        ended();
        complete(count);
    }

    void failed(ErrorCode error) {
        ended();
        fail(error);
    }

    void aborted() {
        ended();
        abort();
    }

    private void ended() {
        buffer = NOTHING;
    }

    @Override
    public String describe() {
        return queue.toString();
    }
}
