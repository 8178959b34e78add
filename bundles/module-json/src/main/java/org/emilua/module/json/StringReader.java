package org.emilua.module.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.emilua.api.error.ErrorCode;
import org.luaj.vm2.LuaString;

/**
 * Reads the strings of a text. Bytes that are no valid UTF-8 are kept as they are. An escaped surrogate without its counterpart
 * is a byte where it is one of U+DC80 to U+DCFF, which is how {@link TextBuffer} writes bytes that are no UTF-8; others get the three
 * bytes that UTF-8's scheme gives their number.
 */
final class StringReader {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long SPACES = ' ' * ONES;

    private static final int ESCAPED_BYTES = 0xDC80;
    private static final int LAST_ESCAPED_BYTE = 0xDCFF;

    private final byte[] in;
    private final int start;
    private final int end;
    private final KeyCache keys;
    private int behind;
    private byte[] unescaped = {};
    private int length;

    StringReader(byte[] in, int start, int end, KeyCache keys) {
        this.in = in;
        this.start = start;
        this.end = end;
        this.keys = keys;
    }

    /** Behind the string read last and its quotation mark. */
    int end() {
        return behind;
    }

    /** The string whose first byte is at {@code from}. */
    LuaString read(int from) {
        int to = plainEnd(from);
        if (to < end && in[to] == '"') {
            behind = to + 1;
            return new LuaString(Arrays.copyOfRange(in, from, to), 0, to - from);
        }
        return readEscaped(from, to);
    }

    /** As {@link #read}, for a name. */
    LuaString readKey(int from) {
        KeyCache.Key guess = keys.guess(in, from, end);
        if (guess != null) {
            behind = from + guess.text.m_length + 1;
            return guess.text;
        }
        int to = plainEnd(from);
        if (to < end && in[to] == '"' && to - from <= KeyCache.LONGEST) {
            behind = to + 1;
            return keys.get(in, from, to).text;
        }
        return read(from);
    }

    /** The first byte from {@code from} on that is a quotation mark, a backslash or a control character; the text's end if there is none. */
    private int plainEnd(int from) {
        byte[] text = in;
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long special = special((long) LONGS.get(text, at));
            if (special != 0) {
                return at + (Long.numberOfTrailingZeros(special) >>> 3);
            }
        }
        while (at < end && text[at] != '"' && text[at] != '\\' && (text[at] & 0xFF) >= ' ') {
            at++;
        }
        return at;
    }

    /** The high bits of the bytes that a text has escaped only; the lowest one that is set is right. */
    static long special(long bytes) {
        long quotes = bytes ^ QUOTES;
        long backslashes = bytes ^ BACKSLASHES;
        return ((quotes - ONES & ~quotes) | (backslashes - ONES & ~backslashes) | (bytes - SPACES & ~bytes)) & HIGH_BITS;
    }

    private LuaString readEscaped(int from, int firstSpecial) {
        length = 0;
        int at = from;
        int special = firstSpecial;
        while (true) {
            append(at, special);
            if (special == end) {
                throw wrong(LexerError.UNEXPECTED_END, end);
            }
            byte c = in[special];
            if (c == '"') {
                behind = special + 1;
                return new LuaString(Arrays.copyOf(unescaped, length), 0, length);
            }
            if (c != '\\') {
                throw wrong(LexerError.UNESCAPED_CONTROL, special);
            }
            at = escape(special);
            special = plainEnd(at);
        }
    }

    private void append(int from, int to) {
        reserve(to - from);
        System.arraycopy(in, from, unescaped, length, to - from);
        length += to - from;
    }

    private void reserve(int more) {
        if (more > unescaped.length - length) {
            unescaped = Arrays.copyOf(unescaped, (int) Math.min(end - start, 2L * (length + more) + 16));
        }
    }

    /** Reads the escape sequence whose backslash is at {@code at}; returns what follows it. */
    private int escape(int at) {
        if (at + 1 == end) {
            throw wrong(LexerError.UNEXPECTED_END, end);
        }
        int c = switch (in[at + 1]) {
            case '"', '\\', '/' -> in[at + 1];
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> -1;
            default -> throw wrong(LexerError.INVALID_ESCAPE, at);
        };
        if (c < 0) {
            return character(at);
        }
        reserve(1);
        unescaped[length++] = (byte) c;
        return at + 2;
    }

    /** Reads one {@code \}{@code uXXXX}, or two that are a pair of surrogates. */
    private int character(int at) {
        int unit = unit(at);
        int next = at + 6;
        if (Character.isHighSurrogate((char) unit) && next + 1 < end && in[next] == '\\' && in[next + 1] == 'u') {
            int low = unit(next);
            if (Character.isLowSurrogate((char) low)) {
                encode(Character.toCodePoint((char) unit, (char) low));
                return next + 6;
            }
        }
        if (unit >= ESCAPED_BYTES && unit <= LAST_ESCAPED_BYTE) {
            reserve(1);
            unescaped[length++] = (byte) unit;
        } else {
            encode(unit);
        }
        return next;
    }

    private int unit(int at) {
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            if (i >= end) {
                throw wrong(LexerError.UNEXPECTED_END, end);
            }
            int digit = in[i] < 0 ? -1 : Character.digit(in[i], 16);
            if (digit < 0) {
                throw wrong(LexerError.INVALID_ESCAPE, at);
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    private void encode(int point) {
        reserve(4);
        byte[] to = unescaped;
        if (point < 0x80) {
            to[length++] = (byte) point;
            return;
        }
        if (point < 0x800) {
            to[length++] = (byte) (0xC0 | point >> 6);
        } else {
            if (point < 0x10000) {
                to[length++] = (byte) (0xE0 | point >> 12);
            } else {
                to[length++] = (byte) (0xF0 | point >> 18);
                to[length++] = (byte) (0x80 | point >> 12 & 0x3F);
            }
            to[length++] = (byte) (0x80 | point >> 6 & 0x3F);
        }
        to[length++] = (byte) (0x80 | point & 0x3F);
    }

    private ErrorCode wrong(LexerError error, int at) {
        return Position.add(error.raised(), in, start, at);
    }
}
