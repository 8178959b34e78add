package org.emilua.shell;

import java.io.IOException;
import java.io.PrintStream;
import org.emilua.api.engine.ProgramConfig;

/** A stream of a shell session as a program's output. Any thread may write. */
record StreamSink(PrintStream stream) implements ProgramConfig.ByteSink {

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        stream.write(bytes, offset, length);
        stream.flush();
        if (stream.checkError()) {
            throw new IOException("the shell's session is closed");
        }
    }
}
