package org.emilua.runtime;

import org.emilua.api.RemoteActor;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The sending end of a channel to an actor (reference: Threads and the actor model). Runs on its VM's strand only. */
final class ChannelHandle extends Handle {

    private static final int SIGKILL = 9;

    private static final LuaType<ChannelHandle> TYPE = LuaType.named("tx-channel", ChannelHandle.class)
            .method("send", (self, args) -> self.send(args))
            .method("close", (self, args) -> {
                self.close();
                return LuaValue.NONE;
            })
            .method("kill", (self, args) -> {
                self.kill(args.integerOr(2, SIGKILL));
                return LuaValue.NONE;
            })
            .method("detach", (self, args) -> {
                self.supervised().detach();
                return LuaValue.NONE;
            })
            .property("child_pid", self -> self.supervised().childPid())
            .metamethod("__eq", args -> LuaValue.valueOf(args.arg(1) instanceof ChannelHandle a
                    && args.arg(2) instanceof ChannelHandle b && a.address.target() == b.address.target()));

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
        return address.send(vm, args);
    }

    /** The process at the other end. Raises ENOTSUP where that is a VM of this one, EPERM in a channel that came in a message. */
    private RemoteActor supervised() {
        if (address() instanceof RemoteAddress remote) {
            return remote.supervised();
        }
        throw ErrorCode.of(Errno.EOPNOTSUPP)
                .withDetail("the actor is no process of its own");
    }

    private void kill(int signal) {
        supervised().kill(signal);
        if (signal == SIGKILL) {
            close();
        }
    }

    private void close() {
        address.close();
    }
}
