package org.emilua.module.stream;

import org.emilua.api.bytes.ByteSpan;
import org.emilua.api.error.AsioError;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Handle;
import org.emilua.api.lua.LuaType;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What belongs to a scanner's table and is not the program's: the buffer and the rules that the attributes gave. Made when it is
 * needed first, so that any table with the methods is a scanner. Runs on its VM's strand only.
 */
final class ScannerState extends Handle {

    static final LuaString RECORD_TERMINATOR = LuaString.valueOf("record_terminator");
    static final LuaString RECORD_NUMBER = LuaString.valueOf("record_number");

    private static final LuaType<ScannerState> TYPE = LuaType.named("stream.scanner.state", ScannerState.class);
    private static final Attribute TERMINATOR = new Attribute(RECORD_TERMINATOR);
    private static final Attribute NUMBER = new Attribute(RECORD_NUMBER);
    private static final Attribute STREAM = new Attribute(ScannerRules.STREAM);
    private static final LuaString KEY = LuaString.valueOf("(scanner state)");

    private final LuaTable owner;
    private final RecordBuffer buffer = new RecordBuffer();
    private ScannerRules.@Nullable Source source;
    private @Nullable ScannerRules rules;
    private boolean reading;

    private ScannerState(LuaTable owner) {
        super(TYPE);
        this.owner = owner;
    }

    /** The state of the scanner that a table is; a table that another's fields were copied to has none yet. */
    @SuppressWarnings("ReferenceEquality") // tables are equal to themselves only
    static ScannerState of(LuaTable scanner) {
        if (scanner.entry(KEY) instanceof ScannerState state && state.owner == scanner) {
            return state;
        }
        return reset(scanner);
    }

    /** Gives a table a state without buffered bytes. */
    static ScannerState reset(LuaTable scanner) {
        ScannerState state = new ScannerState(scanner);
        scanner.rawset(KEY, state);
        return state;
    }

    /** Reads the next record (reference: get_line). */
    Varargs getLine() {
        requireIdle();
        ScannerRules current = rules();
        LuaValue number = NUMBER.of(owner);
        if (!number.isnil() && number.type() != LuaValue.TNUMBER) {
            throw ScannerRules.invalid(RECORD_NUMBER, "a number");
        }
        advance(current);
        TERMINATOR.assign(owner, terminator(current));
        NUMBER.assign(owner, LuaValue.valueOf(number.isnil() ? 1 : number.todouble() + 1));
        return current.splitter().split(buffer.bytes(), buffer.recordStart(), buffer.recordEnd());
    }

    private ScannerRules rules() {
        ScannerRules known = rules;
        if (known != null && source != null && source.holds(owner)) {
            return known;
        }
        ScannerRules.Source now = ScannerRules.Source.of(owner);
        ScannerRules made = ScannerRules.of(now);
        source = now;
        rules = made;
        if (!buffer.holdsRecord()) {
            buffer.searchAnew();
        }
        return made;
    }

    private void advance(ScannerRules current) {
        boolean had = buffer.holdsRecord();
        buffer.dropRecord();
        boolean found = false;
        try {
            found = buffer.findRecord(current.separator(), current.mostRecordBytes(), false) || readRecord(current);
        } finally {
            if (!found && had) {
                TERMINATOR.assign(owner, LuaValue.NIL);
            }
        }
        if (current.trimmed() != null) {
            buffer.trim(current.trimmed());
        }
    }

    private boolean readRecord(ScannerRules current) {
        StreamMethod read = StreamMethod.of(STREAM.of(owner), "read_some");
        if (read == null) {
            throw ScannerRules.invalid(ScannerRules.STREAM, "an object with the method read_some");
        }
        int hint = ScannerRules.bufferSizeHint(owner);
        int most = current.mostRecordBytes();
        do {
            ByteSpan room = buffer.room(hint, current.separator(), most);
            int count = read(read, room);
            if (count < 0) {
                if (!buffer.findRecord(current.separator(), most, true)) {
                    buffer.takeRest(most);
                }
                return true;
            }
            buffer.received(count);
        } while (!buffer.findRecord(current.separator(), most, false));
        return true;
    }

    /** Reads some bytes; -1 for the stream's end with bytes that make a last record. */
    private int read(StreamMethod method, ByteSpan room) {
        reading = true;
        try {
            return method.transfer(room, 1);
        } catch (LuaError e) {
            if (buffer.hasUnread() && ErrorCode.matches(e.getMessageObject(), AsioError.EOF.category(), AsioError.EOF.code())) {
                return -1;
            }
            throw e;
        } finally {
            reading = false;
        }
    }

    private LuaValue terminator(ScannerRules current) {
        return current.separator() instanceof RecordSeparator.Literal literal
                ? buffer.endsWithSeparator() ? literal.text() : LuaValue.EMPTYSTRING
                : buffer.terminator();
    }

    /** The current record (reference: buffered_line). */
    ByteSpan bufferedLine() {
        requireRecord();
        return buffer.record();
    }

    /** Takes the current record off the buffer (reference: remove_line). */
    void removeLine() {
        requireRecord();
        buffer.dropRecord();
        TERMINATOR.assign(owner, LuaValue.NIL);
    }

    /** The buffer, and where in it begins what was not consumed (reference: buffer). */
    Varargs bufferAndOffset() {
        requireIdle();
        return LuaValue.varargsOf(buffer.span(), LuaValue.valueOf(buffer.unreadOffset() + 1));
    }

    /** Replaces the buffer; {@code offset} counts from 0 (reference: set_buffer). */
    void setBuffer(ByteSpan span, int offset) {
        requireIdle();
        buffer.replace(span, offset);
        TERMINATOR.assign(owner, LuaValue.NIL);
    }

    private void requireIdle() {
        if (reading) {
            throw ErrorCode.of(Errno.EBUSY);
        }
    }

    private void requireRecord() {
        requireIdle();
        if (!buffer.holdsRecord()) {
            throw ErrorCode.of(Errno.EINVAL).withDetail("there is no current record");
        }
    }
}
