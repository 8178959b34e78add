package org.emilua.runtime;

import org.emilua.api.Operation;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.ErrorCode;
import org.luaj.vm2.LuaValue;

/** A fiber's wait for somebody to take its message. Begins on the sender's strand. */
final class SendOperation extends Operation<LuaValue> {

    private final EmiluaVm vm;
    private final Mailbox mailbox;
    private final Message message;
    private boolean handedIn;

    SendOperation(EmiluaVm vm, Mailbox mailbox, Message message) {
        this.vm = vm;
        this.mailbox = mailbox;
        this.message = message;
    }

    Message message() {
        return message;
    }

    @Override
    protected void start() {
        handedIn = true;
        mailbox.send(this);
    }

    /** The receiver has the message. Any thread. */
    void taken() {
        if (vm.isInThisContext()) {
            vm.borrowThread(() -> complete(LuaValue.NONE));
        } else {
            complete(LuaValue.NONE);
        }
    }

    /** The inbox is closed. Any thread. */
    void refused() {
        handedIn = false;
        message.refused();
        fail(ErrorCode.of(CoreError.CHANNEL_CLOSED));
    }

    /** The sender's wait is over, or never began: a message that was not delivered is its own again. On the sender's strand. */
    void over() {
        if (handedIn) {
            message.delivered();
        } else {
            message.takeBack();
        }
    }

    @Override
    protected void cancel() {
        if (mailbox.withdraw(this)) {
            handedIn = false;
            message.refused();
            abort();
        }
    }

    @Override
    public String describe() {
        return "a receiver of a message";
    }
}
