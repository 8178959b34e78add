package org.emilua.runtime;

import java.util.ArrayList;
import java.util.List;
import org.emilua.api.Transferable;
import org.emilua.api.bytes.ByteSpan;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCategory;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.emilua.api.lua.Handle;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A deep copy of what one VM sends to another, without what cannot be sent; strings, which never change, are shared, and IO objects
 * move. Made on the sender's strand, and then either opened on the receiver's, or taken back on the sender's.
 */
final class Message {

    /** Tables in tables. */
    static final int MAX_DEPTH = 200;

    /** Fields of all tables together. */
    static final int MAX_FIELDS = 1 << 24;

    private static final long BYTES_PER_FIELD = 64;


    /** Where something belongs that only the receiver can make. */
    private record Place(@Nullable LuaTable table, LuaValue key, Part part) {}

    /** What is no value yet: a channel, or an object that moves. */
    interface Part {

        /** Makes the value, on the strand of its VM. */
        LuaValue arrive(EmiluaVm receiver);

        /** There is no receiver. Once more is harmless. Any thread. */
        void drop();
    }

    private final EmiluaVm sender;
    private final List<Place> places = new ArrayList<>(0);
    private final LuaValue content;
    private @Nullable Cargo cargo;
    private int fields;
    private long spanBytes;

    private Message(EmiluaVm sender, LuaValue value) {
        this.sender = sender;
        MemoryMeter meter = sender.memory();
        try {
            if (meter != null) {
                meter.pause(); // the receiver will use it
            }
            content = copy(value, null, LuaValue.NIL, 0);
        } catch (RuntimeException | Error e) {
            takeBack();
            throw e;
        } finally {
            if (meter != null) {
                meter.resume();
            }
        }
    }

    /**
     * Copies argument {@code index}, and takes along the IO objects in it. Raises EINVAL for what is no message, and for tables
     * nested too deep, cyclic ones included, and EBUSY for an object that is in use; then nothing has changed.
     */
    static Message of(EmiluaVm sender, Args args, int index) {
        LuaValue value = args.arg(index);
        Message message = new Message(sender, value);
        if (message.content.isnil() && message.places.isEmpty()) {
            throw Args.invalid(index);
        }
        return message;
    }

    /** The copy; nil for what cannot be sent, and for what the receiver makes. */
    private LuaValue copy(LuaValue value, @Nullable LuaTable table, LuaValue key, int depth) {
        return switch (value) {
            case LuaString text -> text;
            case LuaNumber number -> number;
            case ErrorCategory category -> category;
            case LuaTable source -> copyTable(source, depth);
            case ByteSpan span -> copyBytes(span);
            case ChannelHandle channel -> place(table, key, channel.address().copy());
            case InboxHandle inbox -> place(table, key, inbox.newAddress());
            case Handle object when object instanceof Transferable -> place(table, key, cargo().load(object));
            default -> value.isboolean() ? value : LuaValue.NIL;
        };
    }

    private LuaValue place(@Nullable LuaTable table, LuaValue key, Part part) {
        places.add(new Place(table, key, part));
        return LuaValue.NIL;
    }

    private Cargo cargo() {
        Cargo loaded = cargo;
        if (loaded == null) {
            loaded = new Cargo(sender);
            cargo = loaded;
        }
        return loaded;
    }

    private LuaValue copyBytes(ByteSpan span) {
        spanBytes += span.capacity();
        ByteSpan copy = ByteSpan.allocate(span.length(), span.capacity());
        System.arraycopy(span.array(), span.offset(), copy.array(), copy.offset(), span.length());
        return copy;
    }

    private LuaTable copyTable(LuaTable source, int depth) {
        if (depth == MAX_DEPTH) {
            throw Args.invalid(2).withDetail("tables nested more than " + MAX_DEPTH + " deep, or in themselves");
        }
        LuaTable copy = new LuaTable(source.rawlen(), 0);
        for (Varargs entry = source.next(LuaValue.NIL); !entry.arg1().isnil(); entry = source.next(entry.arg1())) {
            if (++fields > MAX_FIELDS) {
                throw ErrorCode.of(Errno.EMSGSIZE);
            }
            LuaValue key = entry.arg1();
            if (key instanceof LuaString || key instanceof LuaNumber || key.isboolean()) {
                LuaValue value = copy(entry.arg(2), copy, key, depth + 1);
                if (!value.isnil()) {
                    copy.rawset(key, value);
                }
            }
        }
        return ErrorCode.isErrorCode(source) ? ErrorCode.adopt(copy) : copy;
    }

    /**
     * Completes the copy in the VM that received it.
     *
     * @throws LuaError where an object could not be made there; then whatever moved is closed
     */
    LuaValue open(EmiluaVm receiver) {
        Cargo moved = cargo;
        if (moved != null) {
            try {
                moved.unload(receiver);
            } catch (LuaError e) {
                places.forEach(place -> place.part.drop()); // channels, which would count as senders
                throw e;
            }
        }
        MemoryMeter meter = receiver.memory();
        if (meter != null) {
            meter.count(content, bytes());
        }
        LuaValue whole = content;
        for (Place place : places) {
            LuaValue value = place.part.arrive(receiver);
            if (place.table == null) {
                whole = value;
            } else {
                place.table.rawset(place.key, value);
            }
        }
        return whole;
    }

    private long bytes() {
        return (fields + 1L) * BYTES_PER_FIELD + spanBytes;
    }

    /** Nobody will open it: the sender has its objects again. Once more is harmless. On the sender's strand. */
    void takeBack() {
        places.forEach(place -> place.part.drop());
        Cargo moved = cargo;
        if (moved != null) {
            moved.unloadAtSender();
        }
    }

    /** Nobody will open it. The sender, if it is still there, is to take it back. Any thread. */
    void refused() {
        places.forEach(place -> place.part.drop());
        Cargo moved = cargo;
        if (moved != null) {
            moved.refused();
        }
    }

    /** The sender need not care for it any more. On the sender's strand. */
    void delivered() {
        Cargo moved = cargo;
        if (moved != null) {
            moved.delivered();
        }
    }
}
