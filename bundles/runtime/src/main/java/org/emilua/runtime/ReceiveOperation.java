package org.emilua.runtime;

import org.emilua.api.Operation;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.ErrorCode;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/** A fiber's wait for a message. Begins on its VM's strand. */
final class ReceiveOperation extends Operation<LuaValue> {

    private final EmiluaVm vm;

    ReceiveOperation(EmiluaVm vm) {
        this.vm = vm;
    }

    @Override
    protected void start() {
        vm.mailbox().receive(this);
    }

    /** Takes the message over, on the strand. */
    void received(Message message) {
        LuaValue opened;
        try {
            opened = message.open(vm);
        } catch (LuaError e) {
            fail(e);
            return;
        }
        complete(opened);
    }

    /** There is no message to wait for. Any thread. */
    void failed(CoreError reason) {
        fail(ErrorCode.of(reason));
    }

    @Override
    protected void cancel() {
        if (vm.mailbox().withdraw(this)) {
            abort();
        }
    }

    @Override
    public String describe() {
        return "a message to the inbox";
    }
}
