package org.emilua.module.system;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.Optional;
import org.emilua.api.Vm;
import org.emilua.api.bytes.ByteSpan;
import org.emilua.api.engine.ProgramConfig.ByteSink;

/**
 * {@code system.out} or {@code err}, in one order with {@code print}. Runs on its VM's strand only.
 *
 * <p>What a program writes first goes to the descriptor without asking whether that would block, as {@code print} does,
 * since a short program would otherwise load the event loop's native part for that question alone.
 */
final class StandardOutput extends StandardStream {

    private static final int OUTPUT = 1;
    private static final int ERRORS = 2;

    /** What a pipe that nobody else has filled, or a terminal, takes without blocking: PIPE_BUF, pipe(7). */
    private static final int FIRST_BYTES = 4096;

    private final ByteSink sink;
    private int firstBytes = FIRST_BYTES;

    private StandardOutput(Vm vm, int descriptor, FileDescriptor ofProcess, Optional<ByteSink> redirected) {
        super(vm, descriptor, redirected.isEmpty());
        sink = redirected.isPresent() ? redirected.get() : new FileOutputStream(ofProcess)::write;
    }

    static StandardOutput output(Vm vm) {
        return new StandardOutput(vm, OUTPUT, FileDescriptor.out, vm.redirectedOutput());
    }

    static StandardOutput errors(Vm vm) {
        return new StandardOutput(vm, ERRORS, FileDescriptor.err, vm.redirectedErrors());
    }

    @Override
    String transferName() {
        return "write_some";
    }

    @Override
    int transfer(ByteSpan buffer) {
        vm.flushOutput();
        return vm.await(mayBlock(buffer.length()) ? endpoint().write(buffer) : new DirectWriteOperation(sink, buffer));
    }

    private boolean mayBlock(int length) {
        if (!isOfProcess()) {
            return false;
        }
        firstBytes -= Math.min(length, firstBytes + 1);
        return isWatched() || firstBytes < 0;
    }
}
