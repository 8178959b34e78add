package org.emilua.module.system;

import java.io.IOException;
import org.emilua.api.Operation;
import org.emilua.api.bytes.ByteSpan;
import org.emilua.api.engine.ProgramConfig.ByteSink;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;

/** A write that ends at once: an operation, because it is an interruption point as any other write is. */
final class DirectWriteOperation extends Operation<Integer> {

    private final ByteSink sink;
    private final ByteSpan buffer;

    DirectWriteOperation(ByteSink sink, ByteSpan buffer) {
        this.sink = sink;
        this.buffer = buffer;
    }

    @Override
    protected void start() {
        try {
            sink.write(buffer.array(), buffer.offset(), buffer.length());
            complete(buffer.length());
        } catch (IOException e) {
            fail(ErrorCode.system(number(String.valueOf(e.getMessage()))));
        }
    }

    @Override
    protected void cancel() {
        abort();
    }

    /** The JDK keeps of an error number only its message. */
    private static int number(String message) {
        for (Errno errno : Errno.values()) {
            if (message.contains(errno.message())) {
                return errno.code();
            }
        }
        return Errno.EIO.code();
    }
}
