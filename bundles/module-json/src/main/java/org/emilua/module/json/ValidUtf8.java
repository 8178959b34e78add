package org.emilua.module.json;

/**
 * Whether bytes are valid UTF-8 (RFC 3629), told without a branch for each. A state of the automaton is the place of its six bits in
 * a byte's row of the table; the bits there are the next state's place, so that a shift makes the step.
 */
final class ValidUtf8 {

    private static final int WIDTH = 6;

    /** Between two characters, where the automaton begins and must end. */
    private static final int COMPLETE = 0;

    private static final int ONE_MORE = WIDTH;
    private static final int TWO_MORE = 2 * WIDTH;
    private static final int THREE_MORE = 3 * WIDTH;

    /** Behind first bytes that not all second ones may follow. */
    private static final int BEHIND_E0 = 4 * WIDTH;

    private static final int BEHIND_ED = 5 * WIDTH;
    private static final int BEHIND_F0 = 6 * WIDTH;
    private static final int BEHIND_F4 = 7 * WIDTH;
    private static final int WRONG = 8 * WIDTH;

    private static final long[] TABLE = new long[256];

    static {
        for (int b = 0; b < TABLE.length; b++) {
            long row = (long) WRONG << WRONG;
            for (int state = COMPLETE; state < WRONG; state += WIDTH) {
                row |= (long) next(state, b) << state;
            }
            TABLE[b] = row;
        }
    }

    private ValidUtf8() {}

    private static int next(int state, int b) {
        return switch (state) {
            case COMPLETE -> first(b);
            case ONE_MORE -> between(b, 0x80, 0xBF, COMPLETE);
            case TWO_MORE -> between(b, 0x80, 0xBF, ONE_MORE);
            case THREE_MORE -> between(b, 0x80, 0xBF, TWO_MORE);
            case BEHIND_E0 -> between(b, 0xA0, 0xBF, ONE_MORE);
            case BEHIND_ED -> between(b, 0x80, 0x9F, ONE_MORE);
            case BEHIND_F0 -> between(b, 0x90, 0xBF, TWO_MORE);
            case BEHIND_F4 -> between(b, 0x80, 0x8F, TWO_MORE);
            default -> throw new IllegalStateException("no state: " + state);
        };
    }

    private static int first(int b) {
        return switch (b) {
            case 0xE0 -> BEHIND_E0;
            case 0xED -> BEHIND_ED;
            case 0xF0 -> BEHIND_F0;
            case 0xF4 -> BEHIND_F4;
            default -> {
                if (b < 0x80) {
                    yield COMPLETE;
                }
                if (b < 0xE0) {
                    yield b < 0xC2 ? WRONG : ONE_MORE;
                }
                yield b < 0xF0 ? TWO_MORE : b < 0xF4 ? THREE_MORE : WRONG;
            }
        };
    }

    private static int between(int b, int from, int to, int next) {
        return b >= from && b <= to ? next : WRONG;
    }

    /** Whether {@code bytes[from]} to {@code bytes[to - 1]} are. */
    static boolean is(byte[] bytes, int from, int to) {
        long state = COMPLETE;
        for (int i = from; i < to; i++) {
            state = TABLE[bytes[i] & 0xFF] >>> state;
        }
        return (state & (1 << WIDTH) - 1) == COMPLETE;
    }
}
