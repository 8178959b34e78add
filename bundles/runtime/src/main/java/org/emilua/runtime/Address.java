package org.emilua.runtime;

import java.lang.ref.Cleaner;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.emilua.api.ActorAddress;
import org.emilua.api.lua.Args;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What a channel holds of the actor that it leads to. Does not refer to the channel. Safe to use from any thread. */
abstract class Address implements ActorAddress, Message.Part, Runnable {

    private static final Cleaner COLLECTED = Cleaner.create();

    private final AtomicBoolean released = new AtomicBoolean();
    private volatile @Nullable Set<Address> holder;
    private volatile Cleaner.@Nullable Cleanable collection;

    /** What is the same for all addresses of an actor. */
    abstract Object target();

    @Override
    public abstract Address copy();

    /** Sends argument 2 for the fiber that runs. On the sender's strand. */
    abstract Varargs send(EmiluaVm sender, Args args);

    /** It counts as a sender no more. */
    abstract void gone();

    /** Has it released when {@code channel}, which leads to it, is collected. */
    final void releasedWith(Object channel) {
        collection = COLLECTED.register(channel, this);
    }

    /** Releases it, and forgets the channel that leads to it. */
    @Override
    public final void close() {
        Cleaner.Cleanable known = collection;
        if (known != null) {
            known.clean(); // or the cleaner would keep the inbox, and its VM, until the channel is collected
        } else {
            release();
        }
    }

    /** Has it leave {@code held} when it is released, which any thread may do. */
    final void heldIn(Set<Address> held) {
        holder = held;
        held.add(this);
    }

    final boolean isReleased() {
        return released.get();
    }

    /** Gives it up; once more is harmless. */
    final void release() {
        if (released.compareAndSet(false, true)) {
            Set<Address> held = holder;
            if (held != null) {
                held.remove(this);
            }
            gone();
        }
    }

    /** The message that it was in has arrived. */
    @Override
    public final LuaValue arrive(EmiluaVm receiver) {
        return new ChannelHandle(receiver, this);
    }

    @Override
    public final void drop() {
        release();
    }

    /** The channel was collected. */
    @Override
    public final void run() {
        release();
    }
}
