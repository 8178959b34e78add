package org.emilua.module.system;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.emilua.api.Vm;
import org.emilua.api.bytes.ByteSpan;
import org.emilua.api.engine.ProgramConfig.ByteSink;
import org.emilua.api.error.AsioError;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.posix.Posix;
import org.emilua.posix.PosixException;
import org.emilua.transport.DescriptorEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * One of the program's standard streams: a descriptor of the process, or, for a program that does not own the process, a
 * stream that is no terminal, whose input is empty and whose output goes where the program's does. Runs on its VM's strand
 * only.
 */
final class StandardStream {

    static final int INPUT = 0;
    static final int OUTPUT = 1;
    static final int ERRORS = 2;

    /** For input, where there is none. */
    static final ByteSink NOWHERE = (bytes, offset, length) -> {
        throw new IOException("not open for writing");
    };

    /** What an empty pipe or a terminal takes without blocking: PIPE_BUF, pipe(7). */
    private static final int FIRST_BYTES = 4096;

    private final Vm vm;
    private final int descriptor;
    private final @Nullable ByteSink sink;
    private @Nullable DescriptorEndpoint endpoint;
    private int writtenFirst;

    StandardStream(Vm vm, int descriptor, Optional<ByteSink> sink) {
        this.vm = vm;
        this.descriptor = descriptor;
        this.sink = sink.orElse(null);
    }

    /** Reads what is there, and suspends the fiber while that is nothing. */
    int read(ByteSpan buffer) {
        if (sink != null && buffer.length() > 0) {
            throw AsioError.EOF.raised();
        }
        return vm.await(endpoint().read(buffer));
    }

    /** Writes what is taken without blocking, and suspends the fiber while that is nothing. */
    int write(ByteSpan buffer) {
        vm.flushOutput();
        ByteSink redirected = sink;
        if (redirected != null) {
            return writeTo(redirected, buffer);
        }
        if (buffer.length() <= FIRST_BYTES - writtenFirst) {
            writtenFirst += buffer.length();
            return writeTo(new FileOutputStream(descriptor == OUTPUT ? FileDescriptor.out : FileDescriptor.err)::write, buffer);
        }
        return vm.await(endpoint().write(buffer));
    }

    private static int writeTo(ByteSink sink, ByteSpan buffer) {
        try {
            sink.write(buffer.array(), buffer.offset(), buffer.length());
            return buffer.length();
        } catch (IOException e) {
            throw ErrorCode.system(Errno.EPIPE.code());
        }
    }

    boolean isTerminal() {
        return sink == null && Posix.isTerminal(descriptor);
    }

    int foregroundGroup() {
        requireDescriptor();
        try {
            return Posix.foregroundGroup(descriptor);
        } catch (PosixException e) {
            throw ErrorCode.system(e.errno());
        }
    }

    void foregroundGroup(int group) {
        requireDescriptor();
        try {
            Posix.foregroundGroup(descriptor, group);
        } catch (PosixException e) {
            throw ErrorCode.system(e.errno());
        }
    }

    private void requireDescriptor() {
        if (sink != null) {
            throw ErrorCode.system(Errno.ENOTTY.code());
        }
    }

    /** Made at the first use, since it loads all that IO needs. */
    private DescriptorEndpoint endpoint() {
        DescriptorEndpoint made = endpoint;
        if (made == null) {
            made = new DescriptorEndpoint(vm, descriptor);
            endpoint = made;
        }
        return made;
    }
}
