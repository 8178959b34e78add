package org.emilua.shell;

import java.io.IOException;
import java.io.PrintStream;
import org.emilua.api.engine.ProgramConfig;

/**
 * A stream of a shell command as a program's output. Any thread may write.
 *
 * @param stream where the program writes
 * @param console the session's console, where {@code stream} may end and which buffers what comes that way
 */
record StreamSink(PrintStream stream, PrintStream console) implements ProgramConfig.ByteSink {

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        stream.write(bytes, offset, length);
        stream.flush();
        console.flush();
        if (stream.checkError()) {
            throw new IOException("the shell's session is closed");
        }
    }
}
