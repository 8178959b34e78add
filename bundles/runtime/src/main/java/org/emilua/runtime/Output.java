package org.emilua.runtime;

import java.io.IOException;
import org.emilua.api.engine.ProgramConfig.ByteSink;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.luaj.vm2.LuaString;

/**
 * {@code print}'s buffer. Written through at the latest when the fiber suspends. Runs on its VM's strand only.
 */
final class Output {

    private static final int CAPACITY = 8 << 10;

    private final ByteSink sink;
    private byte[] buffer = {};
    private int size;
    private boolean broken;

    Output(ByteSink sink) {
        this.sink = sink;
    }

    /** Raises EPIPE once nobody reads the output any more. */
    void checkUsable() {
        if (broken) {
            throw ErrorCode.system(Errno.EPIPE.code());
        }
    }

    void write(LuaString text) {
        if (text.m_length > CAPACITY - size) {
            flush();
            if (text.m_length > CAPACITY) {
                writeThrough(text.m_bytes, text.m_offset, text.m_length);
                return;
            }
        }
        makeRoom();
        System.arraycopy(text.m_bytes, text.m_offset, buffer, size, text.m_length);
        size += text.m_length;
    }

    void write(char ascii) {
        if (size == CAPACITY) {
            flush();
        }
        makeRoom();
        buffer[size++] = (byte) ascii;
    }

    /** A VM that prints nothing has no buffer. */
    private void makeRoom() {
        if (buffer.length == 0) {
            buffer = new byte[CAPACITY];
        }
    }

    void flush() {
        if (size > 0) {
            int pending = size;
            size = 0;
            writeThrough(buffer, 0, pending);
        }
    }

    private void writeThrough(byte[] bytes, int offset, int length) {
        if (broken) {
            return;
        }
        try {
            sink.write(bytes, offset, length);
        } catch (IOException e) {
            broken = true; // the next print raises it where the program can catch it
        }
    }
}
