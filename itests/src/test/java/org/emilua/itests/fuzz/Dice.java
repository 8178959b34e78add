package org.emilua.itests.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Decisions that depend on nothing but a seed. */
public final class Dice {

    private final SplittableRandom random;

    public Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    public boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    public <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    public long bits() {
        return random.nextLong();
    }
}
