package org.emilua.lua.syntax;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import org.luaj.vm2.LuaString;

/**
 * The strings that programs contain, one object for each content, so that a table's key is most often the very object
 * that the program looks up. Held weakly. Any thread may call.
 */
public final class Names {

    private static final int LONGEST = 40;
    private static final Map<LuaString, WeakReference<LuaString>> KNOWN = new WeakHashMap<>();

    private Names() {}

    /**
     * A string of a program.
     *
     * @param bytes its content, which becomes the string's own
     */
    public static LuaString constant(byte[] bytes) {
        LuaString string = new LuaString(bytes, 0, bytes.length);
        if (bytes.length > LONGEST) {
            return string;
        }
        synchronized (KNOWN) {
            WeakReference<LuaString> reference = KNOWN.get(string);
            LuaString known = reference != null ? reference.get() : null;
            if (known != null) {
                return known;
            }
            KNOWN.put(string, new WeakReference<>(string));
            return string;
        }
    }
}
