package org.emilua.api.bytes;

import java.util.Arrays;
import org.emilua.api.error.ErrorCode;
import org.emilua.api.error.Errno;
import org.emilua.api.lua.Handle;
import org.luaj.vm2.Allocations;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * A window onto a byte array, which IO operations read into and write from; slices share their memory, as Go's do
 * (reference: byte_span). Length and capacity are in bytes. Indices of the Java methods count from 0, Lua's from 1.
 */
public final class ByteSpan extends Handle {

    private static final byte[] NO_BYTES = {};

    private final byte[] array;
    private final int offset;
    private final int length;
    private final int capacity;

    private ByteSpan(byte[] array, int offset, int length, int capacity) {
        super(ByteSpanType.TYPE);
        this.array = array;
        this.offset = offset;
        this.length = length;
        this.capacity = capacity;
    }

    /** A span of zeros of its own. Raises ENOMEM where the JVM cannot give that much. */
    public static ByteSpan allocate(int length, int capacity) {
        if (capacity == 0) {
            return new ByteSpan(NO_BYTES, 0, 0, 0);
        }
        try {
            return new ByteSpan(Allocations.bytes(capacity), 0, length, capacity);
        } catch (OutOfMemoryError e) {
            throw ErrorCode.of(Errno.ENOMEM);
        }
    }

    /** A span over {@code bytes}, without a copy. */
    public static ByteSpan wrap(byte[] bytes) {
        return new ByteSpan(bytes, 0, bytes.length, bytes.length);
    }

    /**
     * A span over the {@code length} bytes at {@code bytes[offset]}, without a copy. Its capacity is its length: what is appended to
     * it goes into memory of its own and leaves the bytes behind it alone.
     */
    public static ByteSpan wrap(byte[] bytes, int offset, int length) {
        return new ByteSpan(bytes, offset, length, length);
    }

    /** A string's bytes without a copy; whoever gets the span must not write to it. */
    public static ByteSpan ofString(LuaString string) {
        return new ByteSpan(string.m_bytes, string.m_offset, string.m_length, string.m_length);
    }

    /** The array behind the span. Other bytes than this span's stand in it too. */
    public byte[] array() {
        return array;
    }

    /** Where in {@link #array()} the span begins. */
    public int offset() {
        return offset;
    }

    /** The span's length. */
    @Override
    public int length() {
        return length;
    }

    /** How far the span may grow in place. */
    public int capacity() {
        return capacity;
    }

    /** The byte at {@code index}, 0 to 255. */
    public int byteAt(int index) {
        return array[offset + index] & 0xFF;
    }

    /** Sets the byte at {@code index}. */
    public void setByte(int index, int value) {
        array[offset + index] = (byte) value;
    }

    /** The bytes from {@code from} up to {@code to}, of the same memory; {@code to} may reach the capacity. */
    public ByteSpan slice(int from, int to) {
        return new ByteSpan(array, offset + from, to - from, capacity - from);
    }

    /** Copies as much of {@code source} as fits, overlapping or not, and tells how much that was. */
    public int copyFrom(ByteSpan source) {
        int count = Math.min(length, source.length);
        System.arraycopy(source.array, source.offset, array, offset, count);
        return count;
    }

    /** This span with {@code tails} behind it: in place where the capacity allows, else in new memory of at least twice the capacity. */
    public ByteSpan append(ByteSpan... tails) {
        long total = length;
        for (ByteSpan tail : tails) {
            total += tail.length;
        }
        if (total > Integer.MAX_VALUE - 8) {
            throw ErrorCode.of(Errno.ENOMEM);
        }
        ByteSpan grown;
        if (total <= capacity) {
            grown = slice(0, (int) total);
        } else {
            int room = (int) Math.max(total, Math.min(2L * capacity, Integer.MAX_VALUE - 8));
            grown = allocate((int) total, room);
            System.arraycopy(array, offset, grown.array, grown.offset, length);
        }
        int at = grown.offset + length;
        for (ByteSpan tail : tails) {
            System.arraycopy(tail.array, tail.offset, grown.array, at, tail.length);
            at += tail.length;
        }
        return grown;
    }

    /** Whether both spans hold the same bytes. */
    public boolean contentEquals(ByteSpan other) {
        return Arrays.equals(array, offset, offset + length, other.array, other.offset, other.offset + other.length);
    }

    /** A copy of the span's bytes as a Lua string. */
    public LuaString toLuaString() {
        return LuaString.valueOf(Arrays.copyOfRange(array, offset, offset + length));
    }

    /** The span's bytes, for a caller that only reads them at once. */
    public LuaString view() {
        return LuaString.valueUsing(array, offset, length);
    }

    @Override
    public LuaValue len() {
        return LuaValue.valueOf(length);
    }
}
