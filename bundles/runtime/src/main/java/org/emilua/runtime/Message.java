package org.emilua.runtime;

import java.util.ArrayList;
import java.util.List;
import org.emilua.api.bytes.ByteSpan;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCategory;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A deep copy of what one VM sends to another, without what cannot be sent; strings, which never change, are shared. Made on the
 * sender's strand, opened once on the receiver's, or dropped.
 */
final class Message {

    /** Tables in tables. */
    static final int MAX_DEPTH = 200;

    /** Fields of all tables together. */
    static final int MAX_FIELDS = 1 << 24;

    private static final LuaValue DETAIL = LuaValue.valueOf("detail");

    /** Where a channel belongs that only the receiver can make. */
    private record Place(@Nullable LuaTable table, LuaValue key, Address address) {}

    private final List<Place> places = new ArrayList<>(0);
    private final LuaValue content;
    private int fields;

    private Message(LuaValue value) {
        try {
            content = copy(value, null, LuaValue.NIL, 0);
        } catch (RuntimeException | OutOfMemoryError e) {
            drop();
            throw e;
        }
    }

    /** Copies argument {@code index}. Raises EINVAL for what is no message, and for tables nested too deep, cyclic ones included. */
    static Message of(Args args, int index) {
        LuaValue value = args.arg(index);
        Message message = new Message(value);
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
            default -> value.isboolean() ? value : LuaValue.NIL;
        };
    }

    private LuaValue place(@Nullable LuaTable table, LuaValue key, Address address) {
        places.add(new Place(table, key, address));
        return LuaValue.NIL;
    }

    private static LuaValue copyBytes(ByteSpan span) {
        ByteSpan copy = ByteSpan.allocate(span.length(), span.capacity());
        System.arraycopy(span.array(), span.offset(), copy.array(), copy.offset(), span.length());
        return copy;
    }

    private LuaTable copyTable(LuaTable source, int depth) {
        if (depth == MAX_DEPTH) {
            throw Args.invalid(2).with(DETAIL, LuaValue.valueOf("tables nested more than " + MAX_DEPTH + " deep, or in themselves"));
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

    /** Completes the copy in the VM that received it. */
    LuaValue open(EmiluaVm vm) {
        LuaValue whole = content;
        for (Place place : places) {
            ChannelHandle channel = new ChannelHandle(vm, place.address);
            if (place.table == null) {
                whole = channel;
            } else {
                place.table.rawset(place.key, channel);
            }
        }
        return whole;
    }

    /** Nobody will open it. */
    void drop() {
        places.forEach(place -> place.address.release());
    }
}
