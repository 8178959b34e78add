package org.emilua.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import org.emilua.api.Operation;
import org.emilua.api.RemoteActor;
import org.emilua.api.Vm;
import org.emilua.api.error.CoreError;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The address of an actor that a bundle provides. Safe to use from any thread. */
final class RemoteAddress extends Address {

    private final RemoteActor actor;
    private final AtomicInteger senders;
    private final boolean supervises;

    private RemoteAddress(RemoteActor actor, AtomicInteger senders, boolean supervises) {
        this.actor = actor;
        this.senders = senders;
        this.supervises = supervises;
        senders.incrementAndGet();
    }

    /** The address that whoever made the actor has: the only one by which it can be killed. */
    static RemoteAddress supervising(RemoteActor actor) {
        return new RemoteAddress(actor, new AtomicInteger(), true);
    }

    @Override
    RemoteActor target() {
        return actor;
    }

    @Override
    public RemoteAddress copy() {
        return new RemoteAddress(actor, senders, false);
    }

    @Override
    void gone() {
        if (senders.decrementAndGet() == 0) {
            actor.close();
        }
    }

    @Override
    Varargs send(EmiluaVm sender, Args args) {
        LuaValue message = args.arg(2);
        if (message.isnil()) {
            throw Args.invalid(2);
        }
        sender.await(send(sender, message));
        return LuaValue.NONE;
    }

    @Override
    public Operation<?> send(Vm sender, LuaValue message) {
        if (isReleased()) {
            throw ErrorCode.of(CoreError.CHANNEL_CLOSED);
        }
        return actor.send(sender, message);
    }

    /** The actor, for its supervisor. Raises EPERM by an address that came in a message. */
    RemoteActor supervised() {
        if (!supervises) {
            throw ErrorCode.of(Errno.EPERM);
        }
        return actor;
    }
}
