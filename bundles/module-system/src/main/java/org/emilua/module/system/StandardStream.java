package org.emilua.module.system;

import org.emilua.api.Vm;
import org.emilua.api.bytes.ByteSpan;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.posix.Posix;
import org.emilua.posix.PosixException;
import org.emilua.transport.DescriptorEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * One of the program's standard streams. For a program that owns the process it is the process's; for another one it is no
 * terminal. Runs on its VM's strand only.
 */
abstract class StandardStream {

    final Vm vm;
    final int descriptor;
    private final boolean ofProcess;
    private @Nullable DescriptorEndpoint endpoint;

    StandardStream(Vm vm, int descriptor, boolean ofProcess) {
        this.vm = vm;
        this.descriptor = descriptor;
        this.ofProcess = ofProcess;
    }

    /** The name of the stream's one function for data. */
    abstract String transferName();

    /** Reads into or writes from {@code buffer}, suspends the fiber while that is not possible, and returns how much it was. */
    abstract int transfer(ByteSpan buffer);

    final boolean isOfProcess() {
        return ofProcess;
    }

    /** Whether the stream has been used in a way that needs the event loop. */
    final boolean isWatched() {
        return endpoint != null;
    }

    /** Made at the first use, since it loads all that IO needs. */
    final DescriptorEndpoint endpoint() {
        DescriptorEndpoint made = endpoint;
        if (made == null) {
            made = new DescriptorEndpoint(vm, descriptor);
            endpoint = made;
        }
        return made;
    }

    final boolean isTerminal() {
        return ofProcess && Posix.isTerminal(descriptor);
    }

    final int foregroundGroup() {
        requireProcess();
        try {
            return Posix.foregroundGroup(descriptor);
        } catch (PosixException e) {
            throw ErrorCode.system(e.errno());
        }
    }

    final void foregroundGroup(int group) {
        requireProcess();
        try {
            Posix.foregroundGroup(descriptor, group);
        } catch (PosixException e) {
            throw ErrorCode.system(e.errno());
        }
    }

    private void requireProcess() {
        if (!ofProcess) {
            throw ErrorCode.system(Errno.ENOTTY.code());
        }
    }
}
