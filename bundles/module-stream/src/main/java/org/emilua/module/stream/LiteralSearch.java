package org.emilua.module.stream;

import org.luaj.vm2.LuaString;

/**
 * Searches for a fixed sequence of one byte or more. Its time is linear in the bytes searched, whatever they are, since the
 * sequence and the bytes may both come from somebody who means harm. Immutable.
 */
final class LiteralSearch {

    private final byte[] wanted;

    /**
     * For each byte of the sequence: how long the longest proper prefix is that also ends there (Knuth, Morris and Pratt: Fast
     * pattern matching in strings, 1977).
     */
    private final int[] borders;

    LiteralSearch(LuaString sequence) {
        wanted = new byte[sequence.m_length];
        System.arraycopy(sequence.m_bytes, sequence.m_offset, wanted, 0, wanted.length);
        borders = new int[wanted.length];
        int border = 0;
        for (int i = 1; i < wanted.length; i++) {
            border = extended(border, wanted[i]);
            borders[i] = border;
        }
    }

    /** How many bytes the sequence has. */
    int length() {
        return wanted.length;
    }

    /** How long a prefix ends with {@code next} where one of {@code matched} bytes ended before it. */
    private int extended(int matched, byte next) {
        int length = matched;
        while (length > 0 && wanted[length] != next) {
            length = borders[length - 1];
        }
        return wanted[length] == next ? length + 1 : 0;
    }

    /** Where the sequence stands first in {@code bytes[from]} to {@code bytes[to - 1]}; -1 for nowhere. */
    int indexIn(byte[] bytes, int from, int to) {
        int at = ByteScan.indexOf(bytes, wanted[0], from, to);
        if (wanted.length == 1) {
            return at;
        }
        while (at >= 0) {
            int matched = 1;
            for (at++; at < to && matched > 0; at++) {
                matched = extended(matched, bytes[at]);
                if (matched == wanted.length) {
                    return at + 1 - matched;
                }
            }
            if (at == to) {
                return -1;
            }
            at = ByteScan.indexOf(bytes, wanted[0], at, to);
        }
        return -1;
    }
}
