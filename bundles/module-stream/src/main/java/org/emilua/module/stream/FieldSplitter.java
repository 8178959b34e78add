package org.emilua.module.stream;

import java.util.Arrays;
import org.emilua.api.bytes.BytePattern;
import org.emilua.api.bytes.ByteSpan;
import org.emilua.api.bytes.Fields;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What {@code get_line} makes of a record. Runs on its VM's strand only. */
sealed interface FieldSplitter {

    /** What to return for the record from {@code from} up to {@code to}. */
    Varargs split(byte[] bytes, int from, int to);

    /** The record as it is. */
    record Whole() implements FieldSplitter {

        @Override
        public Varargs split(byte[] bytes, int from, int to) {
            return ByteSpan.wrap(bytes, from, to - from);
        }
    }

    /** Whatever a function of the program, which may suspend, returns for the record. */
    record ByFunction(LuaFunction function) implements FieldSplitter {

        @Override
        public Varargs split(byte[] bytes, int from, int to) {
            return function.invoke(ByteSpan.wrap(bytes, from, to - from));
        }
    }

    /** What stands between the matches of a regex. */
    record BetweenMatches(BytePattern separator, Fields fields) implements FieldSplitter {

        @Override
        public Varargs split(byte[] bytes, int from, int to) {
            fields.split(separator, bytes, from, to - from);
            return spans(fields, bytes, from);
        }
    }

    /** The matches of a regex. */
    record Matches(BytePattern field, Fields fields) implements FieldSplitter {

        @Override
        public Varargs split(byte[] bytes, int from, int to) {
            fields.match(field, bytes, from, to - from);
            return spans(fields, bytes, from);
        }
    }

    private static LuaTable spans(Fields fields, byte[] bytes, int offset) {
        LuaValue[] spans = new LuaValue[fields.count()];
        for (int i = 0; i < spans.length; i++) {
            spans[i] = ByteSpan.wrap(bytes, offset + fields.start(i), fields.end(i) - fields.start(i));
        }
        return LuaTable.list(spans);
    }

    /** What stands between occurrences of a string. */
    record BetweenLiterals(LiteralSearch separator, SpanList list) implements FieldSplitter {

        @Override
        public Varargs split(byte[] bytes, int from, int to) {
            int start = from;
            for (int at = separator.indexIn(bytes, from, to); at >= 0; at = separator.indexIn(bytes, start, to)) {
                list.add(bytes, start, at);
                start = at + separator.length();
            }
            list.add(bytes, start, to);
            return list.take();
        }
    }

    /** What stands between occurrences of a byte. */
    record BetweenBytes(byte separator) implements FieldSplitter {

        @Override
        public Varargs split(byte[] bytes, int from, int to) {
            return DeferredFields.between(separator, bytes, from, to);
        }
    }

    /** The words between runs of linear whitespace; where it begins or ends the record, no empty field is before or behind it. */
    record Words() implements FieldSplitter {

        @Override
        public Varargs split(byte[] bytes, int from, int to) {
            return DeferredFields.words(bytes, from, to);
        }
    }

    /** A list in the making, used for one record after another. */
    final class SpanList {

        private LuaValue[] spans = new LuaValue[16];
        private int count;

        private void add(byte[] bytes, int from, int to) {
            if (count == spans.length) {
                spans = Arrays.copyOf(spans, 2 * count);
            }
            spans[count++] = ByteSpan.wrap(bytes, from, to - from);
        }

        private LuaTable take() {
            LuaTable table = LuaTable.list(Arrays.copyOf(spans, count));
            count = 0;
            return table;
        }
    }
}
