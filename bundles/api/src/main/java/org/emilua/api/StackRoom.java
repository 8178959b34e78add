package org.emilua.api;

/**
 * Makes sure that there is stack left before something begins that must not end in the middle: the start of a bundle, or the
 * first use of classes, which the JVM never initializes again where that failed once. Any thread may ask, about its own stack.
 */
public final class StackRoom {

    /** What a level takes at least, whichever of the JVM's compilers made its code; up to twice that is interpreted. */
    private static final int LEVEL_BYTES = 128;

    private StackRoom() {}

    /**
     * Does nothing where that many bytes of stack are left, or twice as many.
     *
     * @throws StackOverflowError where they are not, and nothing has happened yet
     */
    public static void check(int bytes) {
        if (descend(bytes / LEVEL_BYTES, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16) == 0) {
            throw new StackOverflowError();
        }
    }

    /**
     * All arguments but the first are positive, and needed after the call, hence kept in the frame or in that of the caller.
     * Returns 0 if the stack ended; the JVM takes its time to pass an exception through thousands of frames.
     */
    private static long descend(
            int levels, long a, long b, long c, long d, long e, long f, long g, long h,
            long i, long j, long k, long l, long m, long n, long o, long p) {
        if (levels == 0) {
            return a;
        }
        try {
            long below = descend(levels - 1, p | a, a | b, b | c, c | d, d | e, e | f, f | g, g | h, h | i, i | j, j | k, k | l,
                    l | m, m | n, n | o, o | p);
            return below == 0 ? 0 : below | a | b | c | d | e | f | g | h | i | j | k | l | m | n | o | p;
        } catch (StackOverflowError ended) {
            return 0;
        }
    }
}
