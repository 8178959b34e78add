package org.emilua.lua.library;

/**
 * Hyperbolic functions with the last digit of the C library's. Those of the JDK are computed by an exponential function of less exact
 * results, or by the processor's vendor's methods, and differ from C's for up to an eighth of all arguments.
 */
final class Hyperbolic {

    /** From here on the smaller of the two exponentials does not count any more. */
    private static final double LARGE = 22;

    private static final double LARGEST_EXPONENT = Math.log(Double.MAX_VALUE);
    private static final double HALF_LOG_2 = Math.log(2) / 2;

    private Hyperbolic() {}

    /** sinh(3). */
    static double sine(double x) {
        double size = Math.abs(x);
        if (size >= LARGE && size <= LARGEST_EXPONENT) {
            return Math.copySign(0.5, x) * Math.exp(size);
        }
        return StrictMath.sinh(x);
    }

    /** cosh(3). */
    static double cosine(double x) {
        double size = Math.abs(x);
        if (size >= HALF_LOG_2 && size <= LARGEST_EXPONENT) {
            double power = Math.exp(size);
            return size < LARGE ? 0.5 * power + 0.5 / power : 0.5 * power;
        }
        return StrictMath.cosh(x);
    }

    /** tanh(3). */
    static double tangent(double x) {
        return StrictMath.tanh(x);
    }
}
