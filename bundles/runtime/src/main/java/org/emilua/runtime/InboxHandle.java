package org.emilua.runtime;

import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.luaj.vm2.LuaValue;

/** What {@code require 'inbox'} returns: the receiving end of the VM's own channel. Runs on its VM's strand only. */
final class InboxHandle extends Handle {

    private static final LuaType<InboxHandle> TYPE = LuaType.named("rx-channel", InboxHandle.class)
            .method("receive", (self, args) -> self.vm.await(new ReceiveOperation(self.vm)))
            .method("close", (self, args) -> {
                self.vm.mailbox().close();
                return LuaValue.NONE;
            });

    private final EmiluaVm vm;

    InboxHandle(EmiluaVm vm) {
        super(TYPE);
        this.vm = vm;
    }

    Address newAddress() {
        return vm.mailbox().newAddress();
    }
}
