package org.emilua.lua.code;

import java.util.concurrent.atomic.AtomicInteger;
import org.luaj.vm2.Allocations;
import org.luaj.vm2.LuaString;

/**
 * A string whose array has room behind it, so that appending to it again and again copies each byte a few times only.
 * Strings share the array; each one's bytes never change. Who appends first after a string's end gets the room, everybody
 * else copies.
 */
final class GrowingString extends LuaString {

    /** Shorter strings are copied. */
    static final int SMALLEST = 128;

    /** How many of the array's bytes belong to a string. */
    private final AtomicInteger used;

    private GrowingString(byte[] bytes, int length, AtomicInteger used) {
        super(bytes, 0, length);
        this.used = used;
    }

    /** Both strings in one. */
    static LuaString append(LuaString head, LuaString tail) {
        int length = head.m_length + tail.m_length;
        if (length < 0) {
            throw Errors.runtime("string length overflow");
        }
        if (head instanceof GrowingString growing
                && growing.m_bytes.length >= length
                && growing.used.compareAndSet(head.m_length, length)) {
            System.arraycopy(tail.m_bytes, tail.m_offset, head.m_bytes, head.m_length, tail.m_length);
            return new GrowingString(head.m_bytes, length, growing.used);
        }
        boolean grows = head.m_length >= SMALLEST;
        byte[] bytes = Allocations.bytes(grows ? (int) Math.min(length * 2L, Integer.MAX_VALUE - 16) : length);
        System.arraycopy(head.m_bytes, head.m_offset, bytes, 0, head.m_length);
        System.arraycopy(tail.m_bytes, tail.m_offset, bytes, head.m_length, tail.m_length);
        return grows ? new GrowingString(bytes, length, new AtomicInteger(length)) : new LuaString(bytes, 0, length);
    }
}
