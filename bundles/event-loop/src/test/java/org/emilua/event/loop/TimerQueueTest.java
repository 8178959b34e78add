package org.emilua.event.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.emilua.api.TimerTask;
import org.junit.jupiter.api.Test;

final class TimerQueueTest {

    private static final class Timer implements TimerTask {
        private final long deadline;
        private int slot = IDLE;

        Timer(long deadline) {
            this.deadline = deadline;
        }

        @Override
        public void onDeadline() {
            throw new AssertionError("the queue itself fires nothing");
        }

        @Override
        public int timerSlot() {
            return slot;
        }

        @Override
        public void timerSlot(int assigned) {
            slot = assigned;
        }
    }

    private final TimerQueue queue = new TimerQueue();

    private Timer add(long deadline) {
        Timer timer = new Timer(deadline);
        queue.add(timer, deadline);
        return timer;
    }

    @Test
    void timersComeInTheOrderOfTheirDeadlinesAndEqualOnesInTheOrderOfTheirStart() {
        List<Timer> timers = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            timers.add(add(random.nextInt(500)));
        }
        timers.sort(Comparator.comparingLong(timer -> timer.deadline)); // stable
        for (Timer expected : timers) {
            assertEquals(expected, queue.pollExpired(1_000));
            assertEquals(TimerTask.IDLE, expected.slot);
        }
        assertTrue(queue.isEmpty());
    }

    @Test
    void nothingExpiresBeforeItsDeadline() {
        Timer timer = add(100);
        assertNull(queue.pollExpired(99));
        assertEquals(timer, queue.pollExpired(100));
    }

    @Test
    void revokedTimersAreGoneAndTheOthersKeepTheirOrder() {
        List<Timer> kept = new ArrayList<>();
        List<Timer> revoked = new ArrayList<>();
        Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            (random.nextBoolean() ? kept : revoked).add(add(random.nextInt(1_000)));
        }
        for (Timer timer : revoked) {
            queue.remove(timer);
            queue.remove(timer); // revoking twice does no harm
        }
        kept.sort(Comparator.comparingLong(timer -> timer.deadline));
        for (Timer expected : kept) {
            assertEquals(expected, queue.pollExpired(1_000));
        }
        assertTrue(queue.isEmpty());
    }

    @Test
    void deadlinesMayWrapAround() {
        Timer late = add(Long.MIN_VALUE + 5); // ten behind the largest
        Timer early = add(Long.MAX_VALUE - 5);
        assertEquals(early, queue.pollExpired(Long.MAX_VALUE));
        assertNull(queue.pollExpired(Long.MAX_VALUE));
        assertEquals(late, queue.pollExpired(Long.MIN_VALUE + 5));
    }

    @Test
    void aTimerRunsOnceAtATime() {
        Timer timer = add(1);
        assertThrows(IllegalStateException.class, () -> queue.add(timer, 2));
    }
}
