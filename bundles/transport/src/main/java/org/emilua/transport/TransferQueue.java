package org.emilua.transport;

import java.util.ArrayDeque;
import org.emilua.api.bytes.ByteSpan;
import org.emilua.api.error.AsioError;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;

/**
 * The reads or the writes of one endpoint. Several fibers may wait; they are served in order. Belongs to the endpoint's
 * strand.
 */
abstract class TransferQueue {

    /** A system call that would block. */
    static final int WOULD_BLOCK = 0;

    /** The end of what can be read. */
    static final int END_OF_FILE = -1;

    private final ArrayDeque<TransferOperation> waiting = new ArrayDeque<>(1);
    private final TransferOperation usual = new TransferOperation(this);

    /** An operation that transfers as much of {@code buffer} as one system call does. */
    final TransferOperation operation(ByteSpan buffer) {
        return (usual.isFree() ? usual : new TransferOperation(this)).prepared(buffer);
    }

    /** Makes one system call: the bytes transferred, {@link #WOULD_BLOCK} or {@link #END_OF_FILE}. */
    abstract int transfer(ByteSpan buffer) throws Exception;

    /** Whether the endpoint is closed. */
    abstract boolean isClosed();

    /** Sees to it that {@link #ready} is called when the system call would not block any more. */
    abstract void awaitReadiness() throws Exception;

    final void start(TransferOperation operation) {
        if (isClosed()) {
            operation.failed(ErrorCode.system(Errno.EBADF.code()));
        } else if (operation.buffer().length() == 0) {
            operation.transferred(0);
        } else if (!waiting.isEmpty() || !attempt(operation)) {
            enqueue(operation);
        }
    }

    private void enqueue(TransferOperation operation) {
        waiting.add(operation);
        try {
            awaitReadiness();
        } catch (Exception e) {
            waiting.remove(operation);
            operation.failed(SystemErrors.of(e));
        }
    }

    /** The system call need not block any more. */
    final void ready() {
        for (TransferOperation first = waiting.peek(); first != null; first = waiting.peek()) {
            if (!attempt(first)) {
                return;
            }
            waiting.poll();
        }
    }

    final boolean isIdle() {
        return waiting.isEmpty();
    }

    private boolean attempt(TransferOperation operation) {
        try {
            int count = transfer(operation.buffer());
            if (count == WOULD_BLOCK) {
                return false;
            }
            if (count == END_OF_FILE) {
                operation.failed(AsioError.EOF.raised());
            } else {
                operation.transferred(count);
            }
        } catch (Exception e) {
            operation.failed(SystemErrors.of(e));
        }
        return true;
    }

    final void remove(TransferOperation operation) {
        waiting.remove(operation);
    }

    /** Aborts whatever waits. */
    final void abortAll() {
        for (TransferOperation first = waiting.poll(); first != null; first = waiting.poll()) {
            first.aborted();
        }
    }
}
