package org.emilua.module.stream;

import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaString;

/** A set of bytes. Immutable. */
final class ByteClass {

    /** What the reference calls linear whitespace, the default of {@code byte_span.trimmed} too. */
    static final ByteClass LINEAR_WHITESPACE = new ByteClass(" \f\n\r\t\u000B".getBytes(StandardCharsets.ISO_8859_1));

    private final boolean[] members = new boolean[256];

    private ByteClass(byte[] bytes) {
        for (byte member : bytes) {
            members[member & 0xFF] = true;
        }
    }

    /** The bytes that occur in a string. */
    static ByteClass of(LuaString string) {
        byte[] bytes = new byte[string.m_length];
        System.arraycopy(string.m_bytes, string.m_offset, bytes, 0, bytes.length);
        return new ByteClass(bytes);
    }

    /** The first index from {@code from} on whose byte is a member, {@code to} where there is none before it. */
    int first(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !members[bytes[at] & 0xFF]) {
            at++;
        }
        return at;
    }

    /** The first index from {@code from} on whose byte is no member, {@code to} where there is none before it. */
    int firstOther(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && members[bytes[at] & 0xFF]) {
            at++;
        }
        return at;
    }

    /** Behind the last byte before {@code to} that is no member; {@code from} where there is none. */
    int endOfOthers(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && members[bytes[end - 1] & 0xFF]) {
            end--;
        }
        return end;
    }
}
