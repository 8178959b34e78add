package org.emilua.module.stream;

import org.emilua.api.bytes.ByteSpan;
import org.luaj.vm2.DeferredList;
import org.luaj.vm2.LuaValue;

/** The fields of a record. Where they begin and end is known from the start; a span for each is made when one is asked for. */
abstract sealed class DeferredFields extends DeferredList {

    private final byte[] bytes;
    private final int from;
    private final int length;
    private final int count;

    /** A bit for each byte of the record, as {@link ByteMask} has them. */
    private final long[] mask;

    private DeferredFields(byte[] bytes, int from, int to, long[] mask, int count) {
        super(count);
        this.bytes = bytes;
        this.from = from;
        this.length = to - from;
        this.mask = mask;
        this.count = count;
    }

    /** The runs of bytes that are no linear whitespace. */
    static DeferredFields words(byte[] bytes, int from, int to) {
        long[] mask = ByteMask.ofWords(bytes, from, to);
        return new Words(bytes, from, to, mask, ByteMask.runs(mask));
    }

    /** What stands between bytes that equal {@code separator}; nothing is a field too. */
    static DeferredFields between(byte separator, byte[] bytes, int from, int to) {
        long[] mask = ByteMask.of(separator, bytes, from, to);
        return new Between(bytes, from, to, mask, ByteMask.count(mask) + 1);
    }

    @Override
    protected final LuaValue[] make() {
        LuaValue[] spans = new LuaValue[count];
        int behind = -1;
        for (int i = 0; i < count; i++) {
            int start = start(mask, behind, length);
            behind = end(mask, start, length);
            spans[i] = ByteSpan.wrap(bytes, from + start, behind - start);
        }
        return spans;
    }

    /** Where the next field begins behind one that ended at {@code behind}, -1 for the first. */
    abstract int start(long[] bits, int behind, int recordLength);

    /** Behind the last byte of a field that begins at {@code start}. */
    abstract int end(long[] bits, int start, int recordLength);

    private static final class Words extends DeferredFields {

        private Words(byte[] bytes, int from, int to, long[] mask, int count) {
            super(bytes, from, to, mask, count);
        }

        @Override
        int start(long[] bits, int behind, int recordLength) {
            return ByteMask.next(bits, behind + 1, recordLength);
        }

        @Override
        int end(long[] bits, int start, int recordLength) {
            return ByteMask.nextOther(bits, start, recordLength);
        }
    }

    private static final class Between extends DeferredFields {

        private Between(byte[] bytes, int from, int to, long[] mask, int count) {
            super(bytes, from, to, mask, count);
        }

        @Override
        int start(long[] bits, int behind, int recordLength) {
            return behind + 1;
        }

        @Override
        int end(long[] bits, int start, int recordLength) {
            return ByteMask.next(bits, start, recordLength);
        }
    }
}
