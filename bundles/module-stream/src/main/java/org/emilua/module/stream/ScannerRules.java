package org.emilua.module.stream;

import org.emilua.api.bytes.BytePattern;
import org.emilua.api.bytes.Fields;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.Args;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * A scanner's attributes, read from its table and understood. What is missing has its default; what is of no use raises EINVAL
 * for argument 1 and names the attribute.
 *
 * @param separator what ends a record
 * @param trimmed what is taken off a record's ends, null for nothing
 * @param splitter what {@code get_line} returns of a record
 * @param mostRecordBytes the longest record
 */
record ScannerRules(
        RecordSeparator separator, @Nullable ByteClass trimmed, FieldSplitter splitter, int mostRecordBytes) {

    static final LuaString STREAM = LuaString.valueOf("stream");
    static final LuaString RECORD_SEPARATOR = LuaString.valueOf("record_separator");
    static final LuaString FIELD_SEPARATOR = LuaString.valueOf("field_separator");
    static final LuaString FIELD_PATTERN = LuaString.valueOf("field_pattern");
    static final LuaString TRIM_RECORD = LuaString.valueOf("trim_record");
    static final LuaString BUFFER_SIZE_HINT = LuaString.valueOf("buffer_size_hint");
    static final LuaString MAX_RECORD_SIZE = LuaString.valueOf("max_record_size");
    static final LuaString CRLF = LuaString.valueOf("\r\n");
    static final LuaValue DEFAULT_MAX_RECORD_SIZE = LuaValue.valueOf(1 << 20);

    private static final int LARGEST = Integer.MAX_VALUE - 8;
    private static final int LARGEST_HINT = 16 << 20;

    private static final Attribute RECORDS = new Attribute(RECORD_SEPARATOR);
    private static final Attribute FIELDS = new Attribute(FIELD_SEPARATOR);
    private static final Attribute PATTERN = new Attribute(FIELD_PATTERN);
    private static final Attribute TRIMMED = new Attribute(TRIM_RECORD);
    private static final Attribute LIMIT = new Attribute(MAX_RECORD_SIZE);
    private static final Attribute HINT = new Attribute(BUFFER_SIZE_HINT);

    /** The attributes as they stand in a table, to see whether the rules made of them still hold. */
    record Source(
            LuaValue recordSeparator, LuaValue fieldSeparator, LuaValue fieldPattern, LuaValue trimRecord, LuaValue maxRecordSize) {

        static Source of(LuaTable scanner) {
            return new Source(
                    scanner.get(RECORD_SEPARATOR), scanner.get(FIELD_SEPARATOR), scanner.get(FIELD_PATTERN),
                    scanner.get(TRIM_RECORD), scanner.get(MAX_RECORD_SIZE));
        }

        boolean holds(LuaTable scanner) {
            return RECORDS.is(scanner, recordSeparator) && FIELDS.is(scanner, fieldSeparator) && PATTERN.is(scanner, fieldPattern)
                    && TRIMMED.is(scanner, trimRecord) && LIMIT.is(scanner, maxRecordSize);
        }
    }

    static ScannerRules of(Source source) {
        return new ScannerRules(
                separator(source.recordSeparator()), trimmed(source.trimRecord()), splitter(source.fieldSeparator(), source.fieldPattern()),
                size(source.maxRecordSize(), DEFAULT_MAX_RECORD_SIZE.toint(), MAX_RECORD_SIZE, LARGEST));
    }

    /** The size of the first buffer. */
    static int bufferSizeHint(LuaTable scanner) {
        return size(HINT.of(scanner), RecordBuffer.FIRST_SIZE, BUFFER_SIZE_HINT, LARGEST_HINT);
    }

    private static RecordSeparator separator(LuaValue value) {
        if (value instanceof BytePattern pattern) {
            return new RecordSeparator.Pattern(pattern);
        }
        LuaValue text = value.isnil() ? CRLF : value;
        if (text.type() == LuaValue.TSTRING && ((LuaString) text).m_length > 0) {
            return new RecordSeparator.Literal((LuaString) text);
        }
        throw invalid(RECORD_SEPARATOR, "a string that is not empty or a regex");
    }

    private static @Nullable ByteClass trimmed(LuaValue value) {
        if (value.type() == LuaValue.TSTRING) {
            return ByteClass.of((LuaString) value);
        }
        if (!value.isnil() && value.type() != LuaValue.TBOOLEAN) {
            throw invalid(TRIM_RECORD, "a boolean or a string of whitespace");
        }
        return value.toboolean() ? ByteClass.LINEAR_WHITESPACE : null;
    }

    private static FieldSplitter splitter(LuaValue separator, LuaValue pattern) {
        FieldSplitter between = between(separator);
        if (pattern instanceof BytePattern field) {
            return new FieldSplitter.Matches(field, new Fields());
        }
        if (!pattern.isnil()) {
            throw invalid(FIELD_PATTERN, "a regex");
        }
        return between;
    }

    private static FieldSplitter between(LuaValue separator) {
        if (separator.isnil()) {
            return new FieldSplitter.Whole();
        }
        if (separator instanceof LuaFunction function) {
            return new FieldSplitter.ByFunction(function);
        }
        if (separator instanceof LinearWhitespace) {
            return new FieldSplitter.Words();
        }
        if (separator instanceof BytePattern pattern) {
            return new FieldSplitter.BetweenMatches(pattern, new Fields());
        }
        if (separator.type() == LuaValue.TSTRING && ((LuaString) separator).m_length == 1) {
            return new FieldSplitter.BetweenBytes((byte) ((LuaString) separator).luaByte(0));
        }
        if (separator.type() == LuaValue.TSTRING && ((LuaString) separator).m_length > 0) {
            return new FieldSplitter.BetweenLiterals(new LiteralSearch((LuaString) separator), new FieldSplitter.SpanList());
        }
        throw invalid(FIELD_SEPARATOR, "a string that is not empty, a regex or a function");
    }

    private static int size(LuaValue value, int byDefault, LuaString attribute, int largest) {
        if (value.isnil()) {
            return byDefault;
        }
        double size = value.type() == LuaValue.TNUMBER ? value.todouble() : Double.NaN;
        if (!(size >= 1 && size == Math.rint(size))) {
            throw invalid(attribute, "an integer from 1 on");
        }
        return (int) Math.min(size, largest);
    }

    /** The error for an attribute that is not what it must be. */
    static ErrorCode invalid(LuaString attribute, String expected) {
        return Args.invalid(1).withDetail("attribute '" + attribute.tojstring() + "' must be " + expected);
    }
}
