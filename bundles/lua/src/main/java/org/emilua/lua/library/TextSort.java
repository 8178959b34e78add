package org.emilua.lua.library;

import java.util.Arrays;
import org.emilua.lua.code.Operations;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Sorts strings by their bytes. Most comparisons need only the eight bytes after what all of them begin with. */
final class TextSort {

    private static final int KEY_BYTES = Long.BYTES;

    private TextSort() {}

    /** Sorts values all of which are strings. */
    static void sort(LuaValue[] values) {
        int common = commonLength(values);
        Entry[] entries = new Entry[values.length];
        for (int i = 0; i < values.length; i++) {
            LuaString text = (LuaString) values[i];
            entries[i] = new Entry(key(text, common), text);
        }
        Arrays.sort(entries);
        for (int i = 0; i < values.length; i++) {
            values[i] = entries[i].text;
        }
    }

    /** How many bytes all strings begin with. */
    private static int commonLength(LuaValue[] values) {
        LuaString first = (LuaString) values[0];
        int length = first.m_length;
        for (int i = 1; i < values.length && length > 0; i++) {
            LuaString text = (LuaString) values[i];
            int different = Arrays.mismatch(
                    first.m_bytes, first.m_offset, first.m_offset + length,
                    text.m_bytes, text.m_offset, text.m_offset + Math.min(length, text.m_length));
            length = different < 0 ? length : different;
        }
        return length;
    }

    /** The bytes from an index on as an unsigned number of that order. */
    private static long key(LuaString text, int start) {
        long key = 0;
        for (int i = start; i < start + KEY_BYTES; i++) {
            key = key << Byte.SIZE | (i < text.m_length ? text.m_bytes[text.m_offset + i] & 0xFF : 0);
        }
        return key;
    }

    private record Entry(long key, LuaString text) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return key == other.key ? Operations.compare(text, other.text) : Long.compareUnsigned(key, other.key);
        }
    }
}
