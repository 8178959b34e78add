package org.emilua.runtime;

import java.lang.ref.Cleaner;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** What a channel holds of the inbox that it leads to. Does not refer to the channel. Safe to use from any thread. */
final class Address implements Runnable, Message.Part {

    private static final Cleaner COLLECTED = Cleaner.create();

    private final Mailbox mailbox;
    private final AtomicBoolean released = new AtomicBoolean();
    private volatile @Nullable Set<Address> holder;
    private volatile Cleaner.@Nullable Cleanable collection;

    Address(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    /** Has it released when {@code channel}, which leads to it, is collected. */
    void releasedWith(Object channel) {
        collection = COLLECTED.register(channel, this);
    }

    /** Releases it, and forgets the channel that leads to it. */
    void close() {
        Cleaner.Cleanable known = collection;
        if (known != null) {
            known.clean(); // or the cleaner would keep the inbox, and its VM, until the channel is collected
        } else {
            release();
        }
    }

    /** Has it leave {@code held} when it is released, which any thread may do. */
    void heldIn(Set<Address> held) {
        holder = held;
        held.add(this);
    }

    Mailbox mailbox() {
        return mailbox;
    }

    boolean isReleased() {
        return released.get();
    }

    /** Another one to the same inbox. */
    Address copy() {
        return mailbox.newAddress();
    }

    /** Gives it up; once more is harmless. */
    void release() {
        if (released.compareAndSet(false, true)) {
            Set<Address> held = holder;
            if (held != null) {
                held.remove(this);
            }
            mailbox.released();
        }
    }

    /** The message that it was in has arrived. */
    @Override
    public LuaValue arrive(EmiluaVm receiver) {
        return new ChannelHandle(receiver, this);
    }

    @Override
    public void drop() {
        release();
    }

    /** The channel was collected. */
    @Override
    public void run() {
        release();
    }
}
