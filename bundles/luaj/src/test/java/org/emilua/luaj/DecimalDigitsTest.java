package org.emilua.luaj;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DecimalDigitsTest {

    private static final int ROUNDS = 20_000;

    private static BigDecimal value(DecimalDigits digits) {
        StringBuilder text = new StringBuilder("0.");
        for (int i = 0; i < digits.count(); i++) {
            text.append((char) digits.at(i));
        }
        return new BigDecimal(text.append("0E").append(digits.point()).toString());
    }

    private static void checkSignificant(double number, int precision) {
        BigDecimal expected = new BigDecimal(number).round(new MathContext(precision, RoundingMode.HALF_EVEN));
        DecimalDigits digits = DecimalDigits.significant(number, precision);
        assertEquals(0, expected.compareTo(value(digits)), () -> number + " to " + precision + " digits");
        assertEquals(expected.precision() - expected.scale(), digits.point(), () -> "point of " + number);
    }

    private static void checkPlaces(double number, int places) {
        BigDecimal expected = new BigDecimal(number).setScale(places, RoundingMode.HALF_EVEN);
        assertEquals(0, expected.compareTo(value(DecimalDigits.places(number, places))), () -> number + " to " + places + " places");
    }

    @Test
    void roundsAnyBitsToAnyPrecision() {
        Random random = new Random(1);
        for (int i = 0; i < ROUNDS; i++) {
            double number = Double.longBitsToDouble(random.nextLong() & Long.MAX_VALUE);
            if (Double.isFinite(number) && number != 0) {
                checkSignificant(number, 1 + random.nextInt(25));
            }
        }
    }

    @Test
    void roundsDecimalsOfUsualSize() {
        Random random = new Random(2);
        for (int i = 0; i < ROUNDS; i++) {
            double number = (1 + random.nextInt(1_000_000)) / Math.pow(10, random.nextInt(12)) * (1 + random.nextInt(3));
            checkSignificant(number, 1 + random.nextInt(20));
            checkPlaces(number, random.nextInt(25));
        }
    }

    @Test
    void roundsWhatLiesNearTheMiddle() {
        Random random = new Random(3);
        for (int i = 0; i < ROUNDS; i++) {
            int places = random.nextInt(8);
            double middle = (random.nextInt(1_000_000) + 0.5) / Math.pow(10, places);
            for (double number : new double[] {middle, Math.nextUp(middle), Math.nextDown(middle)}) {
                checkPlaces(number, places);
                checkSignificant(number, 1 + random.nextInt(17));
            }
        }
    }

    @Test
    void roundsFractionsOfPowersOfTwo() {
        Random random = new Random(4);
        for (int i = 0; i < ROUNDS; i++) {
            double number = (1 + random.nextInt(1 << 20)) / (double) (1 << random.nextInt(20));
            checkPlaces(number, random.nextInt(20));
            checkSignificant(number, 1 + random.nextInt(17));
        }
    }

    @Test
    void roundsAtTheEdges() {
        double[] edges = {
            Double.MIN_VALUE, Double.MIN_NORMAL, Math.nextDown(Double.MIN_NORMAL), Double.MAX_VALUE, 1e22, 1e23, 9007199254740993.0,
            0.1, 1e-7, Math.nextDown(1e-7), 1e15, Math.nextDown(1e15), 999999999999999.5, 99999999999999.95, 0.99999999999999994,
            9.9999999999999995, 0.5, 1.5, 2.5, 0.05, 0.25
        };
        for (double edge : edges) {
            for (int i = 1; i < 40; i++) {
                checkSignificant(edge, i);
                checkPlaces(edge, i - 1);
            }
        }
    }

    @Test
    void zeroHasNoDigits() {
        assertEquals(0, DecimalDigits.significant(0, 5).count());
        assertEquals(0, DecimalDigits.places(0, 5).count());
        assertEquals(0, DecimalDigits.places(0.001, 2).count());
    }
}
