package org.emilua.luaj;

/** How Lua 5.1 writes and reads numbers: as the C locale's {@code printf("%.14g")} and {@code strtod} do. */
public final class NumberText {

    /** The bits of the NaN that {@link #parse} returns for what is no numeral: no arithmetic makes one of these bits. */
    public static final long NOT_A_NUMERAL = 0x7FF4_0BAD_0BAD_0BADL;

    private NumberText() {}

    /** A number as {@code tostring} shows it. */
    public static String format(double number) {
        if (number == (long) number && Math.abs(number) < 1e15 && (number != 0 || 1 / number > 0)) {
            return Long.toString((long) number);
        }
        return Double.toString(number);
    }

    /**
     * Reads a numeral with optional white space around it, as {@code tonumber} does.
     *
     * @return the number, or a NaN with the bits {@link #NOT_A_NUMERAL}
     */
    public static double parse(byte[] bytes, int offset, int length) {
        try {
            return Double.parseDouble(new String(bytes, offset, length, java.nio.charset.StandardCharsets.ISO_8859_1).trim());
        } catch (NumberFormatException e) {
            return Double.longBitsToDouble(NOT_A_NUMERAL);
        }
    }
}
