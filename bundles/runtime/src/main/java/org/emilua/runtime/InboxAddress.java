package org.emilua.runtime;

import org.emilua.api.Operation;
import org.emilua.api.Vm;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The address of a VM of this process. Safe to use from any thread. */
final class InboxAddress extends Address {

    private final Mailbox mailbox;

    InboxAddress(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    @Override
    Mailbox target() {
        return mailbox;
    }

    @Override
    public InboxAddress copy() {
        return mailbox.newAddress();
    }

    @Override
    void gone() {
        mailbox.released();
    }

    @Override
    Varargs send(EmiluaVm sender, Args args) {
        SendOperation sending = sending(sender, args);
        try {
            if (isReleased()) {
                throw ErrorCode.of(CoreError.CHANNEL_CLOSED);
            }
            return sender.await(sending);
        } finally {
            sending.over();
        }
    }

    private SendOperation sending(EmiluaVm sender, Args args) {
        return new SendOperation(sender, mailbox, Message.of(sender, args, 2));
    }

    @Override
    public Operation<?> send(Vm sender, LuaValue message) {
        return new AddressedSend((EmiluaVm) sender, message);
    }

    /** Sends without a channel. */
    private final class AddressedSend extends Operation<LuaValue> {

        private final EmiluaVm sender;
        private final LuaValue message;
        private @Nullable SendOperation sending;

        AddressedSend(EmiluaVm sender, LuaValue message) {
            this.sender = sender;
            this.message = message;
        }

        @Override
        protected void start() {
            if (isReleased()) {
                throw ErrorCode.of(CoreError.CHANNEL_CLOSED);
            }
            SendOperation part = sending(sender, new Args(LuaValue.varargsOf(LuaValue.NIL, message)));
            sending = part;
            beginPart(part);
        }

        @Override
        protected void partEnded(Operation<?> part) {
            SendOperation ended = (SendOperation) part;
            ended.over();
            if (ended.isAborted()) {
                abort();
                return;
            }
            try {
                complete(ended.takeOutcome());
            } catch (ErrorCode e) {
                fail(e);
            }
        }

        @Override
        protected void cancel() {
            SendOperation part = sending;
            if (part != null) {
                part.requestCancel();
            }
        }

        @Override
        public String describe() {
            return "a receiver of a message";
        }
    }
}
