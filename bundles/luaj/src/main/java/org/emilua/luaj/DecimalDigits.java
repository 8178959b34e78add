package org.emilua.luaj;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A finite number's decimal digits, rounded as C's {@code printf} does: the exact value to the nearest, ties to even.
 * The number is {@code 0.d1d2d3... * 10^point}; d1 is no zero. There may be fewer digits than asked for, never zeros at
 * the end for digits that are not there.
 *
 * <p>Three ways lead there. A number of usual size times a power of ten is computed exactly in 128 bits and rounded.
 * Otherwise the shortest digits that tell the number from its neighbours can be rounded once more, unless what is cut off
 * is a lone 5. The rest is computed with all digits.
 */
public final class DecimalDigits {

    /** Every decimal of so many digits is told apart from the others by its nearest double. */
    private static final int FAITHFUL = 15;

    /** 1, 10, 100 ... : the powers of ten that a double holds exactly. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
        1e21, 1e22
    };

    /** The powers of ten that 64 bits hold. */
    private static final long[] INTEGER_POWERS = new long[19];

    static {
        long power = 1;
        for (int i = 0; i < INTEGER_POWERS.length; i++) {
            INTEGER_POWERS[i] = power;
            power *= 10;
        }
    }

    private static final double SMALLEST_USUAL = 1e-7;
    private static final double LARGEST_USUAL = 1e18;

    private static final int FRACTION_BITS = 52;
    private static final int EXPONENT_OF_LAST_BIT = -1074;

    private static final byte[] NO_DIGITS = {};
    private static final DecimalDigits ZERO = new DecimalDigits(NO_DIGITS, 0, 1);
    private static final long TOO_LARGE = -1;

    private final byte[] digits;
    private final int count;
    private final int point;

    private DecimalDigits(byte[] digits, int count, int point) {
        this.digits = digits;
        this.count = count;
        this.point = point;
    }

    /** How many digits there are, 0 for zero. */
    public int count() {
        return count;
    }

    /** Where the decimal point stands: behind so many digits, before the first one if 0, left of that if negative. */
    public int point() {
        return point;
    }

    /** The digit at an index as an ASCII character; {@code '0'} before the first and behind the last one. */
    public byte at(int index) {
        return index >= 0 && index < count ? digits[index] : (byte) '0';
    }

    /** A power of ten that a double holds exactly; {@code exponent} from 0 to 22. */
    static double power(int exponent) {
        return POWERS[exponent];
    }

    /**
     * The first digits of a number.
     *
     * @param magnitude finite and not negative
     * @param precision the number of digits, at least 1
     */
    public static DecimalDigits significant(double magnitude, int precision) {
        if (magnitude == 0) {
            return ZERO;
        }
        if (precision < INTEGER_POWERS.length && magnitude >= SMALLEST_USUAL && magnitude < LARGEST_USUAL) {
            DecimalDigits usual = ofUsual(magnitude, precision);
            if (usual != null) {
                return usual;
            }
        }
        if (magnitude >= Double.MIN_NORMAL) {
            DecimalDigits shortest = shortest(magnitude);
            DecimalDigits rounded = shortest.cut(precision, precision <= FAITHFUL);
            if (rounded != null) {
                return rounded;
            }
        }
        return ofDecimal(new BigDecimal(magnitude).round(new MathContext(precision, RoundingMode.HALF_EVEN)));
    }

    /**
     * The digits of a number down to a decimal place.
     *
     * @param magnitude finite and not negative
     * @param places how many digits to keep behind the decimal point
     */
    public static DecimalDigits places(double magnitude, int places) {
        if (magnitude == 0) {
            return ZERO;
        }
        if (places < INTEGER_POWERS.length) {
            long scaled = scaled(magnitude, places);
            if (scaled != TOO_LARGE) {
                return ofInteger(scaled, -places);
            }
        }
        if (magnitude >= Double.MIN_NORMAL) {
            DecimalDigits shortest = shortest(magnitude);
            int wanted = shortest.point + places;
            DecimalDigits rounded = shortest.cut(wanted, wanted <= FAITHFUL);
            if (rounded != null) {
                return rounded;
            }
        }
        return ofDecimal(new BigDecimal(magnitude).setScale(places, RoundingMode.HALF_EVEN));
    }

    private static @Nullable DecimalDigits ofUsual(double magnitude, int precision) {
        int scale = precision - digitsBeforePoint(magnitude);
        if (scale < 0 || scale >= INTEGER_POWERS.length) {
            return null;
        }
        long scaled = scaled(magnitude, scale);
        boolean isComplete = scaled >= INTEGER_POWERS[precision - 1] && scaled <= INTEGER_POWERS[precision];
        return isComplete ? ofInteger(scaled, -scale) : null;
    }

