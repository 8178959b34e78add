package org.emilua.module.json;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Decimal numbers as doubles. Beyond what one exact operation can do, 128 bits of the power of ten decide nearly always
 * (Daniel Lemire, Number Parsing at a Gigabyte per Second, 2021).
 */
final class NearestDouble {

    private static final long LARGEST_EXACT = 1L << 53;

    /** The powers of ten that a double holds exactly. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
        1e21, 1e22
    };

    private static final int SMALLEST_SCALE = -342;
    private static final int LARGEST_SCALE = 308;

    /** Powers of five as far as they were needed. */
    private static final @Nullable Power[] FIVES = new Power[LARGEST_SCALE - SMALLEST_SCALE + 1];

    private static final int FRACTION_BITS = 52;

    /** Of the 64 bits of a product, so many stand behind those of a double's mantissa and one bit for rounding. */
    private static final int SPARE_BITS = 9;

    private static final int BIAS = 1023;

    /** Only with these powers can a number lie exactly in the middle between two doubles. */
    private static final int SMALLEST_TIE = -4;

    private static final int LARGEST_TIE = 23;

    /** The 128 leading bits of a power of five; rounded up for a negative exponent. */
    private record Power(long high, long low) {

        static Power of(int exponent) {
            BigInteger five = BigInteger.valueOf(5).pow(Math.abs(exponent));
            BigInteger power = exponent >= 0
                    ? five.shiftLeft(128)
                    : BigInteger.ONE.shiftLeft(2 * five.bitLength() + 128).divide(five).add(BigInteger.ONE);
            BigInteger bits = power.shiftRight(power.bitLength() - 128);
            return new Power(bits.shiftRight(64).longValue(), bits.longValue());
        }
    }

    private NearestDouble() {}

    /** {@code mantissa * 10^scale} for a mantissa without sign; NaN where that takes more bits. */
    static double of(long mantissa, int scale) {
        if (mantissa >= 0 && mantissa <= LARGEST_EXACT) {
            if (scale == 0 || mantissa == 0) {
                return mantissa;
            }
            if (scale > 0 && scale < POWERS.length) {
                return mantissa * POWERS[scale];
            }
            if (scale < 0 && -scale < POWERS.length) {
                return mantissa / POWERS[-scale];
            }
        }
        if (scale < SMALLEST_SCALE) {
            return 0;
        }
        return scale > LARGEST_SCALE ? Double.POSITIVE_INFINITY : ofProduct(mantissa, scale);
    }

    private static double ofProduct(long mantissa, int scale) {
        Power power = five(scale);
        int zeros = Long.numberOfLeadingZeros(mantissa);
        long normal = mantissa << zeros;
        long high = Math.unsignedMultiplyHigh(normal, power.high);
        long low = normal * power.high;
        if ((high & (1L << SPARE_BITS) - 1) == (1L << SPARE_BITS) - 1) {
            long carry = Math.unsignedMultiplyHigh(normal, power.low);
            low += carry;
            if (Long.compareUnsigned(carry, low) > 0) {
                high++;
            }
            if (low == -1) {
                return Double.NaN;
            }
        }
        return rounded(high, low, scale, zeros);
    }

    private static double rounded(long high, long low, int scale, int zeros) {
        int top = (int) (high >>> 63);
        int shift = top + SPARE_BITS;
        long bits = high >>> shift;
        int exponent = (217706 * scale >> 16) + 63 + top - zeros + BIAS;
        if (exponent <= 0) {
            return Double.NaN;
        }
        boolean isTie = Long.compareUnsigned(low, 1) <= 0 && scale >= SMALLEST_TIE && scale <= LARGEST_TIE
                && (bits & 3) == 1 && bits << shift == high;
        if (isTie) {
            bits--;
        }
        bits = bits + (bits & 1) >>> 1;
        if (bits == 1L << FRACTION_BITS + 1) {
            bits >>>= 1;
            exponent++;
        }
        return exponent > 2 * BIAS
                ? Double.POSITIVE_INFINITY
                : Double.longBitsToDouble(bits & (1L << FRACTION_BITS) - 1 | (long) exponent << FRACTION_BITS);
    }

    private static Power five(int scale) {
        Power known = FIVES[scale - SMALLEST_SCALE];
        if (known == null) {
            known = Power.of(scale);
            FIVES[scale - SMALLEST_SCALE] = known; // another thread may do the same, with an equal result
        }
        return known;
    }
}
