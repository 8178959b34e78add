package org.emilua.module.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Text in the making: bytes, and strings in quotation marks. What is no valid UTF-8 in a string is escaped byte for byte as
 * U+DC80 to U+DCFF, so that the text is valid and {@link StringReader} finds the same bytes in it.
 */
final class TextBuffer {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int LONGEST = Integer.MAX_VALUE - 16;
    private static final int LONGEST_ESCAPE = 6;

    /** Room for eight bytes that are copied for one, and for an escape sequence instead of one. */
    private static final int MARGIN = Long.BYTES + LONGEST_ESCAPE;

    /** What follows the backslash for each ASCII character; 0 where the number has to. */
    private static final byte[] SHORT_ESCAPES = new byte[128];

    private static final byte[] HEXADECIMAL = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    static {
        String pairs = "\"\"\\\\\bb\ff\nn\rr\tt";
        for (int i = 0; i < pairs.length(); i += 2) {
            SHORT_ESCAPES[pairs.charAt(i)] = (byte) pairs.charAt(i + 1);
        }
    }

    private final SpareBuffer spare;
    private byte[] bytes;
    private int length;

    /** An empty text. Its memory is that of {@code spare}, and goes back there. */
    TextBuffer(SpareBuffer spare) {
        this.spare = spare;
        bytes = spare.take();
    }

    /** The text so far; the buffer must not be used any more. */
    LuaString take() {
        byte[] text = bytes;
        bytes = new byte[0];
        LuaString taken = LuaString.valueUsing(Arrays.copyOf(text, length));
        spare.keep(text);
        return taken;
    }

    /** Makes room for {@code more} bytes behind {@link #length()} in what is returned; {@link #length(int)} tells how many came. */
    byte[] room(int more) {
        if (more > bytes.length - length || more < 0) {
            grow(more);
        }
        return bytes;
    }

    int length() {
        return length;
    }

    void length(int bytesNow) {
        length = bytesNow;
    }

    private void grow(int more) {
        long needed = (long) length + more;
        if (needed > LONGEST || more < 0) {
            throw new LuaError(LuaValue.valueOf("resulting string too large"));
        }
        try {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(needed, 2L * bytes.length), LONGEST));
        } catch (OutOfMemoryError e) {
            throw new LuaError(LuaValue.valueOf("not enough memory"));
        }
    }

    void append(char ascii) {
        room(1)[length++] = (byte) ascii;
    }

    void append(byte[] text, int from, int to) {
        System.arraycopy(text, from, room(to - from), length, to - from);
        length += to - from;
    }

    void append(LuaString text) {
        append(text.m_bytes, text.m_offset, text.m_offset + text.m_length);
    }

    /** Appends a string with its quotation marks. */
    void appendString(LuaString string) {
        int begin = length;
        append('"');
        if (!appendValid(string)) {
            length = begin + 1;
            appendCharacters(string);
        }
        append('"');
    }

    /** Appends a string that is valid UTF-8; returns whether it was. */
    private boolean appendValid(LuaString string) {
        byte[] text = string.m_bytes;
        int at = string.m_offset;
        int end = at + string.m_length;
        byte[] to = room(string.m_length + MARGIN);
        int count = length;
        long seen = 0;
        while (at < end) {
            if (at <= end - Long.BYTES) { // copied together with what is looked at, and overwritten where that is special
                long eight = (long) LONGS.get(text, at);
                LONGS.set(to, count, eight);
                seen |= eight;
                long special = StringReader.special(eight);
                int plain = special == 0 ? Long.BYTES : Long.numberOfTrailingZeros(special) >>> 3;
                at += plain;
                count += plain;
                if (special == 0) {
                    continue;
                }
            } else if (at <= end - Integer.BYTES) {
                int four = (int) INTS.get(text, at);
                INTS.set(to, count, four);
                seen |= four;
                long special = (int) StringReader.special(four);
                int plain = special == 0 ? Integer.BYTES : Long.numberOfTrailingZeros(special) >>> 3;
                at += plain;
                count += plain;
                if (special == 0) {
                    continue;
                }
            }
            byte c = text[at++];
            seen |= c;
            if (c < 0 || isPlain(c)) {
                to[count++] = c;
            } else {
                count = escape(to, count, c);
                if (to.length - count < end - at + MARGIN) {
                    length = count;
                    to = room(end - at + MARGIN);
                }
            }
        }
        length = count;
        return (seen & StringReader.HIGH_BITS) == 0 || ValidUtf8.is(text, string.m_offset, end);
    }

    /** Appends a string character by character, and escapes bytes that are part of none. */
    private void appendCharacters(LuaString string) {
        byte[] text = string.m_bytes;
        int at = string.m_offset;
        int end = at + string.m_length;
        while (at < end) {
            byte c = text[at];
            int width = c < 0 ? sequence(text, at, end) : isPlain(c) ? 1 : 0;
            if (width > 0) {
                append(text, at, at + width);
                at += width;
            } else {
                length = escape(room(LONGEST_ESCAPE), length, c);
                at++;
            }
        }
    }

    private static boolean isPlain(byte ascii) {
        return ascii >= ' ' && ascii != '"' && ascii != '\\';
    }

    /** How many bytes the character at {@code at} has that is no ASCII; 0 if it is one, or no valid UTF-8 (RFC 3629). */
    private static int sequence(byte[] text, int at, int end) {
        int first = text[at] & 0xFF;
        if (first >= 0xC2 && first <= 0xDF) {
            return isRest(text, at, 2, end) ? 2 : 0;
        }
        int second = at + 1 < end ? text[at + 1] & 0xFF : 0;
        if (first >= 0xE0 && first <= 0xEF) {
            boolean valid = second >= (first == 0xE0 ? 0xA0 : 0x80) && second <= (first == 0xED ? 0x9F : 0xBF);
            return valid && isRest(text, at, 3, end) ? 3 : 0;
        }
        if (first >= 0xF0 && first <= 0xF4) {
            boolean valid = second >= (first == 0xF0 ? 0x90 : 0x80) && second <= (first == 0xF4 ? 0x8F : 0xBF);
            return valid && isRest(text, at, 4, end) ? 4 : 0;
        }
        return 0;
    }

    private static boolean isRest(byte[] text, int at, int width, int end) {
        if (width > end - at) {
            return false;
        }
        for (int i = at + 1; i < at + width; i++) {
            if ((text[i] & 0xC0) != 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Writes an escape sequence for a byte; returns what is behind it. */
    private static int escape(byte[] to, int from, byte c) {
        int at = from;
        to[at++] = '\\';
        byte letter = c < 0 ? 0 : SHORT_ESCAPES[c];
        if (letter != 0) {
            to[at++] = letter;
            return at;
        }
        to[at++] = 'u';
        to[at++] = (byte) (c < 0 ? 'd' : '0');
        to[at++] = (byte) (c < 0 ? 'c' : '0');
        to[at++] = HEXADECIMAL[(c & 0xFF) >> 4];
        to[at++] = HEXADECIMAL[c & 0xF];
        return at;
    }
}
