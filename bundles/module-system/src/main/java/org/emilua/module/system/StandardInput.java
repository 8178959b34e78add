package org.emilua.module.system;

import org.emilua.api.Vm;
import org.emilua.api.bytes.ByteSpan;
import org.emilua.api.error.AsioError;

/** {@code system.in_}. Empty for a program that does not own the process. Runs on its VM's strand only. */
final class StandardInput extends StandardStream {

    private static final int DESCRIPTOR = 0;

    StandardInput(Vm vm) {
        super(vm, DESCRIPTOR, vm.redirectedOutput().isEmpty());
    }

    @Override
    String transferName() {
        return "read_some";
    }

    @Override
    int transfer(ByteSpan buffer) {
        if (isOfProcess()) {
            return vm.await(endpoint().read(buffer));
        }
        if (buffer.length() > 0) {
            throw AsioError.EOF.raised();
        }
        return 0;
    }
}
