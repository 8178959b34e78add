package org.emilua.lua;

/**
 * The random numbers of one VM: the combined Tausworthe generator with a period of 2^223 that LuaJIT uses, so that a seed
 * gives the numbers that it gives there (P. L'Ecuyer, "Tables of Maximally Equidistributed Combined LFSR Generators").
 */
public final class RandomNumbers {

    private static final int COMPONENTS = 4;
    private static final int[] WIDTH = {63, 58, 55, 47};
    private static final int[] TAP = {31, 19, 24, 21};
    private static final int[] SHIFT = {18, 28, 7, 8};
    private static final int WARM_UP = 10;
    private static final long FRACTION = 0x000F_FFFF_FFFF_FFFFL;
    private static final long ONE = 0x3FF0_0000_0000_0000L;

    private final long[] state = new long[COMPONENTS];

    RandomNumbers() {
        seed(0);
    }

    /** Begins the sequence that belongs to a seed. */
    public void seed(double seed) {
        double mixed = seed;
        for (int i = 0; i < COMPONENTS; i++) {
            mixed = mixed * Math.PI + Math.E;
            long bits = Double.doubleToRawLongBits(mixed);
            long least = 1L << (64 - WIDTH[i]);
            state[i] = Long.compareUnsigned(bits, least) < 0 ? bits + least : bits;
        }
        for (int i = 0; i < WARM_UP; i++) {
            step();
        }
    }

    private long step() {
        long combined = 0;
        for (int i = 0; i < COMPONENTS; i++) {
            long z = state[i];
            long high = z & (-1L << (64 - WIDTH[i]));
            z = ((z << TAP[i] ^ z) >>> (WIDTH[i] - SHIFT[i])) ^ (high << SHIFT[i]);
            state[i] = z;
            combined ^= z;
        }
        return combined;
    }

    /** The next number, at least 0 and less than 1. */
    public double next() {
        return Double.longBitsToDouble(step() & FRACTION | ONE) - 1;
    }
}
