package org.emilua.runtime;

import org.emilua.api.error.CoreError;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The sending end of a channel to a VM's inbox (reference: Threads and the actor model). Runs on its VM's strand only. */
final class ChannelHandle extends Handle {

    private static final LuaType<ChannelHandle> TYPE = LuaType.named("tx-channel", ChannelHandle.class)
            .method("send", (self, args) -> self.send(args))
            .method("close", (self, args) -> {
                self.close();
                return LuaValue.NONE;
            })
            .metamethod("__eq", args -> LuaValue.valueOf(args.arg(1) instanceof ChannelHandle a
                    && args.arg(2) instanceof ChannelHandle b && a.address.mailbox() == b.address.mailbox()));

    private final EmiluaVm vm;
    private final Address address;

    ChannelHandle(EmiluaVm vm, Address address) {
        super(TYPE);
        this.vm = vm;
        this.address = address;
        address.heldIn(vm.addresses());
        address.releasedWith(this);
    }

    Address address() {
        if (address.isReleased()) {
            throw ErrorCode.of(CoreError.CHANNEL_CLOSED);
        }
        return address;
    }

    private Varargs send(Args args) {
        Message message = Message.of(vm, args, 2);
        SendOperation sending = new SendOperation(vm, address.mailbox(), message);
        try {
            if (address.isReleased()) {
                throw ErrorCode.of(CoreError.CHANNEL_CLOSED);
            }
            return vm.await(sending);
        } finally {
            sending.over();
        }
    }

    private void close() {
        address.close();
    }
}
