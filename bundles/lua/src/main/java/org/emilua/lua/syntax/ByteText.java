package org.emilua.lua.syntax;

import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaString;

/**
 * Texts of programs as Java strings in which each character is one byte. Names and messages need not be in any encoding, and
 * this form keeps every byte.
 */
public final class ByteText {

    private ByteText() {}

    /** Bytes as a byte text. */
    public static String of(byte[] bytes, int from, int count) {
        return new String(bytes, from, count, StandardCharsets.ISO_8859_1);
    }

    /** A Lua string's bytes as a byte text. */
    public static String of(LuaString string) {
        return of(string.m_bytes, string.m_offset, string.m_length);
    }

    /** A Java text's UTF-8 form as a byte text. */
    public static String encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return of(bytes, 0, bytes.length);
    }

    /** The Java text whose UTF-8 form a byte text is. */
    public static String decode(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** A text's start, up to its first zero: what C shows of it. */
    public static String upToZero(String text) {
        int zero = text.indexOf(0);
        return zero < 0 ? text : text.substring(0, zero);
    }

    /** The Lua string of a byte text. */
    public static LuaString string(String bytes) {
        return LuaString.valueUsing(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }
}