    /**
     * How many digits a number of usual size has before its decimal point; minus the zeros behind it below 0.1. May be wrong
     * by one next to a negative power of ten.
     */
    private static int digitsBeforePoint(double magnitude) {
        if (magnitude < 1) {
            int zeros = 0;
            while (magnitude * POWERS[zeros] < 0.1) {
                zeros++;
            }
            return -zeros;
        }
        int before = (Math.getExponent(magnitude) + 1) * 1233 >> 12;
        return magnitude >= POWERS[before] ? before + 1 : before;
    }

    /** {@code magnitude * 10^scale} to the nearest integer, ties to even; {@link #TOO_LARGE} from 10^18 on. */
    private static long scaled(double magnitude, int scale) {
        if (magnitude * POWERS[scale] >= 1e18) {
            return TOO_LARGE;
        }
        long bits = Double.doubleToRawLongBits(magnitude);
        int exponent = (int) (bits >>> FRACTION_BITS);
        long fraction = bits & (1L << FRACTION_BITS) - 1;
        long mantissa = exponent == 0 ? fraction : fraction | 1L << FRACTION_BITS;
        int shift = -(EXPONENT_OF_LAST_BIT + Math.max(exponent, 1) - 1);
        long factor = INTEGER_POWERS[scale];
        return shift <= 0
                ? (mantissa << -shift) * factor
                : shifted(Math.multiplyHigh(mantissa, factor), mantissa * factor, shift);
    }

    /** A value of at most 115 bits divided by {@code 2^shift}, to the nearest integer, ties to even; {@code shift} > 0. */
    private static long shifted(long high, long low, int shift) {
        if (shift >= 2 * Long.SIZE) {
            return 0;
        }
        long quotient;
        long half;
        boolean isMore;
        if (shift <= Long.SIZE) {
            quotient = shift == Long.SIZE ? high : high << Long.SIZE - shift | low >>> shift;
            half = low >>> shift - 1;
            isMore = (low & (1L << shift - 1) - 1) != 0;
        } else {
            quotient = high >>> shift - Long.SIZE;
            half = high >>> shift - Long.SIZE - 1;
            isMore = low != 0 || (high & (1L << shift - Long.SIZE - 1) - 1) != 0;
        }
        boolean up = (half & 1) != 0 && (isMore || (quotient & 1) != 0);
        return up ? quotient + 1 : quotient;
    }

    private static DecimalDigits ofInteger(long value, int exponent) {
        if (value == 0) {
            return ZERO;
        }
        long rest = value;
        int dropped = exponent;
        for (long tenth = rest / 10; tenth * 10 == rest; tenth = rest / 10) {
            rest = tenth;
            dropped++;
        }
        int count = Integers.digits(rest);
        byte[] digits = new byte[count];
        Integers.write(rest, digits, count);
        return new DecimalDigits(digits, count, count + dropped);
    }

    private static DecimalDigits ofDecimal(BigDecimal decimal) {
        if (decimal.signum() == 0) {
            return ZERO;
        }
        byte[] digits = decimal.unscaledValue().toString().getBytes(StandardCharsets.ISO_8859_1);
        return trimmed(digits, digits.length, digits.length - decimal.scale());
    }

    /** The fewest digits that are nearer to the number than to any other. */
    private static DecimalDigits shortest(double magnitude) {
        String text = Double.toString(magnitude);
        byte[] digits = new byte[text.length()];
        int count = 0;
        int point = 0;
        boolean behindPoint = false;
        int at = 0;
        for (; at < text.length() && text.charAt(at) != 'E'; at++) {
            char c = text.charAt(at);
            if (c == '.') {
                behindPoint = true;
            } else if (count > 0 || c != '0') {
                digits[count++] = (byte) c;
                point += behindPoint ? 0 : 1;
            } else if (behindPoint) {
                point--;
            }
        }
        if (at < text.length()) {
            point += Integer.parseInt(text, at + 1, text.length(), 10);
        }
        return trimmed(digits, count, point);
    }

    private static DecimalDigits trimmed(byte[] digits, int length, int point) {
        int count = length;
        while (digits[count - 1] == '0') {
            count--;
        }
        return new DecimalDigits(digits, count, point);
    }

    /**
     * Shortest digits rounded to {@code wanted} of them; null if the exact value has to decide: it is on the other side of
     * the middle than the shortest digits only where these end in the middle themselves.
     *
     * @param mayEnd whether all digits behind the shortest ones can be taken as zeros
     */
    private @Nullable DecimalDigits cut(int wanted, boolean mayEnd) {
        if (wanted >= count) {
            return mayEnd ? this : null;
        }
        if (wanted < 0) {
            return ZERO;
        }
        if (wanted == count - 1 && digits[wanted] == '5') {
            return null;
        }
        int kept = wanted;
        if (digits[wanted] >= '5') {
            while (kept > 0 && digits[kept - 1] == '9') {
                kept--;
            }
            if (kept == 0) {
                return new DecimalDigits(new byte[] {'1'}, 1, point + 1);
            }
            digits[kept - 1]++;
            return new DecimalDigits(digits, kept, point);
        }
        return kept == 0 ? ZERO : trimmed(digits, kept, point);
    }
}
