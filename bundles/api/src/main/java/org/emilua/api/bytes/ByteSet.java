package org.emilua.api.bytes;

import java.nio.charset.StandardCharsets;

/** A set of byte values. Immutable. */
record ByteSet(long w0, long w1, long w2, long w3) {

    static final ByteSet WHITE_SPACE = of(ByteSpan.wrap(" \f\n\r\t\u000B".getBytes(StandardCharsets.ISO_8859_1)));

    static ByteSet of(ByteSpan members) {
        long[] words = new long[4];
        for (int i = 0; i < members.length(); i++) {
            int value = members.byteAt(i);
            words[value >> 6] |= 1L << value;
        }
        return new ByteSet(words[0], words[1], words[2], words[3]);
    }

    ByteSet complement() {
        return new ByteSet(~w0, ~w1, ~w2, ~w3);
    }

    boolean contains(int value) {
        long word = switch (value >> 6) {
            case 0 -> w0;
            case 1 -> w1;
            case 2 -> w2;
            default -> w3;
        };
        return (word >>> value & 1) != 0;
    }
}
