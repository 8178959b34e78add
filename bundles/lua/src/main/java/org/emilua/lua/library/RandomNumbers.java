package org.emilua.lua.library;

/**
 * One VM's random numbers: a combination of four Tausworthe generators with a period of 2^223, the same numbers for the
 * same seed as LuaJIT makes. Not for secrets.
 */
public final class RandomNumbers {

    private static final int[] LENGTHS = {63, 58, 55, 47};
    private static final int[] TAPS = {31, 19, 24, 21};
    private static final int[] STEPS = {18, 28, 7, 8};
    private static final int WARM_UP = 10;
    private static final long FRACTION = (1L << 52) - 1;
    private static final long EXPONENT_OF_ONE = 0x3FFL << 52;

    private final long[] registers = new long[LENGTHS.length];

    /** The numbers of a new VM, which always are the same. */
    public RandomNumbers() {
        seed(0);
    }

    /** Begins anew. */
    void seed(double seed) {
        double part = seed;
        for (int i = 0; i < registers.length; i++) {
            part = part * Math.PI + Math.E;
            long bits = Double.doubleToRawLongBits(part);
            long least = 1L << (Long.SIZE - LENGTHS[i]);
            registers[i] = Long.compareUnsigned(bits, least) < 0 ? bits + least : bits;
        }
        for (int i = 0; i < WARM_UP; i++) {
            bits();
        }
    }

    private long bits() {
        long result = 0;
        for (int i = 0; i < LENGTHS.length; i++) {
            long register = registers[i];
            long used = register & (-1L << (Long.SIZE - LENGTHS[i]));
            long next = (((register << TAPS[i]) ^ register) >>> (LENGTHS[i] - STEPS[i])) ^ (used << STEPS[i]);
            registers[i] = next;
            result ^= next;
        }
        return result;
    }

    /** The next number, from 0 up to but not 1. */
    double next() {
        return Double.longBitsToDouble((bits() & FRACTION) | EXPONENT_OF_ONE) - 1;
    }
}
