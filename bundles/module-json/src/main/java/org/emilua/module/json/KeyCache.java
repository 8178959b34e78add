package org.emilua.module.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/**
 * The keys of objects read lately, so that equal keys are one string: that saves making it, and look-ups in tables end at once.
 * A key remembers which one came after it, which is a good guess the next time. Runs on its VM's strand only.
 */
final class KeyCache {

    /** Longer keys are made anew each time. */
    static final int LONGEST = 64;

    private static final int SIZE = 512;

    /** A key. Its string's bytes begin at 0 in their array. */
    static final class Key {
        final LuaString text;
        private final byte[] bytes;
        private Key follower;

        Key(LuaString text) {
            this.text = text;
            bytes = text.m_bytes;
            follower = this;
        }

        private boolean is(byte[] in, int from, int to) {
            return Arrays.equals(bytes, 0, bytes.length, in, from, to);
        }
    }

    private final @Nullable Key[] keys = new Key[SIZE];
    private Key last = new Key(LuaString.valueUsing(new byte[0]));

    /** The key that begins at {@code from} and is followed by a quotation mark, if it is the one that came next the last time. */
    @Nullable Key guess(byte[] in, int from, int end) {
        Key guess = last.follower;
        int to = from + guess.bytes.length;
        if (to < end && in[to] == '"' && guess.is(in, from, to)) {
            last = guess;
            return guess;
        }
        return null;
    }

    /** The key of these bytes, at most {@link #LONGEST}. */
    Key get(byte[] in, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + in[i];
        }
        int slot = (hash ^ hash >>> 9) & SIZE - 1;
        Key key = keys[slot];
        if (key == null || !key.is(in, from, to)) {
            key = new Key(new LuaString(Arrays.copyOfRange(in, from, to), 0, to - from));
            keys[slot] = key;
        }
        last.follower = key;
        last = key;
        return key;
    }
}
