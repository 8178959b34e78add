package org.emilua.api.lua;

import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaString;

/** Java strings as Lua strings and back. LuaJ's own conversions know no characters beyond U+FFFF. */
public final class Utf8 {

    private Utf8() {}

    /** The bytes of {@code text} in UTF-8. */
    public static LuaString encode(String text) {
        return LuaString.valueUsing(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text that the bytes of {@code string} are in UTF-8; what is malformed becomes U+FFFD. */
    public static String decode(LuaString string) {
        return new String(string.m_bytes, string.m_offset, string.m_length, StandardCharsets.UTF_8);
    }
}
