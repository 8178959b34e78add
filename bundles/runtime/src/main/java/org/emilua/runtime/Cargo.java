package org.emilua.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.emilua.api.Resource;
import org.emilua.api.Transferable;
import org.emilua.api.Transferable.Departure;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Handle;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/**
 * The IO objects that a message takes along. The sender's VM owns them until they arrive, since it may end while they are on the
 * way: whoever learns last that nobody wants them closes them.
 */
final class Cargo implements Resource {

    /** Whose turn it is. */
    private enum State {
        /** The message waits, or is on its way. */
        SENT,
        /** As {@link #SENT}, but the sender has ended. */
        ORPHANED,
        /** The receiver does not want it; the sender is to take it back. */
        REFUSED,
        /** It is where it belongs. */
        DONE
    }


    private final EmiluaVm sender;
    private final List<Item> items = new ArrayList<>(1);
    private final AtomicReference<State> state = new AtomicReference<>(State.SENT);

    /** An empty one. On the sender's strand. */
    Cargo(EmiluaVm sender) {
        this.sender = sender;
        sender.withoutDescriptorLimit(() -> sender.own(this));
    }

    /** Takes an object out of the sender's VM. Raises EBUSY where that is not possible now. An object that is here already is no other. */
    Message.Part load(Handle object) {
        for (Item item : items) {
            if (item.object == object) {
                return item;
            }
        }
        object.checkUsable();
        Item item = new Item(object, depart(object));
        object.leave();
        items.add(item);
        return item;
    }

    private static Departure depart(Handle object) {
        try {
            return ((Transferable) object).depart();
        } catch (ErrorCode e) {
            throw e.withDetail("the message has a " + object.luaType().typeName());
        }
    }

    /** Makes the objects of the receiver's. If one of them fails, all are closed. On the receiver's strand. */
    void unload(EmiluaVm receiver) {
        state.set(State.DONE);
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            boolean arrived = false;
            try {
                receiver.withoutDescriptorLimit(() -> item.arrived = item.departure.arrive(receiver));
                arrived = true;
            } catch (LuaError e) {
                throw e;
            } catch (RuntimeException e) {
                throw new LuaError(LuaValue.valueOf("an object could not be received: " + e));
            } finally {
                if (!arrived) {
                    items.subList(0, i).forEach(Item::closeArrived);
                    items.subList(i, items.size()).forEach(Item::close);
                }
            }
        }
    }

    /** The sender has its objects again, unless they have arrived. On the sender's strand. */
    void unloadAtSender() {
        sender.release(this);
        if (state.getAndSet(State.DONE) != State.DONE) {
            sender.withoutDescriptorLimit(() -> items.forEach(Item::giveBack));
        }
    }

    /** The receiver does not want them. Any thread. */
    void refused() {
        if (!state.compareAndSet(State.SENT, State.REFUSED) && state.compareAndSet(State.ORPHANED, State.DONE)) {
            closeAll();
        }
    }

    /** The sender's wait is over. On the sender's strand. */
    void delivered() {
        if (state.get() == State.DONE) {
            sender.release(this);
        }
    }

    /** The sender's VM ends. On its strand. */
    @Override
    public void close() {
        if (!state.compareAndSet(State.SENT, State.ORPHANED) && state.compareAndSet(State.REFUSED, State.DONE)) {
            closeAll();
        }
    }

    private void closeAll() {
        items.forEach(Item::close);
    }

    /** One object. */
    private static final class Item implements Message.Part {

        private final Handle object;
        private final Departure departure;
        private LuaValue arrived = LuaValue.NIL;

        Item(Handle object, Departure departure) {
            this.object = object;
            this.departure = departure;
        }

        @Override
        public LuaValue arrive(EmiluaVm receiver) {
            return arrived;
        }

        @Override
        public void drop() {} // the cargo sees to it, once for all places where the object occurs

        void giveBack() {
            object.comeBack();
            guarded(departure::giveBack);
        }

        void close() {
            guarded(departure::close);
        }

        void closeArrived() {
            if (arrived instanceof Transferable moved) {
                guarded(() -> moved.depart().close());
            }
        }

        /** What fails for one object must not cost the others. */
        private void guarded(Runnable step) {
            try {
                step.run();
            } catch (RuntimeException e) {
                System.getLogger("org.emilua.runtime")
                        .log(System.Logger.Level.WARNING, "a " + object.luaType().typeName() + " that was not delivered is in disorder", e);
            }
        }
    }
}
