package org.emilua.module.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.emilua.api.bytes.ByteSpan;
import org.emilua.api.error.AsioError;
import org.emilua.api.error.Errno;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.lua.NativeFunction;
import org.emilua.api.testing.FakeVm;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * However a stream's bytes are cut into reads, and however small the buffer is, the records, fields and terminators are the same; and
 * together they are all bytes of the stream. Runs on the inputs that are kept in the resources; with {@code JAZZER_FUZZ=1} it looks for
 * others.
 */
class ScannerFuzzTest {

    private static final String[] SEPARATORS = {"\n", "\r\n", "aba", "aaab", ";"};

    private static final String[] PATTERNS = {"\n+", "\r?\n", "a(ba)?", "(ab|a)(bc|c)?", "x*", "a|abcd", "(?=b)b+", "$|;", "^;|\n", "\\b;"};

    /** Gives its bytes in pieces of the sizes given, over and over again. */
    private static LuaTable source(byte[] bytes, int[] sizes) {
        int[] state = {0, 0};
        LuaTable stream = new LuaTable();
        stream.rawset("read_some", new NativeFunction("read_some", args -> {
            ByteSpan buffer = args.byteSpan(2);
            if (state[0] == bytes.length) {
                throw AsioError.EOF.raised();
            }
            int wanted = sizes[state[1]++ % sizes.length];
            int count = Math.min(Math.min(wanted, buffer.length()), bytes.length - state[0]);
            buffer.copyFrom(ByteSpan.wrap(bytes, state[0], count));
            state[0] += count;
            return LuaValue.valueOf(count);
        }));
        return stream;
    }

    private record Rules(LuaValue recordSeparator, LuaValue fieldSeparator, LuaValue fieldPattern, boolean trim, int most) {

        static Rules of(FuzzedDataProvider data) {
            LuaValue record = data.consumeBoolean()
                    ? LuaString.valueOf(data.pickValue(SEPARATORS))
                    : new TextPattern(data.pickValue(PATTERNS));
            LuaValue field = switch (data.consumeInt(0, 3)) {
                case 0 -> LuaString.valueOf(data.pickValue(SEPARATORS));
                case 1 -> new TextPattern(data.pickValue(PATTERNS));
                case 2 -> new LinearWhitespace();
                default -> LuaValue.NIL;
            };
            LuaValue pattern = data.consumeInt(0, 3) == 0 ? new TextPattern(data.pickValue(PATTERNS)) : LuaValue.NIL;
            return new Rules(record, field, pattern, data.consumeBoolean(), data.consumeBoolean() ? data.consumeInt(1, 40) : 1 << 20);
        }

        LuaTable scanner(LuaTable module, LuaTable stream, int hint) {
            LuaTable options = new LuaTable();
            options.rawset("stream", stream);
            options.rawset("record_separator", recordSeparator);
            options.rawset("field_separator", fieldSeparator);
            options.rawset("field_pattern", fieldPattern);
            options.rawset("trim_record", LuaValue.valueOf(trim));
            options.rawset("max_record_size", LuaValue.valueOf(most));
            options.rawset("buffer_size_hint", LuaValue.valueOf(hint));
            return module.get("new").call(options).checktable();
        }

        boolean isWhole() {
            return !trim && most > 40;
        }
    }

    @FuzzTest(maxDuration = "5m")
    void cutsMakeNoDifference(FuzzedDataProvider data) {
        LuaTable module = new StreamModule().load(new FakeVm()).get("scanner").checktable();
        Rules rules = Rules.of(data);
        int[] sizes = new int[data.consumeInt(1, 8)];
        Arrays.setAll(sizes, i -> data.consumeInt(1, 12));
        int hint = data.consumeInt(1, 64);
        byte[] bytes = data.consumeRemainingAsBytes();
        List<String> expected = records(rules.scanner(module, source(bytes, new int[] {Integer.MAX_VALUE}), Math.max(bytes.length, 1)), rules, bytes);
        assertEquals(expected, records(rules.scanner(module, source(bytes, sizes), hint), rules, bytes));
        assertEquals(expected, records(rules.scanner(module, source(bytes, new int[] {1}), 1), rules, bytes));
    }

    /** All records as text, then the error that ended them. */
    private static List<String> records(LuaTable scanner, Rules rules, byte[] bytes) {
        List<String> records = new ArrayList<>();
        StringBuilder whole = new StringBuilder();
        List<ByteSpan> lines = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        try {
            while (true) {
                Varargs fields = scanner.get("get_line").call(scanner);
                ByteSpan line = (ByteSpan) scanner.get("buffered_line").call(scanner);
                String terminator = text(scanner.get("record_terminator"));
                lines.add(line);
                texts.add(text(line));
                whole.append(text(line)).append(terminator);
                records.add(show(fields.arg1()) + " " + terminator);
                assertEquals(records.size(), scanner.get("record_number").toint());
            }
        } catch (LuaError e) {
            records.add(e.toString());
            assertTrue(is(e, AsioError.EOF.raised()) || (rules.most() <= 40 && is(e, ErrorCode.of(Errno.EMSGSIZE))), e.toString());
        }
        if (rules.isWhole()) {
            assertEquals(new String(bytes, StandardCharsets.ISO_8859_1), whole.toString());
        }
        for (int i = 0; i < lines.size(); i++) {
            assertEquals(texts.get(i), text(lines.get(i)), "a record changed");
        }
        return records;
    }

    private static boolean is(LuaError error, ErrorCode expected) {
        return ErrorCode.matches(error.getMessageObject(), expected.category(), expected.code());
    }

    private static String show(LuaValue value) {
        if (!(value instanceof LuaTable list)) {
            return text(value);
        }
        StringBuilder text = new StringBuilder("{");
        for (int i = 1; i <= list.rawlen(); i++) {
            text.append(text(list.get(i))).append('|');
        }
        return text.append('}').toString();
    }

    private static String text(LuaValue value) {
        LuaString bytes = value instanceof ByteSpan span ? span.toLuaString() : (LuaString) value;
        return new String(bytes.m_bytes, bytes.m_offset, bytes.m_length, StandardCharsets.ISO_8859_1);
    }
}
